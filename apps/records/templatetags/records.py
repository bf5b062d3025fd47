"""How people and their facts are written on any page."""

from django import template

from apps.core import privacy
from apps.core.lib import national_id
from apps.records.exports.post import address_parts
from apps.records.lib import addresses
from apps.records.models import Address, Person

register = template.Library()


@register.filter
def current_name(person: Person) -> str:
    """The name in use, of a person fetched `with_display()`; a dash where there is none."""
    names = person.current_names  # type: ignore[attr-defined] # set by the queryset
    return names[0].full if names else "–"


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
