"""The office's desk: the admin site, the base of every admin page, and the list of the office's own pages."""

from .audited import OfficeAdmin, OfficeInline
from .cells import ChoiceWidget, CodeWidget, DayWidget, NumberWidget, YearWidget
from .files import FilesAdmin
from .forms import AuditedForm, AuditedFormSet, Refused, ThaiDayField
from .pages import OfficePage, office_pages
from .piles import Pile, piles_for
from .resources import FileResource
from .site import OfficeSite

__all__ = [
    "AuditedForm",
    "AuditedFormSet",
    "ChoiceWidget",
    "CodeWidget",
    "DayWidget",
    "FileResource",
    "FilesAdmin",
    "NumberWidget",
    "OfficeAdmin",
    "OfficeInline",
    "OfficePage",
    "OfficeSite",
    "Pile",
    "Refused",
    "ThaiDayField",
    "YearWidget",
    "office_pages",
    "piles_for",
]
