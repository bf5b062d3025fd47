"""Writing what was decided: rows that say the same are folded, the others move. Constraints of the database are the
last word: what they refuse is named, and nothing is written."""

from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Exists, F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core import privacy
from apps.records.models import HeldChange, Person, SearchRow

from .deciding import Decision
from .images import Image, Model, Ref, images, pointing_at
from .snapshot import is_tracked


class Clash(Exception):
    """A rule keeps a row of one record from standing beside one of the other; nothing was written."""

    message = _("Both records have something of which there may be only one.")

    def __init__(self, rows: list[models.Model]) -> None:
        super().__init__(f"{len(rows)} rows cannot move")
        self.rows = rows

    def __str__(self) -> str:
        return str(self.message)


class Forgotten(Exception):
    """Rows would be left behind with the record that goes: some app has a relation to people that the register does
    not move. A mistake of ours, found before anything is lost."""


def carry_out(decision: Decision) -> tuple[dict[Ref, Image], dict[Ref, str]]:
    """Folds and moves the rows of one model. Answers with rows of others that were pointed at the row that stayed, as
    they were before, and into which row each folded one went."""
    heirs = {goes.pk: stays.pk for stays, goes in decision.folds}
    others = _repoint_children(decision.model, heirs) if heirs else {}
    _delete(decision.model, [*heirs, *(row.pk for row in decision.dropped)])
    if heirs:
        _repoint_held(decision.label, heirs)
    _write(decision)
    return others, {(decision.model, goes): str(stays) for goes, stays in heirs.items()}


def take_away(gone: Person) -> None:
    """Deletes the row of the record that goes, once nothing belongs to it any more. Raises Forgotten."""
    SearchRow.objects.filter(person=gone.pk).delete()
    relations = pointing_at(Person)
    asked = {f"is_left_{at}": Exists(_left(*each, gone)) for at, each in enumerate(relations)}
    left = Person._base_manager.filter(pk=gone.pk).annotate(**asked).values_list(*asked)
    for (model, field), is_left in zip(relations, left.get(), strict=True):
        if is_left:
            raise Forgotten(f"{model._meta.label}.{field.name} still points at the record")
    Person._base_manager.filter(pk=gone.pk)._raw_delete("default")


def _left(model: Model, field: Any, gone: Person) -> "models.QuerySet[Any]":
    return model._base_manager.filter(**{field.name: gone.pk})


def _write(decision: Decision) -> None:
    """Who leaves a place does so before another takes it."""
    plain: dict[tuple[Any, ...], list[Any]] = {}
    leaving = sorted(decision.values, key=lambda key: key not in decision.leaving)
    for key in leaving:
        values = decision.values[key]
        if key in decision.leaving or not _is_mere_move(decision, values):
            _update(decision.model, [key], values)
        else:
            plain.setdefault(tuple(sorted(values.items())), []).append(key)
    for moved, keys in plain.items():
        _update(decision.model, keys, dict(moved))


def _is_mere_move(decision: Decision, values: dict[str, Any]) -> bool:
    pointers = {decision.model._meta.get_field(name).attname for name in privacy.movable(Person)[decision.model]}  # type: ignore[union-attr]
    return set(values) <= pointers


def _update(model: Model, keys: list[Any], values: dict[str, Any]) -> None:
    counted = {"version": F("version") + 1, "updated_at": timezone.now()} if is_tracked(model) else {}
    try:
        with transaction.atomic():
            model._base_manager.filter(pk__in=keys).update(**values, **counted)
    except IntegrityError as error:
        if len(keys) == 1:
            raise Clash(list(model._base_manager.filter(pk__in=keys))) from error
        for key in keys:
            _update(model, [key], values)


def _repoint_children(folded: Model, heirs: dict[Any, Any]) -> dict[Ref, Image]:
    """What points at a row that goes (the letters of a conversation) points at the one that stays from now on."""
    before: dict[Ref, Image] = {}
    for model, field in pointing_at(folded):
        children = images(model._base_manager.filter(**{f"{field.name}__in": list(heirs)}))
        before = children | before
        by_parent: dict[Any, list[Any]] = {}
        for (_model, key), image in children.items():
            by_parent.setdefault(str(image[field.attname]), []).append(key)
        for goes, stays in heirs.items():
            if keys := by_parent.get(str(goes)):
                _update(model, keys, {field.attname: stays})
    return before


def _repoint_held(label: str, heirs: dict[Any, Any]) -> None:
    held = HeldChange.objects.filter(table=label, key__in=[str(goes) for goes in heirs])
    for change in held:
        heir = next(stays for goes, stays in heirs.items() if str(goes) == change.key)
        HeldChange.objects.filter(pk=change.pk).update(key=str(heir))


def _delete(model: Model, keys: list[Any]) -> None:
    if keys:
        model._base_manager.filter(pk__in=keys)._raw_delete("default")
