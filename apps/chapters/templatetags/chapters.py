"""What the groups' pages repeat: a kind's drawing, why a group is proposed."""

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from apps.chapters.models import Chapter, Membership

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

register = template.Library()

ICONS: dict[str, str] = {
    Chapter.Kind.ASSOCIATION: "landmark",
    Chapter.Kind.PROVINCE: "map-pin",
    Chapter.Kind.FACULTY: "graduation-cap",
    Chapter.Kind.CAMPUS: "building-2",
    Chapter.Kind.ABROAD: "globe",
    Chapter.Kind.COHORT: "users",
}
# What the person reads; only they themselves are told what their record says.
WHY: dict[str, "_StrPromise"] = {
    Membership.Origin.FACULTY: _("You graduated from this faculty: %(ground)s"),
    Membership.Origin.CAMPUS: _("You studied at this campus: %(ground)s"),
    Membership.Origin.COHORT: _("You belong to this class: %(ground)s"),
    Membership.Origin.PROVINCE: _("You live in %(ground)s"),
    Membership.Origin.COUNTRY: _("You live in %(ground)s"),
    Membership.Origin.ALUMNI: _("It is open to all graduates of the university"),
}


# Under which tab a page stands, by the name of its address; the first that fits.
TABS = (
    ("desk_member", "members"),
    ("desk_due", "members"),
    ("desk_export", "members"),
    ("desk_request*", "requests"),
    ("desk_post*", "posts"),
    ("desk_officers", "committee"),
    ("desk_nominat*", "committee"),
    ("desk_term_end", "committee"),
    ("desk_position*", "committee"),
    ("desk*", "desk"),
    ("members", "members"),
    ("*", "page"),
)


@register.simple_tag(takes_context=True)
def tab(context: template.Context, name: str) -> SafeString:
    """` aria-current="page"` on the tab under which the page stands."""
    request: Any = context.get("request")
    match = request.resolver_match if request else None
    under = next((under for pattern, under in TABS if fnmatchcase(match.url_name, pattern)), "") if match else ""
    return mark_safe(' aria-current="page"') if under == name else mark_safe("")


@register.filter
def kind_icon(kind: str) -> str:
    """`{% icon chapter.kind|kind_icon %}`"""
    return ICONS[kind]


@register.simple_tag
def why(origin: str, chapter: Chapter) -> str:
    """`{% why proposal.origin proposal.chapter %}`: what in the reader's own record speaks for the group."""
    words = WHY.get(origin)
    if origin == Membership.Origin.PROVINCE and chapter.served_provinces.all():
        words = _("You live in its area: %(ground)s")
    return str(words) % {"ground": area(chapter)} if words else ""


@register.filter
def area(chapter: Chapter) -> str:
    """What its members have in common: the ground, and the further provinces."""
    further = [str(row.province) for row in chapter.served_provinces.all()] if chapter.kind == "province" else []
    return ", ".join([str(chapter.ground), *further]) if chapter.ground else ""


@register.filter
def at(found: dict[int, object], key: int) -> object:
    """`{{ faces|at:term.person_id }}`: what stands under a key; None where nothing does."""
    return found.get(key)
