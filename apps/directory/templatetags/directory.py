"""What the directory's lists repeat: a person's row and a filter's choice. They are drawn here and not in templates
because a page has two hundred of them, and the template engine would take most of the page's time for them."""

from collections.abc import Iterable

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.urls import reverse
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from apps.core.templatetags.portal import avatar, icon, whole_words
from apps.core.templatetags.thai import be_year
from apps.directory.views.facets import Choice
from apps.records.querysets.lines import DegreeLine, DirectoryLine

register = template.Library()

_SOMEBODY = "00000000-0000-0000-0000-000000000000"  # in the address of a person's page, until it is known whose
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
def people(lines: Iterable[DirectoryLine]) -> SafeString:
    """`{% people lines %}`: the rows of a list, with what is open to the reader's tier and nothing else. What all of
    them share is looked up once, and every text goes through `escape`: format_html for each part of each person took a
    tenth of the page's time."""
    address = reverse("directory:person", args=[_SOMEBODY])
    class_of = gettext("Cohort %(number)s (%(year)s)")
    return SafeString("".join(_row(line, address.replace(_SOMEBODY, str(line.public_id)), class_of) for line in lines))


def _row(line: DirectoryLine, address: str, class_of: str) -> str:
    name = line.name.full if line.name else ""
    return (
        f'<li class="card person">{_face(line, name)}\n<div class="fg1"><h3><a href="{address}">{whole_words(name)}'
        f'</a></h3>\n<p class="muted">{_known_by(line, class_of)}</p>{_formerly(line)}{_work(line)}{_marks(line)}'
        "</div></li>"
    )


def _face(line: DirectoryLine, name: str) -> str:
    if not line.photo:
        return avatar(name)
    url = reverse("records:photo", args=[line.public_id, "small"])
    return f'<img class="avatar" src="{url}" alt="" width="48" height="48" loading="lazy">'


def _known_by(line: DirectoryLine, class_of: str) -> str:
    """The nickname, the faculty and the class."""
    nickname = f"“{line.name.nickname}”" if line.name and line.name.nickname else ""
    degree = line.degree
    study = " ".join(filter(None, (degree.faculty, _class(degree, class_of)))) if degree else ""
    return escape(" · ".join(filter(None, (nickname, study))))


def _class(degree: DegreeLine, class_of: str) -> str:
    return class_of % {"number": degree.cohort, "year": be_year(degree.year)} if degree.cohort else ""


def _formerly(line: DirectoryLine) -> str:
    if not line.former_names:
        return ""
    names = ", ".join(whole_words(name.full) for name in line.former_names)
    return f'\n<p class="small muted">{escape(gettext("formerly"))} {names}</p>'


def _work(line: DirectoryLine) -> str:
    if line.post is None:
        return f'\n<p class="muted">{icon("lock")} {escape(HIDES_WORK)}</p>' if line.hides_work else ""
    employer = f'<span class="muted">{escape(line.post.employer)}</span>' if line.post.employer else ""
    return f"\n<p>{'<br>'.join(filter(None, (escape(line.post.position), employer)))}</p>"


def _marks(line: DirectoryLine) -> str:
    """Where they live and what they offer."""
    place = line.province or line.country
    marks = [_mark("", "map-pin", place)] if place else []
    marks += [_mark(" badge--ok", "handshake", offer.get_kind_display()) for offer in line.offers]
    return f'\n<p class="row gap-2 person__marks">{"".join(marks)}</p>' if marks else ""


def _mark(tone: str, drawing: str, words: str) -> str:
    return f'<span class="badge{tone}">{icon(drawing)} {escape(words)}</span>'
