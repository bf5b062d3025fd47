"""What the registrar's words mean here: faculties and campuses under all their names, past and present."""

from collections.abc import Iterator
from typing import TypeVar

from django.conf import settings

from apps.core.lib.text import fold
from apps.quality.lib.headcount_files import Known
from apps.records.models import Campus, CampusName, Faculty, FacultyName

Meaning = TypeVar("Meaning")
_HERE = {"institution__code": settings.INSTITUTION}
_PREFIXES = ("คณะ", "วิทยาเขต", "เขตการศึกษา", "faculty of ", "campus")


def known() -> Known:
    """Four queries. A name that two faculties have had means neither."""
    faculties: dict[str, set[tuple[int, int]]] = {}
    for pk, campus, *names in Faculty.objects.filter(**_HERE).values_list(
        "pk", "campus", "code", "name_th", "name_en"
    ):
        _learn(faculties, names, (pk, campus))
    dated = FacultyName.objects.filter(faculty__institution__code=settings.INSTITUTION)
    for pk, campus, *names in dated.values_list("faculty", "faculty__campus", "name_th", "name_en", "abbr_th"):
        _learn(faculties, names, (pk, campus))
    campuses: dict[str, set[int]] = {}
    for pk, *names in Campus.objects.filter(**_HERE).values_list("pk", "code", "name_th", "name_en"):
        _learn(campuses, names, pk)
    former = CampusName.objects.filter(campus__institution__code=settings.INSTITUTION)
    for pk, *names in former.values_list("campus", "name_th", "name_en"):
        _learn(campuses, names, pk)
    return Known(_sure(faculties), _sure(campuses))


def _learn(words: dict[str, set[Meaning]], names: list[str], meaning: Meaning) -> None:
    for name in names:
        for spelling in _spellings(name):
            words.setdefault(spelling, set()).add(meaning)


def _spellings(name: str) -> Iterator[str]:
    folded = fold(name)
    if folded:
        yield folded
        for prefix in map(fold, _PREFIXES):
            if folded.startswith(prefix) and len(folded) > len(prefix) + 1:
                yield folded.removeprefix(prefix).strip()
            if folded.endswith(f" {prefix}"):
                yield folded.removesuffix(prefix).strip()


def _sure(words: dict[str, set[Meaning]]) -> dict[str, Meaning]:
    return {word: next(iter(meanings)) for word, meanings in words.items() if len(meanings) == 1}
