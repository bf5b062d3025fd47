"""What the registry tells the apps below it: what its changes are called, what each role may do, its long jobs."""

from django.utils.translation import gettext_lazy as _

from apps.core.registries import JobRunner, audit_verbs, job_runners, role_permissions
from apps.records import rules
from apps.records.actions import exports

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


def register() -> None:
    for action, verb in VERBS.items():
        audit_verbs.add(action, verb)
    for role, permissions in rules.PERMISSIONS.items():
        role_permissions.add(f"records-{role}", (role, permissions))
    for kind, run in (("records.export_people", exports.run_export), ("records.print_post", exports.run_post)):
        job_runners.add(kind, JobRunner(run, rules.EXPORT, exports.is_in_reach))
