"""The differences between a row of a file and the person whom it means, fact by fact.

A blank changes nothing. A name that the person has or had says nothing new. A contact is added, never replaced; one
that is known, whatever its status, is left alone. What a better trusted source or the person themself said is not
overwritten: such a difference is disputed, and the row waits. Filling a gap disputes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from apps.core.lib.names import expand_title
from apps.imports.lib.facts import (
    ADDRESS,
    CONTACT,
    DEGREE,
    NAME,
    NAME_PARTS,
    PERSON,
    POST,
    address_of,
    contacts_of,
    former_name_of,
    name_of,
    post_of,
)
from apps.imports.lib.keys import agree, folded, keys_of
from apps.imports.querysets.people import KnownPerson
from apps.imports.querysets.reference import Known
from apps.imports.querysets.studies import degree_of
from apps.records import rules
from apps.records.models import Address, Contact, Source

Columns = dict[str, Any]
Values = Mapping[str, Any]


@dataclass
class Differences:
    changes: list[dict[str, Any]] = field(default_factory=list)
    disputes: list[dict[str, str]] = field(default_factory=list)

    def add(self, table: str, columns: Columns) -> None:
        self.changes.append({"table": table, "key": None, "version": 0, "before": {}, "after": columns})

    def change(
        self, table: str, row: Columns, columns: Columns, *, source: str = "", is_disputed: bool = False
    ) -> None:
        """What is different in the row. `source`: whose word the row becomes by it; a gap that is filled in what
        somebody else said leaves it theirs."""
        after = {name: value for name, value in columns.items() if not _same(row.get(name), value)}
        if not after:
            return
        if source and (row.get("source") == source or any(row.get(name) not in (None, "") for name in after)):
            after |= {"source_ref": ""} if row.get("source") == source else {"source": source, "source_ref": ""}
        before = {name: row.get(name) for name in after}
        change = {"table": table, "key": row["id"], "version": row["version"], "before": before, "after": after}
        self.changes.append(change | {"disputed": True} if is_disputed else change)

    def dispute(self, about: str, code: str, value: object) -> None:
        self.disputes.append({"field": about, "code": code, "value": str(value or "")})


def differences(values: Values, person: KnownPerson, known: Known, *, source: str, is_registrar: bool) -> Differences:
    found = Differences()
    if is_registrar:
        _person(values, person, found)
        _name(values, person, found, source)
        _former_name(values, person, found)
        _degree(values, person, known, found, source)
    _contacts(values, person, found)
    _address(values, person, found, source)
    _post(values, person, found)
    return found


def overlay(person: KnownPerson, changes: list[dict[str, Any]]) -> None:
    """Shows the person as earlier rows of the file leave them."""
    for change in changes:
        if change["key"] is None:
            person.facts[change["table"]].append(
                {"id": None, "version": 0, "source": "", "status": "live"} | change["after"]
            )
            continue
        rows = [person.person] if change["table"] == PERSON else person.facts[change["table"]]
        for row in rows:
            if row["id"] == change["key"]:
                row.update(change["after"], version=change["version"] + 1)


def _person(values: Values, person: KnownPerson, found: Differences) -> None:
    row, after = person.person, {}
    for name in ("gender", "nationality"):
        column = "nationality_id" if name == "nationality" else name
        if values.get(name):
            after[column] = values[name]
    if values.get("note") and not row["note"]:
        after["note"] = values["note"]
    hashed = values.get("national_id_hash")
    if hashed and row["national_id_hash"] and row["national_id_hash"] != hashed:
        found.dispute("national_id", "another_national_id", "")
    elif hashed and not row["national_id_hash"]:
        after |= {"national_id": values["national_id_sealed"], "national_id_hash": hashed}
    if values.get("passport_no_sealed") and not row.get("has_passport"):
        after["passport_no"] = values["passport_no_sealed"]
    after |= _birth_date(values.get("birth_date"), row, found)
    found.change(PERSON, row, after)


def _birth_date(new: str | None, row: Columns, found: Differences) -> Columns:
    """A less exact date says nothing new about a more exact one that it agrees with."""
    old = row["birth_date"] or ""
    if not new or old.startswith(new):
        return {}
    if old and row["birth_date_source"] == Source.SELF and not new.startswith(old):
        found.dispute("birth_date", "said_by_person", old)
        return {}
    if old and not rules.may_overwrite(PERSON, new=Source.REGISTRAR, old=row["birth_date_source"]):
        found.dispute("birth_date", "better_source", old)
        return {}
    return {"birth_date": new, "birth_date_source": Source.REGISTRAR.value}


def _name(values: Values, person: KnownPerson, found: Differences, source: str) -> None:
    given = name_of(values)
    if not given or any(
        all(_spelled(part, row.get(part), value) for part, value in given.items()) for row in person.facts[NAME]
    ):
        return
    current = person.current_name
    if current is None:
        found.add(NAME, given)
        return
    if _is_of_former(given, person):
        return
    if agree(keys_of(current), keys_of(given)):
        _settle(NAME, current, given, found, source)
        return
    found.change(NAME, current, {"is_current": False})  # another name: the one until now stays as a former one
    carried = {part: current[part] for part in NAME_PARTS if current.get(part)}
    found.add(NAME, carried | given | {"is_current": True})


def _is_of_former(given: Columns, person: KnownPerson) -> bool:
    """Does the row speak of a name that the person had, and not of today's?"""

    def meets(row: Columns) -> bool:
        parts = [part for part in ("first_th", "last_th", "first_en", "last_en") if given.get(part) and row.get(part)]
        return bool(parts) and all(folded(row[part]) == folded(given[part]) for part in parts)

    names = person.facts[NAME]
    return any(meets(row) for row in names if not row["is_current"]) and not any(
        meets(row) for row in names if row["is_current"]
    )


