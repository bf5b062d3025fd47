"""Reads of the registry as plain values: figures of all, the sheet of one person, the university itself."""

from .figures import CohortFigures, KeyFigures, ProvinceFigures, by_cohort, by_province, key_figures
from .institution import current_institution, forget_institution, institution_context
from .profile import profile_sheet
from .sheet import ProfileSheet, SheetAddress, SheetContact, SheetDegree, SheetName, SheetOffer, SheetPost

__all__ = [
    "CohortFigures",
    "KeyFigures",
    "ProfileSheet",
    "ProvinceFigures",
    "SheetAddress",
    "SheetContact",
    "SheetDegree",
    "SheetName",
    "SheetOffer",
    "SheetPost",
    "by_cohort",
    "by_province",
    "current_institution",
    "forget_institution",
    "institution_context",
    "key_figures",
    "profile_sheet",
]
