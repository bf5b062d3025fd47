"""A person takes out everything that is kept of them."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from apps.accounts.models import User
from apps.core.actions import audit, jobs
from apps.core.actions.jobs import Progress, Result
from apps.core.models import Job
from apps.core.privacy import Subject
from apps.records.exports import person as person_file
from apps.records.models import Person

KIND = "records.download_person"
MOST_A_DAY = 5


class TooMany(Exception):
    """More than anybody needs in a day."""

    def __init__(self) -> None:
        self.message = _("You have made several files today already. Take one of these, or come back tomorrow.")


@transaction.atomic
def start(*, by: User, language: str) -> Job:
    """Begins a file with everything kept of the account and its record; one that is at work already is handed back.
    Raises TooMany."""
    mine = of(by)
    at_work = mine.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING]).first()
    if at_work is not None:
        return at_work
    if mine.filter(created_at__gt=timezone.now() - timedelta(days=1)).count() >= MOST_A_DAY:
        raise TooMany
    job = jobs.start(kind=KIND, title=_("Everything about me"), by=by, params={"language": language})
    started = audit.Change(audit.table_of(job), str(job.pk), 1, None, None, subject_of(by).person_id)
    audit.write([started], action="records.download_person", by=by)
    return job


def run(job: Job, progress: Progress) -> Result:
    """The file of a download."""
    progress.total(1)
    with translation.override(job.params["language"]):
        content = person_file.write(subject_of(job.by))
    progress.step()
    name = f"my-data-{timezone.localdate():%Y%m%d}.zip"
    return Result(file=ContentFile(content), name=name)


def of(account: User) -> "QuerySet[Job]":
    """The account's downloads, the newest first."""
    return Job.objects.filter(by=account, kind=KIND).order_by("-pk")


def subject_of(account: User) -> Subject:
    """The account and the record that it has claimed."""
    person_id = Person.objects.filter(account=account).values_list("pk", flat=True).first()
    return Subject(person_id, account.pk)
