"""Where the groups are."""

from collections import defaultdict

from apps.chapters.models import Chapter, ServedProvince
from apps.chapters.querysets.chapters import ChapterQuerySet


def groups_by_province(chapters: ChapterQuerySet) -> dict[str, list[Chapter]]:
    """Code of a province → the provincial groups that are there for it; in two queries."""
    groups = {chapter.pk: chapter for chapter in chapters.filter(kind=Chapter.Kind.PROVINCE).order_by("name_th", "pk")}
    found: dict[str, list[Chapter]] = defaultdict(list)
    for chapter in groups.values():
        found[str(chapter.province_id)].append(chapter)
    for chapter_id, province in ServedProvince.objects.filter(chapter__in=groups).values_list("chapter", "province"):
        found[province].append(groups[chapter_id])
    return dict(found)
