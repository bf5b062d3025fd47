"""What this app tells the apps below it: words, rights, and how a scan is run."""

from django.utils.translation import gettext_lazy as _

from apps.core.registries import JobRunner, audit_verbs, job_runners, role_permissions
from apps.duplicates import rules
from apps.duplicates.actions import scanning

VERBS = {
    "duplicates.say_not_same": _("said that two records are of two people"),
    "duplicates.put_pair_off": _("put off deciding on two records"),
    "duplicates.take_back_not_same": _("took back that two records are of two people"),
}


def register() -> None:
    for action, verb in VERBS.items():
        audit_verbs.add(action, verb)
    job_runners.add(scanning.KIND, JobRunner(scanning.run, permission=rules.DECIDE))
    for role, permissions in rules.PERMISSIONS.items():
        role_permissions.add(f"duplicates-{role}", (role, permissions))
