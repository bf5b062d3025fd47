"""Who may open the office's own pages. The only place where these permissions are spelled."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from apps.accounts.models import User
from apps.accounts.rules import ADMINISTRATOR, COMMUNICATIONS, EVENTS, GIVING, RECORDS, REPORTS
from apps.core.models import Job
from apps.core.registries import job_runners

VIEW_AUDIT = "core.view_auditentry"
VIEW_ALL_JOBS = "core.view_job"
VIEW_MAIL = "mailings.view_message"
VIEW_REPORTS = "records.view_cohort"  # figures name nobody: reading them asks less than opening a record
VIEW_REFERENCE = "records.view_faculty"

_REFERENCE = ("institution", "campus", "campusname", "faculty", "facultyname", "degreetitle", "programme", "cohort")
_READ_REFERENCE = tuple(f"records.view_{model}" for model in (*_REFERENCE, "province", "country"))
_KEEP_REFERENCE = tuple(f"records.{verb}_{model}" for verb in ("add", "change", "delete") for model in _REFERENCE)

# What each role may do on these pages; an administrator may also do all that the other roles may.
PERMISSIONS: dict[str, tuple[str, ...]] = {
    ADMINISTRATOR: (VIEW_AUDIT, VIEW_ALL_JOBS, VIEW_MAIL),
    RECORDS: (*_READ_REFERENCE, *_KEEP_REFERENCE),
    EVENTS: _READ_REFERENCE,
    COMMUNICATIONS: _READ_REFERENCE,
    GIVING: _READ_REFERENCE,
    REPORTS: _READ_REFERENCE,
}


def may_fetch(viewer: User | AbstractBaseUser | AnonymousUser, job: Job) -> bool:
    """May this person have the file that the job left: now, not when they started it?"""
    if not isinstance(viewer, User) or viewer.pk != job.by_id or job.kind not in job_runners:
        return False
    runner = job_runners[job.kind]
    allowed = not runner.permission or viewer.has_perm(runner.permission)
    return allowed and (runner.in_reach is None or runner.in_reach(job))