def _former_name(values: Values, person: KnownPerson, found: Differences) -> None:
    former = former_name_of(values)
    known = any(
        all(folded(row.get(part) or "") == folded(value) for part, value in former.items())
        for row in person.facts[NAME]
    )
    if former and not known:
        found.add(NAME, former | {"is_current": False})


def _degree(values: Values, person: KnownPerson, known: Known, found: Differences, source: str) -> None:
    given = degree_of(values, known)
    if not given:
        return
    row = _same_degree(given, person)
    if row is not None:
        _settle(DEGREE, row, given, found, source)
    elif not given.get("level") or not given.get("graduation_year_be"):
        found.dispute("degree", "unclear_degree", given.get("student_id", ""))
    else:
        found.add(DEGREE, given)


def _same_degree(given: Columns, person: KnownPerson) -> Columns | None:
    """By student id; without one by level, year and faculty, if there is just one such."""
    degrees = person.facts[DEGREE]
    if given.get("student_id"):
        same = [row for row in degrees if row.get("student_id") == given["student_id"]]
        if same:
            return same[0]
        degrees = [row for row in degrees if not row.get("student_id")]
    keys = [name for name in ("level", "graduation_year_be", "faculty_id") if given.get(name)]
    meeting = [row for row in degrees if all(row.get(name) in (None, "", given[name]) for name in keys)]
    alone = len(person.facts[DEGREE]) == 1 and not given.get("student_id")
    return meeting[0] if len(meeting) == 1 and (len(keys) == 3 or alone) else None


def _settle(table: str, row: Columns, given: Columns, found: Differences, source: str) -> None:
    """Changes the row, or disputes where somebody better trusted, or the person, said otherwise."""
    different = {name: value for name, value in given.items() if not _spelled(name, row.get(name), value)}
    before = len(found.disputes)
    taken = {name for name in different if row.get(name) not in (None, "")}
    old = row.get("source", "")
    if taken and old == Source.SELF and source != Source.SELF:
        for name in sorted(taken):
            found.dispute(name.removesuffix("_id"), "said_by_person", row[name])
    elif taken and old and not rules.may_overwrite(table, new=source, old=old):
        for name in sorted(taken):
            found.dispute(name.removesuffix("_id"), "better_source", row[name])
    found.change(table, row, different, source=source, is_disputed=len(found.disputes) > before)


def _contacts(values: Values, person: KnownPerson, found: Differences) -> None:
    there = {(row["kind"], row["value"].casefold()) for row in person.facts[CONTACT]}
    first = {row["kind"] for row in person.facts[CONTACT] if row.get("is_primary")}
    for kind, value in contacts_of(values):
        if (kind, value.casefold()) in there or (_is_phone(kind) and _has_number(there, value)):
            continue
        found.add(CONTACT, {"kind": kind, "value": value, "is_primary": kind not in first})
        first.add(kind)
        there.add((kind, value.casefold()))


def _is_phone(kind: str) -> bool:
    return kind in {Contact.Kind.MOBILE, Contact.Kind.PHONE}


def _has_number(there: set[tuple[str, str]], value: str) -> bool:
    return any(_is_phone(kind) and known == value for kind, known in there)


def _address(values: Values, person: KnownPerson, found: Differences, source: str) -> None:
    """Another address takes the place of the one in use, which is kept as a former one."""
    given = address_of(values)
    if not given:
        return
    rows = [row for row in person.facts[ADDRESS] if row.get("kind", "current") == Address.Kind.CURRENT]
    if any(
        all(folded(str(row.get(part) or "")) == folded(str(value)) for part, value in given.items()) for row in rows
    ):
        return
    live = next((row for row in rows if row["status"] == Address.Status.LIVE), None)
    before = len(found.disputes)
    if live is not None:
        if live.get("source") == Source.SELF and source != Source.SELF:
            found.dispute("address", "said_by_person", _line(live))
        elif live.get("source") and not rules.may_overwrite(ADDRESS, new=source, old=live["source"]):
            found.dispute("address", "better_source", _line(live))
        if live["id"] is not None:
            is_disputed = len(found.disputes) > before
            found.change(ADDRESS, live, {"status": Address.Status.RETIRED.value}, is_disputed=is_disputed)
    found.add(ADDRESS, given)
    if len(found.disputes) > before:
        found.changes[-1]["disputed"] = True


def _line(row: Columns) -> str:
    parts = ("house_no", "village", "road", "subdistrict", "district", "postcode", "foreign_lines")
    return " ".join(str(row[part]) for part in parts if row.get(part))


def _post(values: Values, person: KnownPerson, found: Differences) -> None:
    given = post_of(values)
    if not given:
        return
    for row in person.facts[POST]:
        if all(folded(row.get(part) or "") == folded(value) for part, value in given.items()):
            return
    found.add(POST, given)


def _spelled(part: str, old: Any, new: Any) -> bool:
    """A title may be shortened, and a list in capitals says nothing of how a name in Latin letters is written."""
    if _same(old, new) or not (old and new):
        return _same(old, new)
    if part == "title_th":
        return expand_title(str(old)) == expand_title(str(new))
    if part == "title_en":
        return str(old).rstrip(".").casefold() == str(new).rstrip(".").casefold()
    return part.endswith("_en") and str(new).isupper() and str(old).upper() == str(new)


def _same(old: Any, new: Any) -> bool:
    return old == new or (old not in (None, "") and new not in (None, "") and str(old) == str(new))
