"""How people and their facts are written on any page."""

from django import template
from django.utils.translation import gettext

from apps.core import privacy
from apps.core.lib import national_id
from apps.core.templatetags.thai import be_year
from apps.records.exports.post import address_parts
from apps.records.lib import addresses
from apps.records.models import Address, Person
from apps.records.querysets.lines import DegreeLine

register = template.Library()


@register.filter
def current_name(person: Person) -> str:
    """The name in use, of a person fetched `with_display()`; a dash where there is none."""
    names = person.current_names  # type: ignore[attr-defined] # set by the queryset
    return names[0].full if names else "–"


@register.filter
def class_of(degree: DegreeLine) -> str:
    """'Cohort 24 (2534)': the class with which somebody graduated; nothing where none is known."""
    if not degree.cohort:
        return ""
    return gettext("Cohort %(number)s (%(year)s)") % {"number": degree.cohort, "year": be_year(degree.year)}


@register.filter
def address_lines(address: Address) -> list[str]:
    """The address line by line."""
    return addresses.address_lines(address_parts(address))


@register.inclusion_tag("records/privacy/_register.html")
def privacy_register() -> dict[str, object]:
    """`{% privacy_register %}`: what is kept of people, why, by what right and how long."""
    return {"parts": [part for _key, part in privacy.register()]}


@register.filter
def masked(number: str) -> str:
    """A national id of which only the last three digits show."""
    return national_id.mask_national_id(number) if number else ""
