"""What the registry tells the apps below it: what its changes are called, what each role may do, its long jobs."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet, TextChoices
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.registries import (
    JobRunner,
    Membership,
    NoticeText,
    audit_readings,
    audit_verbs,
    fellowships,
    findings,
    job_runners,
    memberships,
    notices,
    role_permissions,
)
from apps.core.registries.mailings import MailOutcome, ReminderRule, mail_outcomes, reminder_rules
from apps.core.reports import thing_of
from apps.core.templatetags.thai import be_date
from apps.records import policy, rules
from apps.records.actions import downloads, exports, telling, yearly
from apps.records.models import Degree
from apps.records.querysets.filters import Reach, Status, Without
from apps.records.querysets.updates import own_updates

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

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
    "records.withdraw_request": _("withdrew a request"),
    "records.set_audience": _("changed who may see it"),
    "records.begin_profile": _("began the profile"),
    "records.change_profile": _("changed the profile"),
    "records.change_photo": _("changed the photo"),
    "records.remove_photo": _("removed the photo"),
    "records.make_card": _("made the alumni card"),
    "records.renew_card": _("gave the alumni card a new number"),
    "records.choose_card": _("chose what the check of the alumni card shows"),
    "records.withdraw_card": _("withdrew the alumni card"),
    "records.ask_whether_right": _("asked whether the record is still right"),
    "records.confirm_record": _("said that the record is right"),
    "records.offer_help": _("offered help"),
    "records.change_offer": _("changed an offer of help"),
    "records.withdraw_offer": _("withdrew an offer of help"),
    "records.begin_claim": _("claimed a record"),
    "records.prove_claim": _("proved a claim by a code"),
    "records.ask_office": _("asked the office to decide on a claim"),
    "records.answer_claim": _("answered the office's question"),
    "records.appeal_claim": _("asked the office to look again"),
    "records.withdraw_claim": _("withdrew a claim"),
    "records.object_to_claim": _("said that somebody else claims the record"),
    "records.ask_claimant": _("asked the claimant a question"),
    "records.approved_claim": _("approved a claim"),
    "records.refused_claim": _("refused a claim"),
    "records.link_claim": _("handed over the record of a claim"),
    "records.claim_record": _("took over the record"),
    "records.approve_claim": _("joined the record to an account"),
    "records.unlink_account": _("took the record from an account"),
    "records.hand_over_record": _("handed the record over at the counter"),
    "records.print_claim_letter": _("printed a letter with a code"),
    "records.agree": _("agreed to a purpose"),
    "records.disagree": _("withdrew consent"),
    "records.restrict": _("restricted the use of the data"),
    "records.lift_restriction": _("lifted a restriction"),
    "records.ask_erasure": _("asked to be erased"),
    "records.take_back_erasure": _("took back the request to be erased"),
    "records.hold_erasure": _("held a request to be erased"),
    "records.let_erasure_go": _("let a held request go on"),
    "records.erase_person": _("erased what was kept of a person"),
    "records.download_person": _("downloaded everything about themself"),
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
    "country": ("records.address", "country_id"),
    "sector": ("records.employment", "sector"),
    "offers": ("records.helpoffer", "kind"),
    "gender": ("records.person", "gender"),
    "saved_list": ("records.savedlistmember", "saved_list_id"),
    "text": ("", _("search")),
    "year_from": ("", _("graduated from (B.E.)")),
    "year_to": ("", _("to (B.E.)")),
    "status": ("", _("status")),
    "reach": ("", _("reach")),
    "honorary": ("", _("Honorary")),
    "has_account": ("", _("has an account")),
    "without": ("", _("what the degree lacks")),
    "is_first": ("", _("first degree")),
    "finding": ("", _("what looks wrong")),
}
LISTED = 10  # people of a list whom a line of the audit log calls by name
Cells = Iterator[tuple[str, str, Any]]


# What the owner of an account hears of their record: kind → its words, where there is more, an icon.
NOTICES: dict[str, tuple["_StrPromise", str, str]] = {
    "records.record_linked": (_("Your record is joined to this account."), "home:me", "badge-check"),
    yearly.NOTICE: (_("Is your record still right? Half a minute, once a year."), "records:me_confirm", "circle-help"),
    "records.record_unlinked": (
        _("The office took your record from this account. If you do not know why, ask the office."),
        "records:claim_help",
        "triangle-alert",
    ),
    "records.record_asked_for": (
        _("Somebody asks the office for your record and says that it is theirs. Not you? Tell the office at once."),
        "records:claim_help",
        "triangle-alert",
    ),
}


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
    for kind, (text, url_name, icon) in NOTICES.items():
        notices.add(kind, partial(_notice, text, url_name, icon))
    notices.add(telling.NOTICE, _record_changed)
    notices.add("records.request_decided", _request_decided)
    memberships.add("alumni", Membership(admits=policy.is_alumnus, refusal="records:claim"))
    memberships.add("on_record", Membership(admits=policy.is_on_record, refusal="records:claim"))
    fellowships.add("cohort", _same_cohort)
    fellowships.add("faculty", _same_faculty)
    for kind, run in (("records.export_people", exports.run_export), ("records.print_post", exports.run_post)):
        job_runners.add(kind, JobRunner(run, rules.EXPORT, exports.is_in_reach))
    job_runners.add(downloads.KIND, JobRunner(downloads.run, permission=""))
    mail_outcomes.add(
        "record", MailOutcome(_("Brought their record up to date, or said that it is right"), own_updates)
    )
    asking = ReminderRule(_("Is the record still right?"), yearly.due, yearly.ask, a_day=yearly.A_DAY)
    reminder_rules.add("records.yearly", asking)


def _record_changed(params: dict[str, Any]) -> NoticeText:
    """Somebody else changed the owner's record; `actions`: what was done, each named once."""
    done = "; ".join(str(audit_verbs[action]) for action in params["actions"] if action in audit_verbs)
    text = gettext("Somebody else changed your record: %(done)s. Is that right?") % {"done": done}
    return NoticeText(text, reverse("records:me_history"), "history")


