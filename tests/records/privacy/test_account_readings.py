"""A breach and its drill: what did this account read?"""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from apps.records.models import Disclosure
from tests.factories import GraduateFactory, StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk():
    return StaffFactory(email="malee@example.org", name="Malee")


def readings(*arguments):
    out = StringIO()
    call_command("account_readings", *arguments, stdout=out)
    return out.getvalue().splitlines()


def read(clerk, person, kind="record", days_ago=0, reason=""):
    at = timezone.now() - timedelta(days=days_ago)
    return Disclosure.objects.create(person=person, to=clerk, kind=kind, at=at, reason=reason)


def test_summary_counts_people_and_kinds(clerk):
    first, second = GraduateFactory(), GraduateFactory()
    read(clerk, first)
    read(clerk, first, days_ago=1)
    read(clerk, second, "export")
    read(StaffFactory(), second, "export")

    lines = readings("MALEE@example.org")

    assert lines[1] == "3 readings of 2 people"
    assert [line.split(",")[0] for line in lines[2:]] == [
        "  export: 1 readings of 1 people",
        "  record: 2 readings of 1 people",
    ]


def test_since_leaves_out_what_came_before(clerk):
    person = GraduateFactory()
    read(clerk, person, days_ago=3)
    read(clerk, person)

    assert readings("malee@example.org", "--since", f"{timezone.localdate():%Y-%m-%d}")[1] == "1 readings of 1 people"


def test_csv_names_every_person(clerk):
    person = GraduateFactory(name__first_th="อารี", name__last_th="ใจดี")
    read(clerk, person, "export", reason="=reunion")

    header, line = readings("malee@example.org", "--csv")

    assert header == "\ufeffwhen,how,person,name_th,name_en,what,reason"
    assert line.split(",")[1:4] == ["export", str(person.public_id), "อารี ใจดี"]
    assert line.endswith("'=reunion")


def test_csv_asks_once_for_many_names(clerk, django_assert_num_queries):
    for _ in range(20):
        read(clerk, GraduateFactory())

    with django_assert_num_queries(3):  # the account, the readings, the names
        assert len(readings("malee@example.org", "--csv")) == 21


def test_unknown_address_is_said():
    with pytest.raises(CommandError, match="no account"):
        readings("nobody@example.org")


def test_day_that_is_none_is_said(clerk):
    with pytest.raises(CommandError, match="2026-11-21"):
        readings("malee@example.org", "--since", "yesterday")
