"""What was kept longer than the register says is ended, and what was not stays."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from apps.accounts.models import Notice
from apps.core import privacy as register
from apps.core.actions import privacy
from apps.core.models import Job
from apps.core.privacy import Expiry
from apps.records.models import Claim, Contact, Disclosure, OneTimeCode
from tests.factories import GraduateFactory, MessageFactory, StaffFactory, UserFactory

pytestmark = pytest.mark.django_db


def days_ago(number):
    return timezone.now() - timedelta(days=number)


def code(age, claim=None):
    when = days_ago(age)
    return OneTimeCode.objects.create(
        purpose="contact", person=GraduateFactory(), digest="x", sent_at=when, expires_at=when, claim=claim
    )


def claim(age, state):
    made = Claim.objects.create(name="x", state=state, person=GraduateFactory() if state == "approved" else None)
    Claim.objects.filter(pk=made.pk).update(updated_at=days_ago(age))
    return made


MAKERS = {
    "one-time codes": (30, code),
    "decided claims": (365, lambda age: claim(age, "refused")),
    "claims given up": (365, lambda age: claim(age, "code")),
    "disclosures": (
        730,
        lambda age: Disclosure.objects.create(
            person=GraduateFactory(), to=StaffFactory(), kind="record", at=days_ago(age)
        ),
    ),
    "notices": (365, lambda age: Notice.objects.create(account=UserFactory(), kind="x", at=days_ago(age))),
    "mail": (365, lambda age: MessageFactory(state="failed", created_at=days_ago(age))),
    "jobs": (
        365,
        lambda age: Job.objects.create(
            kind="x", title="x", by=UserFactory(), state="cancelled", ended_at=days_ago(age)
        ),
    ),
}


@pytest.mark.parametrize("kind", MAKERS)
def test_rows_end_when_their_time_is_over(kind):
    days, make = MAKERS[kind]
    old, young = make(days + 1), make(days - 1)

    privacy.expire(timezone.now())

    assert not type(old).objects.filter(pk=old.pk).exists()
    assert type(young).objects.filter(pk=young.pk).exists()


@pytest.mark.parametrize("state", ["open", "asked"])
def test_claim_that_waits_stays_however_old(state):
    waiting = claim(1000, state)

    privacy.expire(timezone.now())

    assert Claim.objects.filter(pk=waiting.pk).exists()


def test_mail_that_waits_stays_however_old():
    waiting = MessageFactory(created_at=days_ago(1000))

    privacy.expire(timezone.now())

    assert type(waiting).objects.filter(pk=waiting.pk).exists()


def test_file_of_a_job_goes_after_a_week(settings, tmp_path, django_capture_on_commit_callbacks):
    settings.MEDIA_ROOT = tmp_path
    job = Job.objects.create(kind="x", title="x", by=UserFactory(), state="done", ended_at=days_ago(8))
    job.result.save("people.csv", ContentFile(b"x"))

    with django_capture_on_commit_callbacks(execute=True):
        privacy.expire(timezone.now())

    job.refresh_from_db()
    assert (job.result.name, list(tmp_path.rglob("*.csv"))) == ("", [])


def test_dry_run_counts_and_ends_nothing():
    code(31)
    out = StringIO()

    call_command("retention", "--dry-run", stdout=out)

    assert out.getvalue() == "would end 1 × one-time codes (kept 30 days)\n"
    assert OneTimeCode.objects.count() == 1


def test_command_ends_what_it_counted():
    code(31)
    out = StringIO()

    call_command("retention", stdout=out)
    call_command("retention", stdout=out)

    assert out.getvalue() == "ended 1 × one-time codes (kept 30 days)\nnothing is over its time\n"


def test_more_than_a_batch_ends(monkeypatch):
    monkeypatch.setattr(privacy, "BATCH", 2)
    for _ in range(5):
        code(31)

    assert [(over.rows, over.expiry.days) for over in privacy.expire(timezone.now())] == [(5, 30)]
    assert not OneTimeCode.objects.exists()


def test_expiry_says_its_days():
    assert Expiry("x", 30, lambda before: Contact.objects.none()).after == timedelta(days=30)


def test_register_is_read_in_its_order():
    orders = [part.order for _key, part in register.register()]

    assert orders == sorted(orders)
