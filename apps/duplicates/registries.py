"""What this app tells the apps below it: words, rights, how a scan is run, and where a record went."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.registries import (
    JobRunner,
    NoticeText,
    audit_readings,
    audit_verbs,
    folded_rows,
    forerunners,
    former_cards,
    job_runners,
    merge_refusals,
    notices,
    photo_keepers,
    role_permissions,
    successors,
)
from apps.duplicates import rules
from apps.duplicates.actions import deciding, scanning
from apps.duplicates.actions.merging import joining, undoing
from apps.duplicates.models import Pair
from apps.duplicates.querysets import merges

VERBS = {
    deciding.SAID: _("said that two records are of two people"),
    "duplicates.put_pair_off": _("put off deciding on two records"),
    "duplicates.take_back_not_same": _("took back that two records are of two people"),
    joining.ACTION: _("merged two records of one person"),
    joining.ROWS: _("moved it in a merge"),
    undoing.ACTION: _("took a merge back"),
    undoing.ROWS: _("moved it back"),
}


def register() -> None:
    for action, verb in VERBS.items():
        audit_verbs.add(action, verb)
    for action in (joining.ACTION, undoing.ACTION):
        audit_readings.add(action, _merged)
    job_runners.add(scanning.KIND, JobRunner(scanning.run, permission=rules.DECIDE))
    notices.add(joining.LEFT, _account_left)
    successors.add("duplicates", merges.successor_of)
    forerunners.add("duplicates", merges.forerunners_of)
    former_cards.add("duplicates", merges.card_holder)
    folded_rows.add("duplicates", merges.folded_into)
    photo_keepers.add("duplicates", merges.may_return)
    merge_refusals.add("duplicates", _said_to_be_two)
    for role, permissions in rules.PERMISSIONS.items():
        role_permissions.add(f"duplicates-{role}", (role, permissions))


def _said_to_be_two(one: int, other: int) -> str:
    """Whoever knows better takes that back first, and says so in the history of both."""
    pair = Pair.objects.not_same().filter(person_a=min(one, other), person_b=max(one, other)).first()
    if pair is None:
        return ""
    text = gettext(
        "The office said that these are two people: “%(reason)s”. If that was wrong, first take it back under "
        "“Not the same”."
    )
    return text % {"reason": pair.reason}


def _account_left(_params: dict[str, Any]) -> NoticeText:
    text = gettext(
        "The office joined two records and they now belong to another account. If this was your only account, tell us."
    )
    return NoticeText(text, reverse("records:claim_help"), "triangle-alert")


def _merged(values: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Which record the other one was."""
    yield "", gettext("the other record"), values.get("name")
