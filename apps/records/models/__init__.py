from .care import ContactLogEntry, DoNotContact, FamilyLink, SavedList, SavedListMember
from .contacts import Address, Contact
from .degrees import Degree
from .facts import Audience, Source
from .people import Death, Graduate, Person, PersonName
from .places import Country, Province
from .reference import (
    Campus,
    CampusName,
    Cohort,
    DegreeTitle,
    Faculty,
    FacultyName,
    Institution,
    Level,
    Programme,
)
from .review import HeldChange
from .scope import StaffScope
from .search import SearchRow
from .work import Employment

__all__ = [
    "Address",
    "Audience",
    "Campus",
    "CampusName",
    "Cohort",
    "Contact",
    "ContactLogEntry",
    "Country",
    "Death",
    "Degree",
    "DegreeTitle",
    "DoNotContact",
    "Employment",
    "Faculty",
    "FacultyName",
    "FamilyLink",
    "Graduate",
    "HeldChange",
    "Institution",
    "Level",
    "Person",
    "PersonName",
    "Programme",
    "Province",
    "SavedList",
    "SavedListMember",
    "SearchRow",
    "Source",
    "StaffScope",
]
