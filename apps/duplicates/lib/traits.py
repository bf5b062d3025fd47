"""A description made ready for being compared with many others."""

import re
from operator import attrgetter

from apps.core.lib.names import split_title

from .descriptions import Called, Description
from .words import Word, word

Name = tuple[Word, Word]  # first name and surname


class Traits:
    """`names`: the ones in use first. `numbers` are the student ids."""

    __slots__ = ("contacts", "current", "description", "has_thai", "key", "names", "numbers")

    def __init__(self, description: Description) -> None:
        self.key = description.key
        self.description = description._replace(names=(), contacts=())  # which are kept below, once
        called = description.names
        if len(called) > 1:
            called = tuple(sorted(called, key=_is_former))
        names = [_name(each) for each in called]
        if len(names) > 1:
            first, last = names[0]  # of a former name often only what has changed is known
            names = list(dict.fromkeys((each[0] or first, each[1] or last) for each in names))
        self.names: tuple[Name, ...] = tuple(names)
        self.current = sum(not each.is_former for each in called)
        self.contacts = frozenset(description.contacts)
        self.numbers = tuple(study.student_id for study in description.studies if study.student_id)
        self.has_thai = any(first.thai or last.thai for first, last in self.names)


_is_former = attrgetter("is_former")
_TITLED = ("นาย", "นาง", "ว่าที่", "Mr", "Ms", "Mis", "Dr", "MR", "MS", "DR")
_ASIDE = re.compile(r"\s*[(\[（].*")


def _name(called: Called) -> Name:
    first_th, last_th, first_en, last_en, _ = called
    return word(_bare(first_th), _bare(first_en)), word(_without_aside(last_th), _without_aside(last_en))


def _bare(first: str) -> str:
    """Without the title that some files leave on the first name."""
    first = _without_aside(first)
    if "." not in first and not first.startswith(_TITLED):
        return first
    rest = split_title(first)[1]
    return rest if len(rest) > 2 else first


def _without_aside(name: str) -> str:
    """Without the nickname or former name that some write in brackets behind it."""
    return _ASIDE.sub("", name) or name if "(" in name or "[" in name or "（" in name else name
