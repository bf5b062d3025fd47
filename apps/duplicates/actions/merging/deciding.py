"""What becomes of each row when two records become one, worked out without writing anything: the screen shows it and
the merge does it. `choices` is what the clerk said: the name of a question → the answer."""

from collections.abc import Hashable, Mapping
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.functional import Promise

from apps.core import privacy
from apps.core.privacy import Merging, Own
from apps.records.models import Person

from .images import Model
from .snapshot import rows_of

Choices = Mapping[str, str]
BOTH = "both"


@dataclass(frozen=True)
class Question:
    """Two rows of which one stays, or holds a place. `answer` is the key of that row, or BOTH."""

    name: str
    ours: models.Model  # of the record that stays
    theirs: models.Model
    answer: str
    reason: "str | Promise"
    is_asked: bool
    is_fold: bool
    may_be_two: bool = False


@dataclass
class Decision:
    """What is done to the rows of one model."""

    model: Model
    ours: list[models.Model]
    theirs: list[models.Model]
    questions: list[Question] = field(default_factory=list)
    folds: list[tuple[models.Model, models.Model]] = field(default_factory=list)  # (stays, goes)
    values: dict[Any, dict[str, Any]] = field(default_factory=dict)  # key of a row → what it will say
    leaving: set[Any] = field(default_factory=set)  # keys of rows that leave a place
    dropped: list[models.Model] = field(default_factory=list)
    refused: list[models.Model] = field(default_factory=list)

    @property
    def label(self) -> str:
        return self.model._meta.label_lower


def decide_all(kept_id: int, gone_id: int, choices: Choices) -> list[Decision]:
    tables = privacy.movable(Person).items()
    return [decide(model, names, kept_id, gone_id, choices) for model, names in tables]


def decide(model: Model, names: tuple[str, ...], kept_id: int, gone_id: int, choices: Choices) -> Decision:
    rule, keys = privacy.merging_of(model), [model._meta.get_field(name).attname for name in names]  # type: ignore[union-attr]
    rows = list(rows_of(model, names, [kept_id, gone_id]).order_by("pk"))
    theirs = [row for row in rows if gone_id in _people(row, keys)]
    between = [row for row in theirs if kept_id in _people(row, keys)]
    decision = Decision(model, [row for row in rows if row not in theirs], [])
    for row in theirs:
        if row in between and rule.own is not Own.MOVED:
            (decision.refused if rule.own is Own.REFUSED else decision.dropped).append(row)
        else:
            decision.theirs.append(row)
            moved = {key: kept_id for key in keys if getattr(row, key) == gone_id}
            decision.values[row.pk] = moved | _rewritten(rule, row, moved)
    _settle(decision, rule, choices)
    return decision


def best(rule: Merging, ours: Any, theirs: Any) -> "tuple[Any, str | Promise]":
    """The one of two rows that the criteria prefer, and why; the record that stays wins where nothing does."""
    for words, measure in rule.criteria:
        one, other = measure(ours), measure(theirs)
        if one != other:
            return (ours, words) if one > other else (theirs, words)
    return ours, ""


def _rewritten(rule: Merging, row: Any, moved: dict[str, Any]) -> dict[str, Any]:
    return rule.rewrites(_as_it_will_be(row, moved)) if rule.rewrites else {}


def _people(row: Any, keys: list[str]) -> set[int]:
    return {getattr(row, key) for key in keys}


def _settle(decision: Decision, rule: Merging, choices: Choices) -> None:
    pool = {row.pk: copy(row) for row in decision.ours}
    for row in decision.theirs:
        will_be = _as_it_will_be(row, decision.values[row.pk])
        like = rule.alike and next((each for each in pool.values() if rule.alike(each, will_be)), None)
        stays = _fold(decision, rule, like, will_be, choices) if like else will_be
        if like and stays is not like:
            del pool[like.pk]
        pool[stays.pk] = stays
        if like and _answer(decision, like, will_be) == BOTH:
            pool[like.pk], pool[will_be.pk] = like, will_be
    if rule.place:
        _contest(decision, rule, list(pool.values()), choices)


def _fold(decision: Decision, rule: Merging, ours: Any, theirs: Any, choices: Choices) -> Any:
    """Of two rows that say the same the one that stays, with what it takes from the other."""
    name = _fold_name(decision, ours, theirs)
    stays, reason = best(rule, ours, theirs)
    answers = {str(ours.pk): ours, str(theirs.pk): theirs} if rule.asks else {}
    chosen = choices.get(name, "")
    stays = answers.get(chosen, stays)
    answer = BOTH if chosen == BOTH and rule.may_be_two else str(stays.pk)
    question = Question(name, ours, theirs, answer, reason, rule.asks, is_fold=True, may_be_two=rule.may_be_two)
    decision.questions.append(question)
    if answer == BOTH:
        return ours
    goes = theirs if stays is ours else ours
    takes = {key: value for key, value in rule.takes(stays, goes).items() if getattr(stays, key) != value}
    decision.folds = [(stays if one is goes else one, other) for one, other in decision.folds]
    decision.folds.append((stays, goes))
    _will_say(decision, stays, takes)
    decision.values.pop(goes.pk, None)
    return stays


def _contest(decision: Decision, rule: Merging, pool: list[Any], choices: Choices) -> None:
    """Of the rows that would all stand in one place, one does."""
    places: dict[Hashable, list[Any]] = {}
    for row in pool:
        place = rule.place(row) if rule.place else None
        if place is not None:
            places.setdefault(place, []).append(row)
    for place, rows in places.items():
        if len(rows) > 1:
            _hold(decision, rule, place, rows, choices)


def _hold(decision: Decision, rule: Merging, place: Hashable, rows: list[Any], choices: Choices) -> None:
    name = f"{decision.label}@{place}"
    ours, theirs = rows[0], rows[-1]
    holder, reason = best(rule, ours, theirs)
    asked = rule.asks and not rule.may_be_two
    if asked:
        holder = next((row for row in rows if str(row.pk) == choices.get(name)), holder)
    decision.questions.append(Question(name, ours, theirs, str(holder.pk), reason, asked, is_fold=False))
    for row in rows:
        if row is not holder:
            _will_say(decision, row, dict(rule.leaves))
            decision.leaving.add(row.pk)


def _will_say(decision: Decision, row: Any, values: dict[str, Any]) -> None:
    if values:
        decision.values.setdefault(row.pk, {}).update(values)
    for key, value in values.items():
        setattr(row, key, value)


def _as_it_will_be(row: Any, values: dict[str, Any]) -> Any:
    moved = copy(row)
    for key, value in values.items():
        setattr(moved, key, value)
    return moved


def _fold_name(decision: Decision, ours: Any, theirs: Any) -> str:
    return f"{decision.label}:{ours.pk}+{theirs.pk}"


def _answer(decision: Decision, ours: Any, theirs: Any) -> str:
    name = _fold_name(decision, ours, theirs)
    return next((question.answer for question in decision.questions if question.name == name), "")
