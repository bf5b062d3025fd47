"""A description made ready for being compared with many others."""

from operator import attrgetter

from apps.core.lib.names import split_title

from .descriptions import Description
from .words import Word, word

Name = tuple[Word, Word]  # first name and surname


class Traits:
    """`names`: the ones in use first. `numbers` are the student ids."""

    __slots__ = ("contacts", "current", "description", "has_latin", "has_thai", "key", "names", "numbers")

    def __init__(self, description: Description) -> None:
        self.key = description.key
        self.description = description
        called = description.names
        if len(called) > 1:
            called = tuple(sorted(called, key=_is_former))
        names = [(word(_bare(each[0]), _bare(each[2])), word(each[1], each[3])) for each in called]
        self.names: tuple[Name, ...] = tuple(names if len(names) < 2 else dict.fromkeys(names))
        self.current = sum(not each.is_former for each in called)
        self.contacts = frozenset(description.contacts)
        self.numbers = frozenset(study.student_id for study in description.studies if study.student_id)
        self.has_thai = any(first.thai or last.thai for first, last in self.names)
        self.has_latin = any(first.latin or last.latin for first, last in self.names)


_is_former = attrgetter("is_former")
_TITLED = ("นาย", "นาง", "น.ส", "ด.ช", "ด.ญ", "ดร", "ผศ", "รศ", "ศ.", "ว่าที่", "Mr", "Ms", "Mis", "Dr", "MR", "MS", "DR")


def _bare(first: str) -> str:
    """Without the title that some files leave on the first name."""
    if not first.startswith(_TITLED):
        return first
    rest = split_title(first)[1]
    return rest if len(rest) > 2 else first
