"""The end of a term is told 90 and 30 days before, each once."""

import pytest
from django.core import mail

from apps.chapters.actions import term_notices
from apps.chapters.models import Chapter, TermNotice
from tests.factories import LiaisonFactory, TermFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("left", "told"), [(91, []), (90, [90]), (31, [90]), (30, [30]), (0, [30])])
def test_told_in_time(days, left, told):
    TermFactory(until=days(left))

    term_notices.tell_all(days(0))

    assert list(TermNotice.objects.values_list("days", flat=True)) == told
    assert len(mail.outbox) == len(told)


def test_each_is_told_once_however_often_it_runs(days):
    term = TermFactory(until=days(80))

    told = [term_notices.tell_all(day) for day in (days(0), days(0), days(1), days(50), days(50), days(60))]

    assert told == [1, 0, 0, 1, 0, 0]
    assert term.person.account.notices.filter(kind="chapters.term_ends").count() == 2


def test_liaison_officer_hears_of_it(days):
    term = TermFactory(until=days(20))
    liaison = LiaisonFactory(chapter=term.seat.position.chapter)

    term_notices.tell_all(days(0))

    assert liaison.officer.notices.get().kind == "chapters.term_ends_office"


def test_group_that_is_closed_hears_nothing(days):
    term = TermFactory(until=days(20))
    Chapter.objects.update(status="suspended")

    assert (term_notices.tell_all(days(0)), term.person.account.notices.count()) == (0, 0)
