"""By each rule somebody is reminded of a thing once for the sake of a day, whatever happens to workers, clocks and
the database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.core.registries.mailings import Due, ReminderRule, reminder_rules
from apps.mailings.actions import marks, reminders, reminding
from apps.mailings.models import Mark, Message, Reminder
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
NOW, DAY = timezone.now(), date(2030, 4, 13)


class Rule:
    """Reminds of whatever is in `due`, by mail; `fits` says whether it still makes sense."""

    def __init__(self):
        self.due, self.fits, self.fails_for = [], True, None

    def write(self, due, _now):
        EmailMessage("เตือน", "พรุ่งนี้", to=[f"p{due.person_id}@example.org"]).send()
        if due.person_id == self.fails_for:
            raise RuntimeError("a name that nobody thought of")
        return self.fits


@pytest.fixture
def rule(monkeypatch):
    rule = Rule()
    entry = ReminderRule("a rule", lambda _now: rule.due, rule.write)
    monkeypatch.setattr(reminder_rules, "_entries", {"test": entry})
    return rule


def due(on=DAY, thing="", person=None):
    return Due((person or PersonFactory()).pk, on, thing)


def written():
    return Message.objects.filter(subject="เตือน").count()


def test_doubled_tasks_remind_once(rule):
    rule.due = [due(), due()]

    assert [reminding.run(), reminding.run(), reminding.run()] == [2, 0, 0]
    assert written() == 2


def test_day_that_moves_arms_it_again(rule):
    person = PersonFactory()
    for on in (DAY, DAY + timedelta(days=7), DAY):
        rule.due = [due(on, person=person)]
        reminding.run()

    assert written() == 2


def test_each_thing_by_itself(rule):
    person = PersonFactory()
    rule.due = [due(thing="a", person=person), due(thing="b", person=person)]

    assert reminding.run() == 2


def test_database_keeps_it_once():
    row = {"rule": "test", "person": PersonFactory(), "thing": "", "due_on": DAY, "noted_at": NOW}
    Reminder.objects.create(**row)

    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(**row)


def test_what_does_not_fit_any_more_is_due_again_when_it_does(rule):
    rule.due, rule.fits = [due()], False
    assert reminding.run() == 0

    rule.fits = True
    assert reminding.run() == 1


def test_one_who_cannot_be_reminded_keeps_up_no_other(rule):
    rule.due = [due(), due()]
    rule.fails_for = rule.due[0].person_id

    assert reminding.run() == 1
    assert list(Message.objects.values_list("to", flat=True)) == [f"p{rule.due[1].person_id}@example.org"]


@pytest.mark.parametrize("step", [timedelta(days=-400), timedelta(hours=-2), timedelta(days=400)])
def test_clock_that_steps_reminds_nobody_again(rule, step):
    rule.due = [due()]
    reminding.run(NOW)

    assert reminding.run(NOW + step) == 0


def test_workers_own_clock_does_not_count(rule, monkeypatch):
    seen = []
    entry = replace(reminder_rules["test"], due=lambda now: seen.append(now) or [])
    monkeypatch.setattr(reminder_rules, "_entries", {"test": entry})
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=4000))

    reminding.run()

    assert abs(seen[0] - NOW) < timedelta(days=1)


def test_so_many_a_day(rule, monkeypatch):
    entry = replace(reminder_rules["test"], a_day=2)
    monkeypatch.setattr(reminder_rules, "_entries", {"test": entry})
    rule.due = [due() for _ in range(5)]

    days = [NOW, NOW, NOW + timedelta(days=1), NOW + timedelta(days=2)]
    assert [reminding.run(day) for day in days] == [2, 0, 2, 1]


@pytest.fixture
def restored(rule):
    """Two were reminded since the backup, and the database has forgotten it."""
    rule.due = [due(), due()]
    marks.compare()
    with transaction.atomic():
        reminding.run()
        Reminder.objects.all().delete()
        Message.objects.all().delete()
    Mark.objects.update(number=1)
    marks.folder(Mark.objects.get()).raise_to(50)
    return rule


def test_restored_database_reminds_nobody(restored):
    assert reminding.run() == 0
    assert Mark.objects.get().held_to is not None


@pytest.mark.parametrize(("send", "number"), [(True, 2), (False, 0)])
def test_person_says_whether_what_may_have_been_written_is_written(
    restored, staff, django_capture_on_commit_callbacks, send, number
):
    reminding.run()
    with django_capture_on_commit_callbacks(execute=True):
        marks.confirm(by=staff("communications"), reason="the log was read", send=send)

    assert reminding.run() == number
    restored.due = [due()]
    assert reminding.run() == 1  # what came up since goes


def test_rule_of_so_many_a_day_passes_over_so_many(restored, monkeypatch):
    entry = replace(reminder_rules["test"], a_day=1)
    monkeypatch.setattr(reminder_rules, "_entries", {"test": entry})

    assert reminders.pass_over(timezone.now()) == 1


def test_workers_at_once_remind_once(rule, together):
    """The second waits at the first one's row."""
    rule.due = [due()]

    together(lambda _number: reminders.write_due(NOW), 4)

    assert written() == 1
