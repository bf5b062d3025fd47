"""A line's cells → a Row: every cell read by the reader of its column, then looked at together."""

from collections import Counter
from collections.abc import Callable
from datetime import date

from .cells import contacts, days, numbers, person_names, places, studies
from .cells.days import Days
from .cells.plain import Found, Reader, plain
from .checks import Checks
from .grades import problem
from .lookup import Lookup, key
from .mapping import Mapping
from .name_order import NameOrder
from .rows import Row
from .survey import DayOrder, Survey

_MOST_KEPT = 60_000  # readings that one column remembers
_SELDOM_TWICE = {"student_id", "national_id", "passport_no", "email", "mobile", "phone", "address", "note"}
# Titles after names: what a column of titles says counts more than one glued to a name.
_LATE = {"title_th", "title_en", "gender"}

Plan = list[tuple[int, Reader, dict[str, Found] | None]]


class People:
    def __init__(self, mapping: Mapping, lookup: Lookup, survey: Survey) -> None:
        columns = dict(mapping.columns)
        if mapping.options.get("names") == "swapped":
            columns = {index: _SWAPPED.get(kind, kind) for index, kind in columns.items()}
        readers = Readers(mapping, lookup, survey)
        order = sorted(columns.items(), key=lambda item: (item[1] in _LATE, item[0]))
        self._plan: Plan = [
            (index, readers.of(index, kind), None if kind in _SELDOM_TWICE else {}) for index, kind in order if kind
        ]
        self._kinds = {index: kind for index, kind in order if kind}
        self._checks = Checks(lookup, mapping, self._name_order(mapping, survey, lookup))

    @property
    def names_swapped(self) -> bool:
        return self._checks.names.whole_file

    def _name_order(self, mapping: Mapping, survey: Survey, lookup: Lookup) -> NameOrder:
        """The names of the survey as their readers understand them, so that titles do not count."""
        if mapping.options.get("names") in {"swapped", "as_they_are"}:
            return NameOrder(Counter(), Counter(), frozenset(), key)
        kinds = {"first_th", "first_en"}
        found = next(((reader, kept) for index, reader, kept in self._plan if self._kinds[index] in kinds), None)
        first: Counter[str] = Counter()
        if found and found[1] is not None:
            for cell, count in survey.first.items():
                reading = found[1].get(cell) or _kept(cell, found[0], found[1])
                first[next((value for field, value in reading[0] if field in kinds), "")] += count
        return NameOrder(first, survey.last, lookup.reference.given_names, key)

    def row(self, number: int, cells: list[str], context: dict[str, str]) -> Row:
        values: dict[str, str] = {}
        problems = []
        width = len(cells)
        for index, reader, kept in self._plan:
            if index < width and (cell := cells[index]):
                found = reader(cell) if kept is None else kept.get(cell)
                if found is None:
                    found = _kept(cell, reader, kept if kept is not None else {})
                for field, value in found[0]:
                    values[field] = value
                if found[1]:
                    problems += [problem(*flag) for flag in found[1]]
        row = Row(number, cells, values, problems)
        self._checks.together(row, context)
        return row


_SWAPPED = {"first_th": "last_th", "last_th": "first_th", "first_en": "last_en", "last_en": "first_en"}


def _kept(cell: str, reader: Reader, kept: dict[str, Found]) -> Found:
    if len(kept) >= _MOST_KEPT:
        kept.clear()
    found = kept[cell] = reader(cell)
    return found


class Readers:
    """The reader of each column."""

    def __init__(self, mapping: Mapping, lookup: Lookup, survey: Survey) -> None:
        reference = lookup.reference
        self._options = mapping.options
        self._survey = survey
        self._this_year = reference.this_year_be
        self._founded = reference.founded_be
        hundredths = mapping.options.get("gpa") == "hundredths" or survey.in_hundredths
        self._known = _people() | _contacts() | _places(lookup) | _studies(lookup, hundredths=hundredths)

    def of(self, index: int, kind: str) -> Reader:
        if kind in {"birth_date", "conferred_on"}:
            return days.day(self._days(kind, self._survey.orders.get(index, DayOrder())))
        return self._known.get(kind) or plain(kind)

    def _days(self, kind: str, found: DayOrder) -> Days:
        order = self._options.get("date_order") or found.order
        this_year = self._this_year - 543
        if kind == "birth_date":
            hundred = self._options.get("two_digit_birth", "")
            return Days(
                kind,
                order,
                date(1889, 4, 1),
                date(this_year - 10, 12, 31),
                found.cells_swapped,
                int(hundred) if hundred.isdecimal() else None,
            )
        first = max(self._founded - 543, 1889)
        return Days(
            kind,
            order,
            date(first, 1, 1),
            date(this_year + 1, 12, 31),
            found.cells_swapped,
            this_year + 444,
            whole=True,
        )


def _second(reader: Callable[[str], Found], stem: str) -> Reader:
    """The same for a second column of its kind, whose values must not displace the first one's."""

    def read(cell: str) -> Found:
        pairs, flags = reader(cell)
        return tuple((f"{field}_2" if field == stem else field, value) for field, value in pairs), flags

    return read


def _people() -> dict[str, Reader]:
    return {
        **{f"title_{script}": person_names.title(script) for script in ("th", "en")},
        **{f"first_{script}": person_names.first for script in ("th", "en")},
        **{f"full_name{script}": person_names.full for script in ("", "_th", "_en")},
        **{field: person_names.last(field) for field in ("last_th", "last_en", "former_last_th", "former_last_en")},
        "former_first_th": person_names.last("former_first_th"),
        "national_id": numbers.national_id,
        "passport_no": numbers.passport,
        "gender": numbers.gender,
    }


def _contacts() -> dict[str, Reader]:
    return {
        "email": contacts.email,
        "email_2": _second(contacts.email, "email"),
        "mobile": contacts.phones("mobile"),
        "mobile_2": _second(contacts.phones("mobile"), "mobile"),
        "phone": contacts.phones("phone"),
        "phone_2": _second(contacts.phones("phone"), "phone"),
        "contacts": contacts.contacts,
        "line_id": contacts.line_id,
    }


def _places(lookup: Lookup) -> dict[str, Reader]:
    parts = ("house_no", "moo", "village", "soi", "road", "subdistrict", "district")
    return {
        **{field: places.part(field, lookup) for field in parts},
        "province": places.province(lookup),
        "postcode": places.postcode,
        "address": places.address(lookup),
        **{field: places.country(field, lookup) for field in ("country", "nationality")},
    }


def _studies(lookup: Lookup, *, hundredths: bool) -> dict[str, Reader]:
    reference = lookup.reference
    earliest, latest = reference.founded_be, reference.this_year_be + 1
    return {
        "student_id": numbers.student_id(reference.student_ids),
        **{field: days.year(field, earliest, latest) for field in ("entry_year_be", "graduation_year_be")},
        "entry_cohort": numbers.cohort,
        "gpa": numbers.gpa(hundredths=hundredths),
        **{field: studies.raw(field) for field in ("faculty", "campus")},
        "degree": studies.degree(lookup),
        "programme": studies.programme(lookup),
        "level": studies.level,
        "honours": studies.honours,
    }