def _request_decided(params: dict[str, Any]) -> NoticeText:
    """The office accepted or rejected a correction that the owner had asked for; `table`: of what kind of fact."""
    words = {
        "accepted": gettext("The office has corrected your record as you asked: %(thing)s."),
        "rejected": gettext("The office has not made the correction that you asked for: %(thing)s. Read why."),
    }
    text = words[params["state"]] % {"thing": thing_of(params["table"])}
    return NoticeText(text, reverse("records:me_history"), "scale")


def _notice(text: "_StrPromise", url_name: str, icon: str, _params: dict[str, Any]) -> NoticeText:
    return NoticeText(str(text), reverse(url_name), icon)


def _same_cohort(person_id: int) -> QuerySet[Degree]:
    """Who was counted in the same graduating class."""
    mine = Degree.objects.filter(person=person_id, is_first=True, cohort__isnull=False)
    return Degree.objects.filter(is_first=True, cohort__in=mine.values("cohort"))


def _same_faculty(person_id: int) -> QuerySet[Degree]:
    """Who has a degree of a faculty of which this person has one."""
    mine = Degree.objects.filter(person=person_id, status=Degree.Status.CONFERRED, faculty__isnull=False)
    return Degree.objects.filter(status=Degree.Status.CONFERRED, faculty__in=mine.values("faculty"))


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
    """How many people came to a list or left it, and who the first of them are."""
    people = values.get("people") or []
    yield "", gettext("people"), len(people)
    yield "records.savedlistmember", "person_id", people[:LISTED]


def _filters(filters: Mapping[str, Any]) -> Cells:
    choices: dict[str, type[TextChoices]] = {"status": Status, "reach": Reach, "without": Without}
    for name, value in filters.items():
        table, column = FILTERS.get(name, ("", name))
        labels = dict(choices[name].choices) if name in choices and value else {}
        if name == "finding" and value in findings:
            labels = {value: str(findings[value].title)}
        yield table, str(column), labels.get(value, value)
