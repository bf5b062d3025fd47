"""Two records of one person become one: everything moves to the record that stays, in one transaction, and what it
was is written down so that it can be taken back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.accounts.actions.notices import notify
from apps.accounts.models import User
from apps.core.actions import audit
from apps.core.models import AuditBatch
from apps.duplicates.models import Merge, MergedRow
from apps.records.actions import consents, degrees, search
from apps.records.actions.claims import linking
from apps.records.models import Consent, HeldChange, Person, PersonName
from apps.records.querysets.consents import newest

from . import moving, snapshot
from .conflicts import refusals
from .deciding import Choices, Decision, decide_all
from .images import Image, Ref, set_columns
from .moving import Clash
from .person import decide_person, values_of

ACTION, ROWS = "duplicates.merge_records", "duplicates.merge_rows"
LEFT = "duplicates.account_left"


class Gone(Exception):
    """One of the two is no record of its own any more: somebody else merged it."""

    message = _("One of these records has been merged in the meantime. Look at the record in which it lives on.")


class Changed(Exception):
    """Somebody changed one of the records since the screen was made; nothing was written."""

    message = _("Somebody changed one of these records in the meantime. Look at what they say now, then merge.")


class Refused(Exception):
    """These two may not be merged now; `reasons` says why."""

    def __init__(self, reasons: list[Any]) -> None:
        super().__init__("; ".join(str(reason) for reason in reasons))
        self.reasons = reasons

    @property
    def message(self) -> str:
        return str(self)


@dataclass(frozen=True)
class Plan:
    """Both records as they are, and what becomes of their rows."""

    before: snapshot.Snapshot
    decisions: list[Decision]


@dataclass(frozen=True)
class Done:
    """What a merge did: rows as they were and as they are, and which were folded into which."""

    before: dict[Ref, Image]
    after: dict[Ref, Image]
    into: dict[Ref, str]


@transaction.atomic
def merge(kept: Person, gone: Person, *, by: User, choices: Choices, expected: str = "", reason: str = "") -> Merge:
    """Makes one record of two. `expected` is the stamp of the screen on which the clerk chose. Raises Gone, Changed,
    Refused, Clash."""
    kept, gone = _locked(kept, gone)
    accounts = {"kept": kept.account, "gone": gone.account}
    names = {name: _name(person) for name, person in (("kept", kept), ("gone", gone))}
    plan = planned(kept, gone, choices)
    if expected and expected != snapshot.stamp(plan.before):
        raise Changed
    before, into = carry_out(kept, gone, plan, by=by, choices=choices)
    search.refresh([kept.pk])
    done = Done(before, snapshot.retake(before, kept.pk), into)
    row = _written(kept, gone, done, names, by=by, reason=reason)
    _audit(row, done, by=by)
    _tell(kept, accounts)
    return row


def planned(kept: Person, gone: Person, choices: Choices) -> Plan:
    """Reads everything that belongs to the two, twice: as the database has it, and as the rules read it."""
    return Plan(snapshot.take([kept.pk, gone.pk]), decide_all(kept.pk, gone.pk, choices))


def carry_out(
    kept: Person, gone: Person, plan: Plan, *, by: User, choices: Choices
) -> tuple[dict[Ref, Image], dict[Ref, str]]:
    """The merge itself, without a word to anybody: also what a preview does and takes back. Answers with the rows as
    they were and which of them were folded into which."""
    before = plan.before
    fields = decide_person(kept, gone, choices)
    if reasons := refusals(kept, gone, plan.decisions, by=by):
        raise Refused(reasons)
    values = values_of(kept, gone, fields)
    protective = list(_withdrawn(kept, gone))
    into: dict[Ref, str] = {}
    for decision in plan.decisions:
        others, folded = moving.carry_out(decision)
        before = others | before
        into |= folded
    HeldChange.objects.filter(table="records.person", key=str(gone.pk)).update(key=str(kept.pk))
    moving.take_away(gone)
    _set_person(kept, values)
    for consent in protective:
        _withdraw(kept, consent, by=by)
    degrees.settle_first(kept.pk, by=by)
    return before, into


def _locked(kept: Person, gone: Person) -> tuple[Person, Person]:
    """Both, locked in the order of their keys: two merges that meet wait for each other, never both."""
    people = Person.objects.select_for_update(of=("self",)).select_related("account")
    found = {person.pk: person for person in people.filter(pk__in=[kept.pk, gone.pk]).order_by("pk")}
    if len(found) < len({kept.pk, gone.pk}) or kept.pk == gone.pk:
        raise Gone
    return found[kept.pk], found[gone.pk]


def _set_person(kept: Person, values: dict[str, Any]) -> None:
    if not values:
        return
    now = {"version": kept.version + 1, "updated_at": timezone.now()}
    try:
        with transaction.atomic():
            set_columns(Person, kept.pk, values | now)
    except IntegrityError as error:
        raise Clash([kept]) from error
    kept.refresh_from_db()


def _withdrawn(kept: Person, gone: Person) -> Iterator[Consent]:
    """A purpose of which one record says yes and the other no: no holds."""
    ours, theirs = newest(kept), newest(gone)
    for purpose in sorted(ours.keys() & theirs.keys()):
        said_no = [consent for consent in (ours[purpose], theirs[purpose]) if not consent.is_given]
        if len(said_no) == 1:
            yield said_no[0]


def _withdraw(kept: Person, said: Consent, *, by: User) -> None:
    """Unless no is the newest word anyhow."""
    if newest(kept)[said.purpose].is_given:
        how = gettext("two records were merged, and one of them said no")
        purpose = Consent.Purpose(said.purpose)
        consents.say(kept, purpose=purpose, is_given=False, language=said.language, by=by, how=how)


def _name(person: Person) -> str:
    name = PersonName.objects.filter(person=person, is_current=True).first()
    return name.full_th or name.full_en if name else ""


def _written(kept: Person, gone: Person, done: Done, names: dict[str, str], *, by: User, reason: str) -> Merge:
    batch = AuditBatch.objects.create(action=ACTION, by=by, note=f"#{gone.pk} → #{kept.pk}")
    held: dict[str, list[Any]] = {}
    for model, key in done.before:
        held.setdefault(model._meta.label_lower, []).append(key)
    row = Merge.objects.create(
        kept=kept,
        kept_key=kept.pk,
        gone_key=gone.pk,
        gone_public_id=gone.public_id,
        kept_name=names["kept"][:250],
        gone_name=names["gone"][:250],
        card_code=_lost_card(done, gone),
        held=held,
        batch=batch,
        by=by,
        reason=reason,
    )
    MergedRow.objects.bulk_create(_rows(row, done), batch_size=200)
    return row


def _rows(merge: Merge, done: Done) -> Iterator[MergedRow]:
    for ref in dict.fromkeys([*done.before, *done.after]):
        before, after = done.before.get(ref), done.after.get(ref)
        if before != after:
            table, side = ref[0]._meta.label_lower, _side(merge, ref, before)
            into = done.into.get(ref, "")
            yield MergedRow(
                merge=merge, table=table, key=str(ref[1]), side=side, before=before, after=after, into=into
            )


def _side(merge: Merge, ref: Ref, before: Image | None) -> str:
    """Whose row it was."""
    people = snapshot.people_in(ref, before or {})
    if merge.gone_key in people:
        return MergedRow.Side.GONE
    return MergedRow.Side.KEPT if not before or merge.kept_key in people else MergedRow.Side.OTHER


def _lost_card(done: Done, gone: Person) -> str:
    """The number of the alumni card that no profile has any more; whoever shows it is led to the new one."""
    codes = {
        ref: image["card_code"] for ref, image in done.before.items() if ref[0]._meta.label_lower == "records.profile"
    }
    kept = {image.get("card_code") for ref, image in done.after.items() if ref in codes}
    return next((code for code in codes.values() if code and code not in kept), "")


def _audit(merge: Merge, done: Done, *, by: User) -> None:
    """Every row that moved, under the record that has it now; then one entry for each of the two. That of the record
    that stays is in no batch: its owner is told of it as of every change by somebody else."""
    audit.write(
        (change(ref, done.before.get(ref), done.after.get(ref), merge.kept_key) for ref in changed(done)),
        action=ROWS,
        by=by,
        batch=merge.batch,
        reason=merge.reason,
    )
    audit.write(both_told(merge), action=ACTION, by=by, reason=merge.reason)


def both_told(merge: Merge) -> list[audit.Change]:
    """An entry in the history of each of the two, which names the other."""
    told = {merge.kept_key: merge.gone_name, merge.gone_key: merge.kept_name}
    said = {key: {"merge": str(merge.public_id), "name": name} for key, name in told.items()}
    return [audit.Change("records.person", str(key), 1, None, said[key], subject_id=key) for key in told]


def changed(done: Done) -> list[Ref]:
    """Tracked rows that are not what they were."""
    refs = dict.fromkeys([*done.before, *done.after])
    return [ref for ref in refs if snapshot.is_tracked(ref[0]) and done.before.get(ref) != done.after.get(ref)]


def change(ref: Ref, before: Image | None, after: Image | None, subject_id: int) -> audit.Change:
    model, key = ref
    version = (after or before or {}).get("version", 1) + (after is None)
    if before is not None and after is not None:
        names = [name for name in after if before.get(name) != after[name] and name not in {"version", "updated_at"}]
        before, after = {name: before.get(name) for name in names}, {name: after[name] for name in names}
    return audit.Change(audit.table_of(model), str(key), version, before, after, subject_id)


def _tell(kept: Person, accounts: dict[str, User | None]) -> None:
    """Whose account is left without a record hears of it; where an account has more than before, so does everybody
    who may be reached as this person, and can object."""
    ours, theirs = accounts["kept"], accounts["gone"]
    for account in (ours, theirs):
        if account is not None and account.pk != kept.account_id:
            notify(account, LEFT)
    if (ours is None) != (theirs is None):
        linking.tell_contacts(kept)
