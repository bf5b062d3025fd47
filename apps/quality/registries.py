"""What data quality tells the apps below it: what looks wrong and how it is found, its jobs, its permissions."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.registries import (
    Finding,
    JobRunner,
    Worklist,
    audit_readings,
    audit_verbs,
    job_runners,
    role_permissions,
    worklists,
)
from apps.core.registries import findings as registered
from apps.quality import rules
from apps.quality.actions import headcounts, snapshots
from apps.quality.models import Figure
from apps.quality.querysets import findings
from apps.records.querysets.people import campuses_of

FINDINGS = {
    "stale": Finding(
        *(_("Not confirmed for years"), _("reachable, but nobody has said for years that it still holds")),
        *("reach", findings.stale),
    ),
    "bounced": Finding(
        *(_("All mail comes back"), _("every e-mail address that is known sends mail back")),
        *("reach", findings.bounced),
    ),
    "lost_with_account": Finding(
        *(_("Lost, but signs in here"), _("no contact is on record, though the person has an account")),
        *("reach", findings.lost_with_account),
    ),
    "incomplete_degree": Finding(
        *(_("Degree without faculty or campus"), _("a head-count cannot place it")),
        *("study", findings.incomplete_degree),
    ),
    "no_first_degree": Finding(
        *(_("No first degree"), _("a degree by study, but none is marked as the first: in no cohort")),
        *("study", findings.no_first_degree),
    ),
    "second_before_first": Finding(
        *(_("Further degree before the first"), _("a further degree is older than the one that counts as the first")),
        *("study", findings.second_before_first),
    ),
    "years_of_study": Finding(
        *(_("Unlikely years of study"), _("more than twelve years, or a bachelor's in less than two")),
        *("study", findings.years_of_study),
    ),
    "conferred_day": Finding(
        *(
            _("Ceremony and year disagree"),
            _("the day of the ceremony is before the year of graduation, or long after"),
        ),
        *("study", findings.conferred_day),
    ),
    "before_faculty": Finding(
        *(_("Faculty was not there"), _("graduated before the faculty was founded, or long after it was closed")),
        *("study", findings.before_faculty),
    ),
    "student_id": Finding(
        *(_("Student id and year of entry disagree"), _("or the id has a form that the university never used")),
        *("study", findings.student_id),
    ),
    "age_at_entry": Finding(
        *(_("Birth date and year of entry disagree"), _("younger than 15 or older than 75 at entry")),
        *("person", findings.age_at_entry),
    ),
    "unlikely_future": Finding(
        *(_("In the future"), _("born, enrolled or graduated in a year that has not come")),
        *("person", findings.unlikely_future),
    ),
    "name_incomplete": Finding(
        *(_("Name incomplete"), _("no name in use, or without first name or surname")),
        *("person", findings.name_incomplete),
    ),
    "wrong_script": Finding(
        *(_("Name in the wrong script"), _("Latin letters in the Thai name, or Thai ones in the Latin")),
        *("person", findings.wrong_script),
    ),
    "gender_and_title": Finding(
        *(_("Gender and title disagree"), _("a man's title for a woman, or a woman's for a man")),
        *("person", findings.gender_and_title),
    ),
    "dead_in_use": Finding(
        *(_("Deceased, but something still runs"), _("an account, a follow-up, an offer of help or a wish")),
        *("person", findings.dead_in_use),
    ),
    "two_posts": Finding(
        *(_("Two present posts"), _("more than one post is said to be the present one")),
        *("contact", findings.two_posts),
    ),
    "shared_email": Finding(
        *(_("E-mail shared by two surnames"), _("somebody may have been given another's address")),
        *("contact", findings.shared_email),
    ),
    "postcode": Finding(
        *(_("Postcode and province disagree"), _("or the postcode has not five digits")),
        *("contact", findings.postcode),
    ),
}
VERBS = {
    headcounts.ENTER: _("entered a head-count of the registrar"),
    headcounts.REPLACE: _("replaced a head-count of the registrar"),
    "quality.plant_slips": _("planted a slip in the demonstration"),
}
Cells = Iterator[tuple[str, str, Any]]


def register() -> None:
    for key, finding in FINDINGS.items():
        registered.add(key, finding)
    for action, verb in VERBS.items():
        audit_verbs.add(action, verb)
    audit_readings.add(headcounts.ENTER, _entered)
    for role, permissions in rules.PERMISSIONS.items():
        role_permissions.add(f"quality-{role}", (role, permissions))
    worklists.add(
        "quality",
        Worklist(
            *(_("Contradictions in records"), "badge-check", rules.VIEW_QUALITY, _contradictory),
            *(_url, _("as counted last night")),
        ),
    )
    job_runners.add(snapshots.KIND, JobRunner(snapshots.run, rules.TAKE_SNAPSHOT))


def _contradictory(request: HttpRequest) -> int:
    """How many people the newest snapshot found; of the first of their campuses for those who are limited to some."""
    scope = campuses_of(request.user)  # type: ignore[arg-type] # the policy lets only users in
    newest = Figure.objects.filter(key=snapshots.CONTRADICTORY, campus=scope[0] if scope else None)
    return newest.order_by("-snapshot__taken_on").values_list("people", flat=True).first() or 0


def _url(_request: HttpRequest) -> str:
    return reverse("quality:index")


def _entered(values: Mapping[str, Any]) -> Cells:
    """A head-count, and each of its numbers as "ENG HY bachelor: 120"."""
    for name, value in values.items():
        if name != "cells":
            yield "quality.headcount", name, value
    told = "; ".join(f"{' '.join(filter(None, place))}: {number}" for *place, number in values.get("cells", []))
    yield "", gettext("numbers"), told
