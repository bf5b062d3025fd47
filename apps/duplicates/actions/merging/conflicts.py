"""What speaks against joining two records: some of it forbids it, some of it a person must have looked at."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.registries import merge_refusals
from apps.records.models import Death, ErasureRequest, Person, PersonName, Restriction

from .deciding import Choices, Decision
from .person import Field, decide_person

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

State = ErasureRequest.State
BETWEEN = {
    "records.familylink": _("The two are linked as relatives. If that is wrong, remove the link first."),
    "directory.conversation": _("The two wrote to each other: they are hardly one person."),
}


def refusals(kept: Person, gone: Person, decisions: list[Decision], *, by: User) -> "list[Words]":
    """Why these two are not merged now, whatever the clerk chooses."""
    return [*_of_records(kept, gone, by), *_of_rows(decisions), *_of_apps(kept, gone)]


def conflicts(kept: Person, gone: Person, choices: Choices) -> "list[Words]":
    """What may mean that they are two people after all, or that somebody loses something by it."""
    fields = decide_person(kept, gone, choices)
    return [*_of_person(kept, gone, fields), *_of_names(kept, gone), *_of_life(kept, gone), *_of_wishes(kept, gone)]


def _of_records(kept: Person, gone: Person, by: User) -> "Iterator[Words]":
    if by.pk in {kept.account_id, gone.account_id}:
        yield _("One of these records is your own. Ask a colleague to look at it.")
    asked = ErasureRequest.objects.filter(person__in=[kept.pk, gone.pk])
    states = set(asked.values_list("state", flat=True))
    if states & {State.ASKED, State.HELD}:
        yield _("One of the two asked to be erased. Wait until that is done or taken back.")
    if State.DONE in states:
        yield _("One of these records was erased as the person asked: nothing is added to it or taken from it.")


def _of_rows(decisions: list[Decision]) -> "Iterator[Words]":
    for decision in decisions:
        if decision.refused:
            default = _("Something is recorded between the two: %(thing)s. Settle that first.")
            thing = {"thing": decision.model._meta.verbose_name}
            yield BETWEEN.get(decision.label) or str(default) % thing


def _of_apps(kept: Person, gone: Person) -> "Iterator[Words]":
    for _key, refusal in merge_refusals:
        if words := refusal(kept.pk, gone.pk):
            yield words


def _of_person(kept: Person, gone: Person, fields: list[Field]) -> "Iterator[Words]":
    differ = {each.name for each in fields if each.is_choice}
    if "national_id" in differ:
        yield _("Both records have a national id, and they differ: this is rarely one person.")
    if "birth_date" in differ and not _is_rougher(str(kept.birth_date), str(gone.birth_date)):
        yield _("The dates of birth differ.")
    if "gender" in differ:
        yield _("The genders differ.")
    if "account" in differ:
        yield _("Both records have an account. One of them is left without a record; its owner is told.")
    elif kept.account_id or gone.account_id:
        yield _("Whoever has the account of one record gets the other one too; the addresses of that one are told.")


def _of_names(kept: Person, gone: Person) -> "Iterator[Words]":
    names = PersonName.objects.filter(person__in=[kept.pk, gone.pk])
    first: dict[int, set[str]] = {kept.pk: set(), gone.pk: set()}
    for name in names:
        first[name.person_id] |= {part.casefold() for part in (name.first_th, name.first_en) if part}
    if first[kept.pk] and first[gone.pk] and not first[kept.pk] & first[gone.pk]:
        yield _("They have no first name in common.")


def _of_life(kept: Person, gone: Person) -> "Iterator[Words]":
    dead = {death.person_id: death for death in Death.objects.filter(person__in=[kept.pk, gone.pk])}
    if len(dead) == 2:
        yield _("A death is reported in both records. Choose which report stays.")
    elif dead:
        yield _("One of the two is recorded as deceased, the other one is not.")


def _of_wishes(kept: Person, gone: Person) -> "Iterator[Words]":
    stopped = Restriction.objects.filter(person__in=[kept.pk, gone.pk], ended_at__isnull=True)
    if len(set(stopped.values_list("person_id", flat=True))) == 1:
        yield _("One of the two stopped the use of their data: that will hold for the whole record.")


def _is_rougher(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
