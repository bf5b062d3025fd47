"""What people said about the mail that they want, and what mail servers said about their addresses."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.core.privacy import Basis, Expiry, Merging, Part, Row, Table
from apps.mailings.models import AddressState, Preference, TopicStop
from apps.mailings.querysets.addresses import states_of

OLDER = ((_("older"), lambda row: -row.pk),)


def strictest(stays: Preference, goes: Preference) -> Row:
    """Whoever said under either record that they want less gets less."""
    order = list(Preference.Frequency.values)
    pauses = [each.paused_until for each in (stays, goes) if each.paused_until]
    row: Row = {
        "frequency": max(stays.frequency, goes.frequency, key=order.index),
        "paused_until": max(pauses) if pauses else None,
    }
    if stays.left_all_at is None and goes.left_all_at is not None:
        row |= {"left_all_at": goes.left_all_at, "left_via": goes.left_via}
    return row


def same_person(one: Preference, other: Preference) -> bool:
    return one.person_id == other.person_id


def same_stop(one: TopicStop, other: TopicStop) -> bool:
    keys = [(row.person_id, row.topic, row.sender_key) for row in (one, other)]
    return keys[0] == keys[1]


def old_states(before: datetime) -> QuerySet[AddressState]:
    """What a mail server said so long ago says nothing any more; a complaint is for good."""
    return AddressState.objects.filter(changed_at__lt=before, complaint_at=None)


WISHES = Part(
    order=51,
    label=_("Which mail you want"),
    purpose=_("So that you get the mail that you want and no other, at an address where it arrives."),
    basis=Basis.LEGITIMATE,
    kept_for=_("as long as we have your record; what mail servers said of an address two years"),
    erased=_("what you said about the mail that you want"),
    tables=(
        Table(
            "mailings.preference",
            ("frequency", "paused_until", "left_all_at", "left_via"),
            merging=Merging(criteria=OLDER, alike=same_person, takes=strictest),
        ),
        Table(
            "mailings.topicstop",
            ("topic", "sender_key", "at", "via", "mailing"),
            merging=Merging(criteria=OLDER, alike=same_stop),
        ),
        Table(
            "mailings.addressstate",
            ("address", "soft_bounces", "held_until", "hard_at", "complaint_at", "last_ok_at", "reason"),
            owner="address",
            withheld=("changed_at",),
            rows=states_of,
        ),
    ),
    expiries=(Expiry(_("what mail servers said of addresses"), 2 * 365, old_states),),
)
