"""The association of the university, from its file in fixtures/institutions/. What is there belongs to the office."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from apps.chapters.actions import posts
from apps.chapters.models import Chapter, ChapterName
from apps.core.actions import rows
from apps.records.actions import reference
from apps.records.models import Institution

ACTION = "chapters.load_reference"


@transaction.atomic
def load() -> Chapter | None:
    """Enters the association with all its names and the usual posts, once. None where the file knows of none."""
    institution = Institution.objects.filter(code=settings.INSTITUTION).first()
    given: dict[str, Any] = reference.institution_file(settings.INSTITUTION).get("association", {})
    if institution is None or not given:
        return None
    there = Chapter.objects.filter(institution=institution, kind=Chapter.Kind.ASSOCIATION).first()
    return there or _enter(institution, given)


def _enter(institution: Institution, given: dict[str, Any]) -> Chapter:
    newest = given["names"][-1]
    chapter = Chapter(
        institution=institution,
        slug=given["slug"],
        kind=Chapter.Kind.ASSOCIATION,
        status=Chapter.Status.RECOGNISED,
        name_th=newest["name_th"],
        name_en=newest["name_en"],
    )
    rows.create(chapter, by=None, action=ACTION)
    for name in given["names"]:
        days = {end: date.fromisoformat(name[end]) for end in ("valid_from", "valid_to") if end in name}
        dated = ChapterName(chapter=chapter, name_th=name["name_th"], name_en=name["name_en"], **days)
        rows.create(dated, by=None, action=ACTION)
    posts.add_usual(chapter, by=None)
    return chapter
