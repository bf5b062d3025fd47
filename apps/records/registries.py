"""What the registry tells the apps below it: what its changes are called, what each role may do, its long jobs."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.registries import JobRunner, audit_readings, audit_verbs, job_runners, role_permissions
from apps.core.reports import thing_of
from apps.core.templatetags.thai import be_date
from apps.records import rules
from apps.records.actions import exports
from apps.records.querysets.filters import Reach, Status

VERBS = {
    "records.seed_demo": _("built the demonstration university"),
    "records.load_reference": _("loaded reference data"),
    "records.change_reference": _("changed reference data"),
    "records.add_reference": _("added reference data"),
    "records.remove_reference": _("removed reference data"),
    "records.limit_to_campuses": _("set the campuses of a member of staff"),
    "records.add_person": _("entered a person"),
    "records.change_person": _("changed personal details"),
    "records.set_national_id": _("set the national id"),
    "records.open_sensitive": _("opened a sensitive field"),
    "records.add_name": _("added a name"),
    "records.correct_name": _("corrected a name"),
    "records.rename": _("recorded a change of name"),
    "records.end_name": _("made a name a former name"),
    "records.add_former_name": _("added a former name"),
    "records.remove_name": _("removed a name"),
    "records.add_degree": _("added a degree"),
    "records.change_degree": _("changed a degree"),
    "records.remove_degree": _("removed a degree"),
    "records.settle_first_degree": _("settled which degree is the first"),
    "records.add_contact": _("added a contact"),
    "records.change_contact": _("changed a contact"),
    "records.set_contact_status": _("noted whether a contact works"),
    "records.confirm_fact": _("noted that a fact still holds"),
    "records.remove_contact": _("removed a contact"),
    "records.add_address": _("added an address"),
    "records.change_address": _("changed an address"),
    "records.retire_address": _("retired an address"),
    "records.remove_address": _("removed an address"),
    "records.add_employment": _("added a post"),
    "records.change_employment": _("changed a post"),
    "records.remove_employment": _("removed a post"),
    "records.report_death": _("reported a death"),
    "records.confirm_death": _("confirmed a death by a second source"),
    "records.withdraw_death": _("withdrew the report of a death"),
    "records.hold_change": _("held a change for a decision"),
    "records.accepted_held_change": _("accepted a held change"),
    "records.accept_held_change": _("wrote an accepted change"),
    "records.rejected_held_change": _("rejected a held change"),
    "records.log_contact": _("logged a conversation"),
    "records.finish_follow_up": _("finished a follow-up"),
    "records.ask_not_to_contact": _("recorded a wish not to be contacted"),
    "records.lift_do_not_contact": _("lifted a wish not to be contacted"),
    "records.link_family": _("linked relatives"),
    "records.unlink_family": _("unlinked relatives"),
    "records.create_list": _("created a list"),
    "records.change_list": _("changed a list"),
    "records.delete_list": _("deleted a list"),
    "records.add_to_list": _("put people on a list"),
    "records.take_off_list": _("took people off a list"),
    "records.export_people": _("exported people"),
    "records.print_letters": _("printed letters or labels"),
}

# By which column each filter of a list of people is told, or by what it is called.
FILTERS = {
    "faculty": ("records.degree", "faculty_id"),
    "campus": ("records.degree", "campus_id"),
    "level": ("records.degree", "level"),
    "cohort": ("records.degree", "cohort_id"),
    "province": ("records.address", "province_id"),
    "gender": ("records.person", "gender"),
    "saved_list": ("records.savedlistmember", "saved_list_id"),
    "text": ("", _("search")),
    "year_from": ("", _("graduated from (B.E.)")),
    "year_to": ("", _("to (B.E.)")),
    "status": ("", _("status")),
    "reach": ("", _("reach")),
    "honorary": ("", _("Honorary")),
    "has_account": ("", _("has an account")),
}
Cells = Iterator[tuple[str, str, Any]]


def register() -> None:
    for action, verb in VERBS.items():
        audit_verbs.add(action, verb)
    audit_readings.add("records.heldchange", _held)
    for action in ("records.export_people", "records.print_letters"):
        audit_readings.add(action, _job)
    for action in ("records.add_to_list", "records.take_off_list"):
        audit_readings.add(action, _listed)
    for role, permissions in rules.PERMISSIONS.items():
        role_permissions.add(f"records-{role}", (role, permissions))
    for kind, run in (("records.export_people", exports.run_export), ("records.print_post", exports.run_post)):
        job_runners.add(kind, JobRunner(run, rules.EXPORT, exports.is_in_reach))


def _held(values: Mapping[str, Any]) -> Cells:
    """A held change, with what it proposes column by column."""
    table, proposed = str(values.get("table", "")), values.get("values")
    for name, value in values.items():
        if name not in {"table", "values"}:
            yield "records.heldchange", name, value
    yield "records.heldchange", "table", thing_of(table) if table else ""
    if isinstance(proposed, dict):
        yield from ((table, name, value) for name, value in proposed.items())


def _job(params: Mapping[str, Any]) -> Cells:
    """What an export or a pile of letters was started with."""
    chosen, letter = params.get("chosen") or {}, params.get("letter") or {}
    yield "", gettext("people"), len(chosen.get("people") or []) or None
    yield from _filters(chosen.get("filters") or {})
    yield "records.staffscope", "campus_id", params.get("scope")
    yield "", gettext("file"), exports.FORMATS.get(params.get("format", ""))
    yield "", gettext("kind"), exports.POST_KINDS.get(params.get("kind", ""))
    yield "", gettext("letter number"), letter.get("number")
    yield "", gettext("date"), be_date(parse_date(params.get("dated") or ""))
    yield "", gettext("subject"), letter.get("subject")
    yield "", gettext("text"), letter.get("body")
    yield "", gettext("labels already used on the first sheet"), params.get("skip") or None


def _listed(values: Mapping[str, Any]) -> Cells:
    """How many people came to a list or left it."""
    yield "", gettext("people"), len(values.get("people") or [])


def _filters(filters: Mapping[str, Any]) -> Cells:
    choices: dict[str, type[TextChoices]] = {"status": Status, "reach": Reach}
    for name, value in filters.items():
        table, column = FILTERS.get(name, ("", name))
        labels = dict(choices[name].choices) if name in choices and value else {}
        yield table, str(column), labels.get(value, value)
