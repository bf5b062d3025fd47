"""No provider gets more a minute, or a day of a warm-up, than its rate says, however many workers there are."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from apps.mailings.actions import delivery, marks, rates
from apps.mailings.models import Allowance, Rate
from apps.mailings.querysets.recipients import Recipient

from .test_delivery import frozen

pytestmark = pytest.mark.django_db


def to(domain, number=1):
    return [Recipient(pk, pk, f"p{pk}@{domain}", domain, "th", "", {}) for pk in range(number)]


def test_rate_of_a_minute_is_kept_by_all_workers_together():
    Rate.objects.create(domain="gmail.com", per_minute=5)

    assert [len(rates.Rates().admitted(to("gmail.com", 3))) for _ in range(3)] == [3, 2, 0]


def test_workers_wrong_clock_opens_no_other_minute(monkeypatch):
    marks.compare()  # as each batch does
    Rate.objects.create(domain="gmail.com", warm_up_on=timezone.localdate(), first_day=5)
    assert len(rates.Rates().admitted(to("gmail.com", 5))) == 5
    now = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: now() + rates.KEPT * 2)

    rates.forget_old()

    assert rates.Rates().admitted(to("gmail.com", 1)) == []


def test_longest_name_decides_and_a_star_means_every_other():
    Rate.objects.create(domain="example.org", per_minute=1)
    Rate.objects.create(domain="fast.example.org", per_minute=9)
    Rate.objects.create(domain="*", per_minute=2)

    found = [len(rates.Rates().admitted(to(domain, 9))) for domain in ("mx.example.org", "fast.example.org", "x.com")]

    assert found == [1, 9, 2]


def test_warm_up_doubles_each_day():
    rate = Rate.objects.create(domain="*", warm_up_on=timezone.localdate() - timedelta(days=3), first_day=10)

    [(span, _begun_at, most)] = rates.limits(rate, timezone.now())
    assert (span, most) == ("day", 80)
    assert rates.limits(rate, timezone.now() + timedelta(days=60)) == []


def test_mailing_sends_as_many_as_may_go_and_the_others_later():
    Rate.objects.create(domain="example.org", per_minute=2)
    mailing = frozen(5)
    elsewhere = mailing.messages.first()
    elsewhere.person.contacts.update(value="other@elsewhere.example")

    delivery.run(seconds=600)

    assert len(mail.outbox) >= 2
    assert mailing.messages.filter(state="queued", domain="example.org").count() >= 2
    Allowance.objects.all().delete()
    delivery.run(seconds=600)
    Allowance.objects.all().delete()
    delivery.run(seconds=600)
    assert len(mail.outbox) == 5


def test_old_counts_are_forgotten():
    rate = Rate.objects.create(domain="*", per_minute=2)
    for days in (0, 3):
        Allowance.objects.create(rate=rate, span="minute", begun_at=timezone.now() - timedelta(days=days))

    rates.forget_old()

    assert Allowance.objects.count() == 1
