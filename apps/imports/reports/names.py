"""What the codes in a row's values stand for."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.fields import PartialDateField
from apps.core.lib.dates import PartialDate
from apps.core.templatetags.thai import be_date, phone
from apps.records.models import Campus, Country, Degree, Faculty, Level, Person, Province

_NAMED = {"faculty", "campus", "province", "country", "nationality", "level", "gender", "honours"}
DATES = {"birth_date", "conferred_on"}
_PHONES = {"mobile", "mobile_2", "phone", "phone_2"}


class Names:
    """What codes stand for, looked up once for a page."""

    @cached_property
    def faculty(self) -> dict[str, str]:
        return {each.code: str(each) for each in Faculty.objects.all()}

    @cached_property
    def campus(self) -> dict[str, str]:
        return {each.code: str(each) for each in Campus.objects.all()}

    @cached_property
    def province(self) -> dict[str, str]:
        return {each.code: str(each) for each in Province.objects.all()}

    @cached_property
    def country(self) -> dict[str, str]:
        return {each.code: str(each) for each in Country.objects.all()}

    @property
    def nationality(self) -> dict[str, str]:
        return self.country

    @cached_property
    def level(self) -> dict[str, str]:
        return {value: str(label) for value, label in Level.choices}

    @cached_property
    def gender(self) -> dict[str, str]:
        return {str(value): str(label) for value, label in Person._meta.get_field("gender").flatchoices}

    @cached_property
    def honours(self) -> dict[str, str]:
        return {str(value): str(label) for value, label in Degree._meta.get_field("honours").flatchoices}

    def text(self, kind: str, value: str) -> str:
        if kind.endswith("_sealed"):
            return _("(kept encrypted)")
        if kind in DATES:
            return be_date(_day(value)) or value
        if kind in _PHONES:
            return phone(value)
        named: dict[str, str] = getattr(self, kind) if kind in _NAMED else {}
        return named.get(value, value)


def _day(value: str) -> PartialDate | None:
    try:
        return PartialDateField().to_python(value)
    except ValidationError:
        return None
