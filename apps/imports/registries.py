"""What the imports tell the apps below them: what their changes are called, what each role may do, their long jobs,
and whose rows wait."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.registries import (
    JobRunner,
    NoticeText,
    audit_facts,
    audit_verbs,
    job_runners,
    notices,
    role_permissions,
    suspects,
)
from apps.imports import rules
from apps.imports.actions import checking, corrections, files, running, telling, undoing, writing
from apps.imports.reports import suspects as waiting

VERBS = {
    "imports.upload": gettext_lazy("uploaded a file"),
    "imports.match": gettext_lazy("matched the columns of a file"),
    "imports.save_mapping": gettext_lazy("saved how the columns of a file are read"),
    "imports.rename_mapping": gettext_lazy("renamed a mapping of columns"),
    "imports.delete_mapping": gettext_lazy("deleted a mapping of columns"),
    "imports.discard": gettext_lazy("threw a file away"),
    "imports.check": gettext_lazy("checked a file"),
    "imports.run": gettext_lazy("imported a file"),
    "imports.undo": gettext_lazy("took an import back"),
    "imports.decide_row": gettext_lazy("decided on a row of a file"),
    "imports.forget": gettext_lazy("forgot the file and the rows of an import"),
    "imports.export_rejected": gettext_lazy("downloaded the rejected rows of a file"),
    "imports.export_corrections": gettext_lazy("exported accepted corrections for the registrar"),
}


def register() -> None:
    for action, verb in VERBS.items():
        audit_verbs.add(action, verb)
    for table, (added, _changed) in writing.ACTIONS.items():
        audit_facts.add(table, added)
    for role, permissions in rules.PERMISSIONS.items():
        role_permissions.add(f"imports-{role}", (role, permissions))
    for kind, run in ((files.CHECK, checking.run), (files.RUN, running.run), (files.UNDO, undoing.run)):
        job_runners.add(kind, JobRunner(run, rules.IMPORT))
    job_runners.add(corrections.KIND, JobRunner(corrections.run, rules.IMPORT, corrections.is_in_reach))
    notices.add(telling.NOTICE, _finished)
    suspects.add("imports", waiting.held)


def _finished(params: dict[str, Any]) -> NoticeText:
    """A check, a run or an undo is over; `counts` by outcome."""
    words = {
        "done": _("%(name)s is imported: %(created)s new, %(updated)s changed, %(held)s wait for you."),
        "undone": _("The import of %(name)s is taken back."),
        "failed": _("%(name)s was not imported. Look why."),
    }
    counts = {"created": 0, "updated": 0, "held": 0} | dict(params.get("counts") or {})
    text = words[params["state"]] % ({"name": params["name"]} | counts)
    try:
        url = reverse("office:import", args=[params["import"]])
    except NoReverseMatch:
        url = reverse("admin:index")
    return NoticeText(text, url, "file-up")
