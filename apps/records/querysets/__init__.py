"""Reads of the registry in the office's words."""

from .care import (
    DeathQuerySet,
    FamilyLinkQuerySet,
    FollowUpQuerySet,
    HeldChangeQuerySet,
    SavedListQuerySet,
)
from .people import GraduateQuerySet, PersonQuerySet
from .reference import InstitutionQuerySet

__all__ = [
    "DeathQuerySet",
    "FamilyLinkQuerySet",
    "FollowUpQuerySet",
    "GraduateQuerySet",
    "HeldChangeQuerySet",
    "InstitutionQuerySet",
    "PersonQuerySet",
    "SavedListQuerySet",
]
