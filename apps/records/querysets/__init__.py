"""Reads of the registry in the office's words."""

from .people import GraduateQuerySet, PersonQuerySet

__all__ = ["GraduateQuerySet", "PersonQuerySet"]
