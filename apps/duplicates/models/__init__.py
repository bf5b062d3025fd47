from .pairs import Pair

__all__ = ["Pair"]
