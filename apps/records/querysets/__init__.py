"""Reads of the registry in the office's words."""

from .care import (
    DeathQuerySet,
    FamilyLinkQuerySet,
    FollowUpQuerySet,
    HeldChangeQuerySet,
    SavedListQuerySet,
)
from .claims import ClaimQuerySet
from .people import GraduateQuerySet, PersonQuerySet
from .reference import InstitutionQuerySet

__all__ = [
    "ClaimQuerySet",
    "DeathQuerySet",
    "FamilyLinkQuerySet",
    "FollowUpQuerySet",
    "GraduateQuerySet",
    "HeldChangeQuerySet",
    "InstitutionQuerySet",
    "PersonQuerySet",
    "SavedListQuerySet",
]
