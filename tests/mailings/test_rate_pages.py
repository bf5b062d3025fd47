"""The office sets how fast mailings go to a provider."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.core.models import AuditEntry
from apps.mailings.models import Allowance, Rate
from tests.factories import StaffFactory

pytestmark = pytest.mark.django_db
LIST = "mailings:office_rates"


@pytest.fixture
def office(client):
    client.force_login(StaffFactory(role="communications"))
    return client


def verbs():
    return list(AuditEntry.objects.filter(action__endswith="_rate").order_by("pk").values_list("action", flat=True))


def test_a_rate_is_set_changed_and_taken_away_with_an_audit_row_each(office):
    office.post(reverse(LIST), {"domain": " someone@GMail.com. ", "per_minute": "120"})
    rate = Rate.objects.get()
    assert (rate.domain, rate.per_minute, rate.first_day) == ("gmail.com", 120, None)

    page = reverse("mailings:office_rate", args=[rate.pk])
    values = {"domain": "gmail.com", "warm_up_on": "1/12/2569", "first_day": "200", "version": rate.version}
    assert office.post(page, values).status_code == 302
    rate.refresh_from_db()
    assert (rate.per_minute, str(rate.warm_up_on), rate.first_day) == (None, "2026-12-01", 200)

    office.post(reverse("mailings:office_rate_remove", args=[rate.pk]), {"version": rate.version})
    assert not Rate.objects.exists()
    assert verbs() == ["mailings.add_rate", "mailings.change_rate", "mailings.remove_rate"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"domain": "gmail", "per_minute": "5"}, "domain"),
        ({"domain": "a b.com", "per_minute": "5"}, "domain"),
        ({"domain": "x" * 400, "per_minute": "5"}, "domain"),
        ({"domain": "\ud800.com", "per_minute": "5"}, "domain"),
        ({"domain": "gmail.com"}, "per_minute"),
        ({"domain": "gmail.com", "per_minute": "0"}, "per_minute"),
        ({"domain": "gmail.com", "per_minute": "9" * 30}, "per_minute"),
        ({"domain": "gmail.com", "first_day": "200"}, "warm_up_on"),
        ({"domain": "gmail.com", "warm_up_on": "1/12/2569"}, "first_day"),
        ({"domain": "gmail.com", "warm_up_on": "never", "first_day": "200"}, "warm_up_on"),
    ],
)
def test_what_makes_no_rate_is_said_at_its_field(office, values, field):
    values = {name: value.encode("utf-8", "replace").decode() for name, value in values.items()}
    answer = office.post(reverse(LIST), values)

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Rate.objects.exists()


def test_a_domain_has_one_rate(office):
    for _ in range(2):
        answer = office.post(reverse(LIST), {"domain": "*", "per_minute": "60"})

    assert answer.status_code == 422
    assert Rate.objects.count() == 1


def test_two_who_change_it_at_once(office):
    rate = Rate.objects.create(domain="gmail.com", per_minute=5)
    Rate.objects.filter(pk=rate.pk).update(version=7)
    values = {"domain": "gmail.com", "per_minute": "9", "version": rate.version}

    assert office.post(reverse("mailings:office_rate", args=[rate.pk]), values).status_code == 422
    office.post(reverse("mailings:office_rate_remove", args=[rate.pk]), {"version": rate.version})
    assert Rate.objects.get().per_minute == 5


def test_the_page_says_how_far_a_warm_up_is(office):
    now = timezone.localtime()
    rate = Rate.objects.create(domain="gmail.com", warm_up_on=now.date() - timedelta(days=2), first_day=200)
    Rate.objects.create(domain="old.example", warm_up_on=now.date() - timedelta(days=40), first_day=200)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    Allowance.objects.create(rate=rate, span="day", begun_at=midnight, used=321)

    first, second = office.get(reverse(LIST)).context["lines"]

    assert (first.warm_day, first.used, first.today) == (3, 321, 800)
    assert second.is_warm


def test_only_those_who_may_send(client):
    client.force_login(StaffFactory(role="records"))
    rate = Rate.objects.create(domain="gmail.com", per_minute=5)
    assert client.get(reverse(LIST)).status_code == 403
    assert client.post(reverse("mailings:office_rate", args=[rate.pk]), {}).status_code == 403
    assert client.post(reverse("mailings:office_rate_remove", args=[rate.pk]), {}).status_code == 403
