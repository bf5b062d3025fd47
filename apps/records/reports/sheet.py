"""One person as one reader may see them: plain values, so that no page can reach for more."""

from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import get_language

from apps.core.lib.dates import PartialDate
from apps.core.lib.names import full_name
from apps.records.models import Address, Contact, Degree, Employment, HelpOffer, Level
from apps.records.policy import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetName:
    """A name that the person has or had."""

    title_th: str
    first_th: str
    middle_th: str
    last_th: str
    title_en: str
    first_en: str
    middle_en: str
    last_en: str
    nickname: str
    reason: str
    audience: str

    @property
    def full_th(self) -> str:
        return full_name(self.first_th, self.last_th, middle=self.middle_th)

    @property
    def full_en(self) -> str:
        return full_name(self.first_en, self.last_en, middle=self.middle_en)

    @property
    def full(self) -> str:
        """In the reader's language where there is one, without title."""
        return (self.full_en or self.full_th) if get_language() == "en" else (self.full_th or self.full_en)

    @property
    def titled(self) -> str:
        """The same with its title."""
        thai = full_name(self.first_th, self.last_th, title=self.title_th, middle=self.middle_th)
        latin = full_name(self.first_en, self.last_en, title=self.title_en, middle=self.middle_en)
        return latin if self.full == self.full_en else thai


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetDegree:
    """A degree; `year` is the academic year of graduation, years are B.E., `cohort` is the class's number."""

    is_first: bool
    status: str
    level: str
    abbreviation: str
    title: str
    programme: str
    faculty: str
    campus: str
    entry_year: int | None
    entry_cohort: int | None
    year: int | None
    cohort: int | None
    honours: str
    audience: str

    def get_level_display(self) -> str:
        return str(Level(self.level).label)

    def get_status_display(self) -> str:
        return str(Degree.Status(self.status).label)

    def get_honours_display(self) -> str:
        return str(Degree.Honours(self.honours).label) if self.honours else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPost:
    """What the person does or did, and where."""

    employer: str
    position: str
    sector: str
    field: str
    province: str
    country: str
    is_current: bool
    valid_from: PartialDate | None
    valid_to: PartialDate | None
    audience: str

    def get_sector_display(self) -> str:
        return str(Employment.Sector(self.sector).label) if self.sector else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetContact:
    """A way to reach the person that works."""

    kind: str
    value: str
    label: str
    is_primary: bool
    audience: str

    def get_kind_display(self) -> str:
        return str(Contact.Kind(self.kind).label)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetAddress:
    """An address in use, as it is written on an envelope. `province` and `country` are names."""

    kind: str
    lines: list[str]
    district: str
    province: str
    postcode: str
    country: str
    audience: str

    def get_kind_display(self) -> str:
        return str(Address.Kind(self.kind).label)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOffer:
    """A help that the person offers."""

    kind: str
    note: str
    audience: str

    def get_kind_display(self) -> str:
        return str(HelpOffer.Kind(self.kind).label)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileSheet:
    """All that `reader` may see of a person. `is_listed`: is there a page of them for this reader at all? If not,
    nothing else is here either. What is hidden leaves no trace but `hides_…`, where everybody would expect something:
    an empty place is then not taken for something forgotten. `photo` is a file under MEDIA_ROOT."""

    public_id: UUID
    reader: Reader
    is_listed: bool = False
    name: SheetName | None = None
    former_names: list[SheetName] = field(default_factory=list)
    degrees: list[SheetDegree] = field(default_factory=list)
    posts: list[SheetPost] = field(default_factory=list)
    contacts: list[SheetContact] = field(default_factory=list)
    addresses: list[SheetAddress] = field(default_factory=list)
    offers: list[SheetOffer] = field(default_factory=list)
    about: str = ""
    interests: list[str] = field(default_factory=list)
    photo: str = ""
    birth_date: PartialDate | None = None
    home_province: str = ""
    hides_work: bool = False
    hides_contacts: bool = False
    hides_education: bool = False

    @property
    def degree(self) -> SheetDegree | None:
        """The first degree, if that is open, else another one."""
        return self.degrees[0] if self.degrees else None

    @property
    def current_post(self) -> SheetPost | None:
        return next((post for post in self.posts if post.is_current), None)

    @property
    def place(self) -> str:
        """Where the person lives, else where they work: a province, or a country."""
        place = self.addresses[0] if self.addresses else self.current_post
        return (place.province or place.country) if place else ""
