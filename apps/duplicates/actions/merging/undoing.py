"""Taking a merge back: every row is again exactly what it was. What somebody changed meanwhile is not overwritten: it
goes back with its new words or stays, as the clerk says, and what came since stays with the record that is there."""

from collections.abc import Collection, Iterable
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.actions.notices import notify
from apps.accounts.models import User
from apps.core import privacy
from apps.core.actions import audit
from apps.duplicates.models import Merge, MergedRow
from apps.records.actions import degrees, photos, search
from apps.records.models import Degree, ErasureRequest, Person, Profile

from . import snapshot
from .images import Image, Ref, images_of, put, restore, set_columns
from .joining import LEFT, both_told, change
from .since import DERIVED, Since, changed_columns, model_of, ref_of, what_changed

ACTION, ROWS = "duplicates.undo_merge", "duplicates.return_rows"
CLOSED = [ErasureRequest.State.ASKED, ErasureRequest.State.HELD]


class CannotUndo(Exception):
    """The merge stays; `message` says why."""

    def __init__(self, message: Any) -> None:
        super().__init__(str(message))
        self.message = message


@transaction.atomic
def undo(merge: Merge, *, by: User, leave: Collection[int] = (), reason: str = "") -> Merge:
    """Brings the record back that went. `leave` are the MergedRows that somebody changed meanwhile and that stay
    where they are; the other changed ones go back with what they say now. Raises CannotUndo."""
    merge = _locked(merge)
    if words := obstacle(merge):
        raise CannotUndo(words)
    found = what_changed(merge)
    account_before = merge.kept.account
    try:
        with transaction.atomic():
            _bring_back(merge, found, set(leave))
    except IntegrityError as error:
        raise CannotUndo(_IN_THE_WAY) from error
    merge.undone_at, merge.undone_by = timezone.now(), by
    merge.save(update_fields=["undone_at", "undone_by"])
    _settle(merge, found, by)
    _audit(merge, found, by=by, reason=reason)
    _tell(merge, account_before)
    return merge


def obstacle(merge: Merge) -> Any:
    """Why it cannot be taken back now; "" where it can."""
    if merge.undone_at is not None:
        return _("This merge has been taken back already.")
    if not merge.can_be_undone:
        return _("A merge can be taken back for 90 days; this one is older.")
    standing = Merge.objects.filter(undone_at__isnull=True)
    if merge.kept_id != merge.kept_key:
        return _("The record that stayed has itself been merged into another one. Take that merge back first.")
    if standing.filter(kept_key=merge.kept_key, pk__gt=merge.pk).exists():
        return _("Another record was merged into this one later. Take the later merge back first.")
    if ErasureRequest.objects.filter(person=merge.kept_id, state__in=CLOSED).exists():
        return _("The person asked to be erased. Wait until that is done or taken back.")
    return ""


def _locked(merge: Merge) -> Merge:
    """The record, then the merge: a merge that moves this one on locks them in the same order."""
    Person.objects.select_for_update(of=("self",)).filter(pk=merge.kept_id).first()
    return Merge.objects.select_for_update(of=("self",)).select_related("kept").get(pk=merge.pk)


def _bring_back(merge: Merge, found: Since, leave: set[int]) -> None:
    """In the order in which nothing is twice where it may be once."""
    people = [row for row in found.untouched if model_of(row) is Person]
    others = [row for row in found.untouched if model_of(row) is not Person]
    for row in [*found.edited, *people]:
        if model_of(row) is Person and row.side == MergedRow.Side.KEPT:
            _restore(row, found)
    for row in people:
        if row.side == MergedRow.Side.GONE:
            put(Person, row.before or {})
    for row in others:
        if row.before is None:
            model_of(row)._base_manager.filter(pk=ref_of(row)[1])._raw_delete("default")
    edited = {row.pk for row in found.edited}
    for row in _in_order([*others, *(row for row in found.edited if model_of(row) is not Person)]):
        if row.pk not in edited:
            put(model_of(row), row.before or {})
        elif row.is_moved and row.pk in leave:
            _stay(row)
        else:
            _restore(row, found)
    _send_along(merge, found, leave)


def _in_order(rows: Iterable[MergedRow]) -> list[MergedRow]:
    """What leaves the record first, then what it gets back, then what was not there any more."""
    there = [row for row in rows if row.before is not None]
    return sorted(there, key=lambda row: (row.after is None, not row.is_moved))


def _restore(row: MergedRow, found: Since) -> None:
    """What the merge wrote into a row and nobody changed since; the whole row where it is as the merge left it."""
    now = found.now[ref_of(row)]
    if now == row.after:
        put(model_of(row), row.before or {})
        return
    as_left = [name for name in changed_columns(row) if now.get(name) == (row.after or {})[name]]
    names = [name for name in as_left if name not in {"version", "updated_at"}]
    if names:
        restore(model_of(row), ref_of(row)[1], row.before or {}, names)
        if snapshot.is_tracked(model_of(row)):
            counted = {"version": F("version") + 1, "updated_at": timezone.now()}
            set_columns(model_of(row), ref_of(row)[1], counted)


