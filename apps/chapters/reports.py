"""A group's yearly report as a PDF, in Thai or English."""

from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from apps.chapters.models import Chapter, YearlyReport
from apps.chapters.querysets.yearly import Figure, figures_in
from apps.core.lib.pdf import has_letters_for, render_pdf
from apps.core.templatetags.thai import be_date, be_year
from apps.records.models import Institution


def report_pdf(
    report: YearlyReport, figures: dict[str, Any], *, officers: list[tuple[str, str]], language: str
) -> bytes:
    """`officers`: posts and the names of their holders, as the reader may see them. Raises DocumentRefused."""
    template = settings.BASE_DIR / "templates" / "documents" / "group_report.typ"
    fonts = settings.BASE_DIR / "static" / "fonts" / "ttf"
    with translation.override(language):
        data = _data(report, figures_in(figures), officers, language)
        return render_pdf(template, _written(data), fonts=fonts, made_at=report.sent_at or timezone.now())


def _data(
    report: YearlyReport, figures: list[Figure], officers: list[tuple[str, str]], language: str
) -> dict[str, Any]:
    chapter: Chapter = report.chapter
    sent = (
        _("Sent on %(day)s") % {"day": be_date(timezone.localdate(report.sent_at))} if report.sent_at else _("Draft")
    )
    return {
        "lang": language,
        "title": _("Yearly report %(year)s") % {"year": be_year(report.year_be)},
        "group": chapter.name,
        "kind": str(chapter.get_kind_display()),
        "institution": Institution.objects.served().name,
        "sent": sent,
        "figures_label": _("The year in figures"),
        "figures": [[capfirst(str(figure.label)), figure.shown] for figure in figures],
        "parts": [
            {"label": label, "paragraphs": _paragraphs(text)}
            for label, text in (
                (_("What the group did"), report.did),
                (_("What it plans"), report.plans),
                (_("What it asks of the university"), report.needs),
            )
            if text
        ],
        "officers_label": _("Committee"),
        "officers": [[post, name] for post, name in officers],
        "page_label": _("Page"),
    }


def _paragraphs(text: str) -> list[str]:
    return [paragraph.strip() for paragraph in text.splitlines() if paragraph.strip()]


def _written(data: Any) -> Any:
    """Without signs for which the documents' fonts have no letters: small pictures, mostly."""
    match data:
        case str():
            return "".join(char for char in data if has_letters_for(char))
        case dict():
            return {name: _written(value) for name, value in data.items()}
        case list():
            return [_written(value) for value in data]
    return data
