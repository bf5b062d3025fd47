"""Two records side by side: what is the same, what is chosen already and why, and what speaks against it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.duplicates.actions import merging
from apps.duplicates.actions.merging import Decision, Field, Question
from apps.duplicates.reports.words import about, text_of, value_of
from apps.records.models import Address, Contact, Person
from apps.records.querysets.consents import newest

if TYPE_CHECKING:
    from django.utils.functional import Promise, _StrPromise

# What is read row by row, in this order; everything else is counted.
SHOWN: "dict[str, _StrPromise]" = {
    "records.personname": _("Names"),
    "records.degree": _("Studies"),
    "records.contact": _("Contact"),
    "records.address": _("Addresses"),
    "records.employment": _("Work"),
    "records.profile": _("Profile"),
    "records.helpoffer": _("Offers of help"),
    "records.death": _("Death"),
    "records.donotcontact": _("Do not contact"),
    "records.familylink": _("Family"),
}
WITHOUT_WORDS = {"records.consent"}  # told in a way of their own


@dataclass(frozen=True)
class Cell:
    """What one record says; `value` is the answer that chooses it ("" where there is nothing to choose)."""

    text: str
    more: str = ""
    value: str = ""
    is_chosen: bool = False


@dataclass(frozen=True)
class Line:
    """One fact of both. `question` is the name under which the choice is sent; `note` says what becomes of it."""

    label: str
    ours: tuple[Cell, ...]
    theirs: tuple[Cell, ...]
    question: str = ""
    note: "str | Promise" = ""
    may_be_both: bool = False
    is_both: bool = False
    is_same: bool = False


@dataclass(frozen=True)
class Group:
    """Facts of one kind."""

    title: "str | Promise"
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Comparison:
    """Everything that a screen needs on which somebody decides that two records are one person's."""

    groups: tuple[Group, ...]
    conflicts: "tuple[str | Promise, ...]"
    result: merging.Result
    stamp: str

    @property
    def can_be(self) -> bool:
        return self.result.can_be

    @property
    def clashing(self) -> list[str]:
        return [f"{capfirst(str(row._meta.verbose_name))}: {text_of(row)}" for row in self.result.clashing]


def compare(kept: Person, gone: Person, *, by: User, choices: Mapping[str, str]) -> Comparison:
    """The two records with what was chosen, and what would come of it."""
    plan = merging.planned(kept, gone, choices)
    fields = merging.decide_person(kept, gone, choices)
    decisions = {each.label: each for each in plan.decisions}
    groups = [Group(_("Who"), tuple(_person_line(kept, gone, each) for each in fields if each.ours or each.theirs))]
    groups += [Group(title, tuple(_lines(decisions[label]))) for label, title in SHOWN.items() if label in decisions]
    groups.append(Group(_("Consents"), tuple(_consents(kept, gone))))
    groups.append(Group(_("Everything else moves too"), tuple(_counted(decisions))))
    return Comparison(
        groups=tuple(group for group in groups if group.lines),
        conflicts=tuple(merging.conflicts(kept, gone, choices)),
        result=merging.preview(kept, gone, plan, by=by, choices=choices),
        stamp=merging.stamp(plan.before),
    )


def _person_line(kept: Person, gone: Person, each: Field) -> Line:
    label = capfirst(str(Person._meta.get_field(each.name).verbose_name))  # type: ignore[union-attr]
    ours, theirs = value_of(kept, each.name), value_of(gone, each.name)
    if not each.is_choice:
        note = _("the same") if each.is_same else each.reason
        return Line(label, _cell(ours), _cell(theirs), note=note, is_same=each.is_same)
    return Line(
        label,
        _cell(ours, value="kept", is_chosen=each.answer == "kept"),
        _cell(theirs, value="gone", is_chosen=each.answer == "gone"),
        question=each.question,
        note=each.reason,
        may_be_both=each.name == "note",
        is_both=each.answer == merging.BOTH,
    )


def _cell(text: str, **more: Any) -> tuple[Cell, ...]:
    return (Cell(text, **more),) if text else ()


def _lines(decision: Decision) -> Iterator[Line]:
    """What is to be chosen, what says the same, and what simply stands side by side from now on."""
    rows = {row.pk: row for row in [*decision.ours, *decision.theirs]}
    named: set[Any] = set()
    for question in decision.questions:
        if question.is_asked or question.is_fold:
            named |= {question.ours.pk, question.theirs.pk}
            yield _question_line(decision, question, rows)
    ours = tuple(Cell(text_of(row), about(row)) for row in decision.ours if row.pk not in named)
    theirs = tuple(Cell(text_of(row), about(row)) for row in decision.theirs if row.pk not in named)
    if ours or theirs:
        note = _("both stay") if ours and theirs else ""
        yield Line(gettext("Also") if named else "", ours, theirs, note=note)


def _question_line(decision: Decision, question: Question, rows: dict[Any, Model]) -> Line:
    ours, theirs = rows[question.ours.pk], rows[question.theirs.pk]
    same = question.is_fold and text_of(ours) == text_of(theirs)
    asked = question.is_asked and not same
    return Line(
        _question_label(decision, question),
        (_choice(ours, question, asked=asked),),
        (_choice(theirs, question, asked=asked),),
        question=question.name if asked else "",
        note=_("the same: one stays") if same else question.reason,
        may_be_both=question.may_be_two and asked,
        is_both=question.answer == merging.BOTH,
        is_same=same,
    )


def _choice(row: Model, question: Question, *, asked: bool) -> Cell:
    chosen = question.answer == str(row.pk)
    return Cell(text_of(row), about(row), value=str(row.pk) if asked else "", is_chosen=chosen)


def _question_label(decision: Decision, question: Question) -> str:
    place = question.name.partition("@")[2]
    if decision.label == "records.personname":
        return gettext("Name in use") if place else gettext("The same name, written in two ways")
    if decision.label == "records.contact" and place:
        return gettext("%(kind)s that is used first") % {"kind": Contact.Kind(place).label}
    if decision.label == "records.address" and place:
        return gettext("%(kind)s in use") % {"kind": Address.Kind(place).label}
    if decision.label == "records.degree":
        return gettext("One degree, or two?")
    return capfirst(str(decision.model._meta.verbose_name))


def _consents(kept: Person, gone: Person) -> Iterator[Line]:
    """The newest word about each purpose; where one record says no, no holds."""
    ours, theirs = newest(kept), newest(gone)
    for purpose in sorted(ours.keys() | theirs.keys()):
        said = [each[purpose] for each in (ours, theirs) if purpose in each]
        differ = len({each.is_given for each in said}) > 1
        yield Line(
            str(said[0].get_purpose_display()),
            _said(ours.get(purpose)),
            _said(theirs.get(purpose)),
            note=_("no holds; both words are kept") if differ else "",
        )


def _said(consent: Any) -> tuple[Cell, ...]:
    if consent is None:
        return ()
    return (Cell(gettext("agrees") if consent.is_given else gettext("does not agree any more")),)


def _counted(decisions: dict[str, Decision]) -> Iterator[Line]:
    for label, decision in decisions.items():
        if label in SHOWN or label in WITHOUT_WORDS or not (decision.ours or decision.theirs):
            continue
        folded = len(decision.folds)
        note = ngettext("%(number)s is in both", "%(number)s are in both", folded) % {"number": folded}
        ours, theirs = (_cell(str(len(rows)) if rows else "") for rows in (decision.ours, decision.theirs))
        yield Line(capfirst(str(decision.model._meta.verbose_name_plural)), ours, theirs, note=note if folded else "")