def _stay(row: MergedRow) -> None:
    """It stays with the record that is there, and stands in no place that was another row's before the merge."""
    rule, model, key = privacy.merging_of(model_of(row)), *ref_of(row)
    if rule.leaves:
        set_columns(model, key, {**rule.leaves, "version": F("version") + 1, "updated_at": timezone.now()})


def _send_along(merge: Merge, found: Since, leave: set[int]) -> None:
    """New rows that belong to something that goes back (a letter of a conversation) go with it."""
    back = {ref_of(row) for row in [*found.untouched, *found.edited] if row.is_moved and row.pk not in leave}
    for model, key in list(found.added):
        tables = privacy.tables_of(model._meta.label_lower)
        parents = {name for table in tables for name in table.follows}
        row = model._base_manager.get(pk=key)
        names = [f"{name}_id" for name in privacy.movable(Person)[model]]
        if any((type(parent), parent.pk) in back for name in parents if (parent := getattr(row, name)) is not None):
            mine = [name for name in names if getattr(row, name) == merge.kept_key]
            set_columns(model, key, dict.fromkeys(mine, merge.gone_key))
            found.added.remove((model, key))


def _settle(merge: Merge, found: Since, by: User) -> None:
    """Where nothing was changed since, everything is settled already."""
    both = [merge.kept_key, merge.gone_key]
    if found.edited or found.removed or found.stranded or found.added:
        for key in both:
            if Degree.objects.filter(person=key).exists():
                degrees.settle_first(key, by=by)
    _without_lost_photos(both, by)
    search.refresh(both)


def _without_lost_photos(person_ids: list[int], by: User) -> None:
    """A photo that its owner took away since does not come back, nor does an empty frame."""
    for profile in Profile.objects.filter(person__in=person_ids).exclude(photo="").select_related("person"):
        if not photos.is_there(profile.photo):
            photos.remove(profile.person, by=by)


def _audit(merge: Merge, found: Since, *, by: User, reason: str) -> None:
    rows = [row for row in [*found.untouched, *found.edited] if row.table not in DERIVED]
    now: dict[Ref, Image] = images_of(ref_of(row) for row in rows)
    entries = []
    for row in rows:
        ref = ref_of(row)
        before, after = found.now.get(ref), now.get(ref)
        if snapshot.is_tracked(ref[0]) and before != after:
            subject = merge.gone_key if row.side == MergedRow.Side.GONE else merge.kept_key
            entries.append(change(ref, before, after, subject))
    audit.write(entries, action=ROWS, by=by, batch=merge.batch, reason=reason)
    audit.write(both_told(merge), action=ACTION, by=by, reason=reason)


def _tell(merge: Merge, account: User | None) -> None:
    """Whose account has another record than before hears of it."""
    now = Person.objects.filter(pk=merge.kept_key).values_list("account", flat=True).first()
    if account is not None and now != account.pk and not Person.objects.filter(account=account).exists():
        notify(account, LEFT)


def forget(merges: Any, *, leads_on: bool = True) -> int:
    """Their time is over: what the rows were is not kept any longer. Photos that nobody has any more go too. What
    leads from an old address to the new one stays, if anybody may still follow it."""
    keys = list(merges.values_list("pk", flat=True))
    _drop_photos(keys)
    MergedRow.objects.filter(merge__in=keys).exclude(_leading_on() if leads_on else Q(pk__in=[])).delete()
    for row in MergedRow.objects.filter(merge__in=keys):
        row.before = {"public_id": (row.before or {})["public_id"]}
        row.save(update_fields=["before"])
    now = timezone.now()
    return int(Merge.objects.filter(pk__in=keys).update(purged_at=now, held={}, kept_name="", gone_name="", reason=""))


def forget_undone(person_ids: Collection[int]) -> None:
    """These people leave the registry as if they had never been in it; the trail keeps what was done."""
    Merge.objects.filter(kept__in=person_ids, undone_at__isnull=False).delete()


def _leading_on() -> Q:
    """Rows with an address of their own in mails: they lead to what they became for ever, as the record does."""
    return Q(before__has_key="public_id", merge__undone_at__isnull=True) & ~Q(into="")


def _drop_photos(keys: list[int]) -> None:
    rows = MergedRow.objects.filter(merge__in=keys, table="records.profile", before__isnull=False)
    for image in rows.values_list("before", flat=True):
        photo = (image or {}).get("photo", "")
        if photo and not Profile.objects.filter(photo=photo).exists():
            transaction.on_commit(partial(photos.delete_files, photo), robust=True)


_IN_THE_WAY = _(
    "Something that was entered since stands in the way: another record has a number or an account that would come "
    "back. Look at what changed since, mend that, then take the merge back."
)
