"""The office's desk: the admin site, the base of every admin page, and the list of the office's own pages."""

from .audited import OfficeAdmin, OfficeInline
from .forms import AuditedForm, AuditedFormSet, Refused, ThaiDayField
from .pages import OfficePage, office_pages
from .piles import Pile, piles_for
from .site import OfficeSite

__all__ = [
    "AuditedForm",
    "AuditedFormSet",
    "OfficeAdmin",
    "OfficeInline",
    "OfficePage",
    "OfficeSite",
    "Pile",
    "Refused",
    "ThaiDayField",
    "office_pages",
    "piles_for",
]
