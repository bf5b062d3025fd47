"""What somebody says about the mail that they want. It holds at the next message, also of a mailing that is on its
way. A mail's link is proof enough to want less; to agree to a purpose (records.Consent) somebody signs in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.actions import rows
from apps.mailings.models import Mailing, Preference, Topic, TopicStop, Via
from apps.records.models import Person

LONGEST_PAUSE = timedelta(days=366)


@dataclass(frozen=True)
class Choice:
    """What somebody changed on the page of their choices: topics and senders by their keys. `frequency`: None where it
    was left as it was."""

    stop: Collection[str]
    take_up: Collection[str]
    frequency: Preference.Frequency | None
    is_pause_said: bool
    paused_until: date | None


class BadPause(ValidationError):
    """No day on which a pause could end."""


@transaction.atomic
def stop(
    person: Person,
    *,
    via: Via,
    by: AbstractBaseUser | None = None,
    topic: str = "",
    sender_key: str = "",
    mailing: Mailing | None = None,
) -> bool:
    """No more mailings about a topic, or of one sender. False where it was so already."""
    _lock(person)
    wanted = {"topic": topic, "sender_key": sender_key}
    if TopicStop.objects.filter(person=person, **wanted).exists():
        return False
    row = TopicStop(person=person, at=timezone.now(), via=via, mailing=mailing, **wanted)
    rows.create(row, by=by, action="mailings.stop", subject_id=person.pk)
    return True


def stop_topic(
    person: Person, topic: Topic, *, via: Via, by: AbstractBaseUser | None = None, mailing: Mailing | None = None
) -> bool:
    return stop(person, topic=topic.value, via=via, by=by, mailing=mailing)


def stop_sender(
    person: Person, sender_key: str, *, via: Via, by: AbstractBaseUser | None = None, mailing: Mailing | None = None
) -> bool:
    return stop(person, sender_key=sender_key, via=via, by=by, mailing=mailing)


def stop_what_it_was(person: Person, mailing: Mailing, *, via: Via) -> bool:
    """What the unsubscribe button under a mailing means: of a group, that group; of the office, the topic. A service
    goes on."""
    if not mailing.topic:
        return False
    if mailing.sender_key == "office":
        return stop_topic(person, Topic(mailing.topic), via=via, mailing=mailing)
    return stop_sender(person, mailing.sender_key, via=via, mailing=mailing)


@transaction.atomic
def take_up_again(
    person: Person, *, topic: str = "", sender_key: str = "", by: AbstractBaseUser | None = None
) -> bool:
    """Mailings about a topic or of a sender again. False where nothing was stopped."""
    _lock(person)
    row = TopicStop.objects.filter(person=person, topic=topic, sender_key=sender_key).first()
    if row is not None:
        rows.remove(row, by=by, action="mailings.take_up_again", subject_id=person.pk)
    return row is not None


@transaction.atomic
def leave_all(person: Person, *, via: Via, by: AbstractBaseUser | None = None) -> bool:
    """No mail but services: what somebody registered for or asked for."""
    _lock(person)
    if Preference.objects.filter(person=person, left_all_at__isnull=False).exists():
        return False
    return _change(person, {"left_all_at": timezone.now(), "left_via": via}, by=by, action="mailings.leave_all")


@transaction.atomic
def come_back(person: Person, *, by: AbstractBaseUser | None = None) -> bool:
    """Mail again, but for the topics and senders that were stopped one by one."""
    _lock(person)
    return _change(person, {"left_all_at": None, "left_via": ""}, by=by, action="mailings.come_back")


@transaction.atomic
def choose(person: Person, choice: Choice, *, by: AbstractBaseUser | None = None) -> None:
    """All or nothing. Raises BadPause."""
    if choice.is_pause_said:
        pause_until(person, choice.paused_until, by=by)
    if choice.frequency is not None:
        set_frequency(person, choice.frequency, by=by)
    for topic, sender_key in map(_named, sorted(choice.stop)):
        stop(person, via=Via.PAGE, by=by, topic=topic, sender_key=sender_key)
    for topic, sender_key in map(_named, sorted(choice.take_up)):
        take_up_again(person, topic=topic, sender_key=sender_key, by=by)


@transaction.atomic
def pause_until(person: Person, day: date | None, *, by: AbstractBaseUser | None = None) -> bool:
    """No mail before that day; None ends the pause. Raises BadPause."""
    today = timezone.localdate()
    if day is not None and not today < day <= today + LONGEST_PAUSE:
        raise BadPause(_("Choose a day between tomorrow and a year from now."))
    _lock(person)
    return _change(person, {"paused_until": day}, by=by, action="mailings.pause_mail")


@transaction.atomic
def set_frequency(person: Person, frequency: Preference.Frequency, *, by: AbstractBaseUser | None = None) -> bool:
    _lock(person)
    return _change(person, {"frequency": frequency}, by=by, action="mailings.set_frequency")


def _named(key: str) -> tuple[str, str]:
    """Topic and sender, of which a key names one."""
    return (key, "") if key in Topic.values else ("", key)


def _lock(person: Person) -> None:
    """One word after the other: a mail program and a page may speak at the same moment."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)


def _change(person: Person, values: dict[str, Any], *, by: AbstractBaseUser | None, action: str) -> bool:
    row = Preference.objects.filter(person=person).first()
    if row is not None:
        return rows.change(row, values, by=by, action=action, subject_id=person.pk)
    fresh = Preference(person=person)
    if all(getattr(fresh, name) == value for name, value in values.items()):
        return False
    rows.create(Preference(person=person, **values), by=by, action=action, subject_id=person.pk)
    return True
