from .care import ContactLogEntry, DoNotContact, FamilyLink, SavedList, SavedListMember
from .claims import Claim, OneTimeCode
from .contacts import Address, Contact
from .degrees import Degree
from .facts import Audience, Source
from .people import Death, Graduate, Person, PersonName
from .places import Country, Province
from .privacy import Consent, Disclosure, ErasureRequest, Restriction
from .profiles import HelpOffer, Profile
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
from .review import HeldChange, ToldSeal
from .scope import StaffScope
from .search import SearchRow
from .work import Employment

__all__ = [
    "Address",
    "Audience",
    "Campus",
    "CampusName",
    "Claim",
    "Cohort",
    "Consent",
    "Contact",
    "ContactLogEntry",
    "Country",
    "Death",
    "Degree",
    "DegreeTitle",
    "Disclosure",
    "DoNotContact",
    "Employment",
    "ErasureRequest",
    "Faculty",
    "FacultyName",
    "FamilyLink",
    "Graduate",
    "HeldChange",
    "HelpOffer",
    "Institution",
    "Level",
    "OneTimeCode",
    "Person",
    "PersonName",
    "Profile",
    "Programme",
    "Province",
    "Restriction",
    "SavedList",
    "SavedListMember",
    "SearchRow",
    "Source",
    "StaffScope",
    "ToldSeal",
]
