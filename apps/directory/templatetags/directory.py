"""What the directory's lists repeat: a person's row and a filter's choice. They are drawn here and not in templates
because a page has two hundred of them, and the template engine would take most of the page's time for them."""

from collections.abc import Iterable

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from apps.core.templatetags.portal import avatar, icon, whole_words
from apps.core.templatetags.thai import be_year
from apps.directory.views.facets import Choice
from apps.records.querysets.lines import DegreeLine, DirectoryLine

register = template.Library()

NOTHING = SafeString("")
IS_ON = SafeString(' aria-current="true"')
HIDES_WORK = gettext_lazy("Does not show where they work")


@register.simple_tag
def choices(values: Iterable[Choice], here: str) -> SafeString:
    """`{% choices facet.first here %}`: links that set a filter, or lift it where it is set. Each has an id, by which
    it has the focus again after htmx has exchanged the list."""
    return format_html_join(
        "",
        '<li><a class="facet-choice" id="{}-{}" href="{}" hx-get="{}" rel="nofollow"{}><span>{}{}</span>'
        '<span class="num muted">{}</span></a></li>',
        (
            (
                choice.value.facet,
                choice.value.key,
                url := f"{here}?{choice.url}",
                url,
                IS_ON if choice.is_on else "",
                icon("check") if choice.is_on else "",
                choice.value.name,
                intcomma(choice.value.count),
            )
            for choice in values
        ),
    )


@register.simple_tag
def person_row(line: DirectoryLine) -> SafeString:
    """`{% person_row line %}`: one person of a list, with what is open to the reader's tier and nothing else."""
    name = line.name.full if line.name else ""
    return format_html(
        '<li class="card person">{}\n<div class="fg1"><h3><a href="{}">{}</a></h3>\n<p class="muted">{}</p>{}{}{}'
        "</div></li>",
        _face(line, name),
        reverse("directory:person", args=[line.public_id]),
        whole_words(name),
        _known_by(line),
        _formerly(line),
        _work(line),
        _marks(line),
    )


def _face(line: DirectoryLine, name: str) -> SafeString:
    if not line.photo:
        return avatar(name)
    url = reverse("records:photo", args=[line.public_id, "small"])
    return format_html('<img class="avatar" src="{}" alt="" width="48" height="48" loading="lazy">', url)


def _known_by(line: DirectoryLine) -> str:
    """The nickname, the faculty and the class."""
    nickname = f"“{line.name.nickname}”" if line.name and line.name.nickname else ""
    study = " ".join(filter(None, (line.degree.faculty, _class_of(line.degree)))) if line.degree else ""
    return " · ".join(filter(None, (nickname, study)))


def _class_of(degree: DegreeLine) -> str:
    if not degree.cohort:
        return ""
    return gettext("Cohort %(number)s (%(year)s)") % {"number": degree.cohort, "year": be_year(degree.year)}


def _formerly(line: DirectoryLine) -> SafeString:
    if not line.former_names:
        return NOTHING
    names = format_html_join(", ", "{}", ((whole_words(name.full),) for name in line.former_names))
    return format_html('\n<p class="small muted">{} {}</p>', gettext("formerly"), names)


def _work(line: DirectoryLine) -> SafeString:
    if line.post is None:
        return format_html('\n<p class="muted">{} {}</p>', icon("lock"), HIDES_WORK) if line.hides_work else NOTHING
    employer = format_html('<span class="muted">{}</span>', line.post.employer) if line.post.employer else ""
    lines = format_html_join(SafeString("<br>"), "{}", ((part,) for part in (line.post.position, employer) if part))
    return format_html("\n<p>{}</p>", lines)


def _marks(line: DirectoryLine) -> SafeString:
    """Where they live and what they offer."""
    place = line.province or line.country
    marks = [("", "map-pin", place)] if place else []
    marks += [(" badge--ok", "handshake", offer.get_kind_display()) for offer in line.offers]
    if not marks:
        return NOTHING
    badges = ((tone, icon(drawing), words) for tone, drawing, words in marks)
    drawn = format_html_join("", '<span class="badge{}">{} {}</span>', badges)
    return format_html('\n<p class="row gap-2 person__marks">{}</p>', drawn)
