from .messages import MessageQuerySet

__all__ = ["MessageQuerySet"]
