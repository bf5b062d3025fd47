"""Builds the office's mailings: a draft, one that waits for a second person, one that was sent and answered, and one
that paused itself because too much of it came back."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from apps.accounts.models import User
from apps.core.actions import rows
from apps.mailings.actions import composing
from apps.mailings.demo import readers
from apps.mailings.demo.words import HOMECOMING, LIBRARY, NEWSLETTER, SURVEY, Words
from apps.mailings.models import Mailing, MailingText, Message, Rate, Topic
from apps.mailings.querysets.audiences import people_of
from apps.mailings.querysets.eligible import Kind, with_reason
from apps.mailings.reports.letters import message_id
from apps.mailings.rules import OFFICE
from apps.records.models import Degree

WRITER, SECOND = "communications@office.example", "administrator@office.example"
SENT_AGO, PAUSED_AGO = timedelta(days=6), timedelta(hours=5)
READ_THROUGH = 600  # people of an audience
TRIED = 120  # of the mailing that paused itself
State = Mailing.State


@transaction.atomic
def seed(*, graduates: int | None, seed: int, say: Callable[[str], None]) -> None:
    """Does nothing where the office has mailings already, or nobody who writes them."""
    writer, second = (User.objects.filter(email=email).first() for email in (WRITER, SECOND))
    classes = _classes()
    if writer is None or second is None or not classes or Mailing.objects.filter(sender_key=OFFICE).exists():
        return
    everybody = {"kind": "all", "values": []}
    _written(NEWSLETTER, Topic.NEWS, everybody, by=writer)
    _waits(_written(HOMECOMING, Topic.EVENTS, everybody, by=second), by=second)
    sent = _written(LIBRARY, Topic.NEWS, classes[0], by=writer)
    readers.answer(sent, went_out(sent, by=writer, ago=SENT_AGO), by=writer)
    paused = _written(SURVEY, Topic.SURVEY, classes[-1], by=writer)
    readers.send_back(went_out(paused, by=writer, ago=PAUSED_AGO, most=TRIED), hard=readers.TOO_MANY)
    _change(paused, {"state": State.PAUSED, "finished_at": None, "pause_reason": Mailing.PauseReason.BOUNCES}, by=None)
    warm_up = {"warm_up_on": timezone.localdate() - timedelta(days=4), "first_day": 500}
    rows.create(Rate(domain="gmail.com", **warm_up), by=writer, action="mailings.add_rate")
    say("Mailings in every state, answers and returned mail")


def _classes() -> list[dict[str, Any]]:
    """Two audiences of a size that one reads through: classes of the whole university or of a faculty, as large as it
    was built."""
    conferred = Degree.objects.filter(is_first=True, status=Degree.Status.CONFERRED, cohort__isnull=False)
    found: dict[int, tuple[int, dict[str, Any]]] = {}  # the best audience of each class
    for names in (("cohort",), ("cohort", "faculty")):
        for each in conferred.values(*names).annotate(size=Count("pk")).order_by(*names):
            size = each["size"] if each["size"] <= READ_THROUGH else 0
            if size > found.get(each["cohort"], (-1,))[0] and None not in each.values():
                leaves = [{"kind": name, "values": [str(each[name])]} for name in names]
                found[each["cohort"]] = (size, {"all": leaves})
    best = sorted(found.values(), key=lambda entry: -entry[0])
    return [audience for _size, audience in best[:2]]


def _written(words: Words, topic: Topic, audience: Any, *, by: User) -> Mailing:
    values = {
        "title": words.subject_th,
        "topic": topic,
        "subject_th": words.subject_th,
        "text_th": words.text_th,
        "subject_en": words.subject_en,
        "text_en": words.text_en,
    }
    return composing.write(values, sender_key=OFFICE, by=by, audience_data=audience)


def _waits(mailing: Mailing, *, by: User) -> None:
    """It goes to everybody, so a second person looks at it first."""
    _change(mailing, _sent_off(by, timezone.now()) | {"state": State.WAITING, "asked_at": timezone.now()}, by=by)


def went_out(mailing: Mailing, *, by: User, ago: timedelta, most: int | None = None) -> list[Message]:
    """As if workers had sent it, `most` of it or all. The messages that left."""
    began = timezone.now() - ago
    people = with_reason(people_of(mailing), Kind.of(mailing, timezone.localdate())).order_by("pk")
    messages, taken = [], set[str]()
    for person in people.values("pk", "mail_address", "mail_language", "left_out"):
        address = person["mail_address"]
        reason = person["left_out"] or ("same_address" if address in taken else "")
        taken.add(address)
        messages.append(_message(mailing, person, reason))
    leaving = [each for each in messages if not each.reason][:most]
    for number, each in enumerate(leaving):
        _is_sent(mailing, each, began + timedelta(seconds=number))
    Message.objects.bulk_create(messages, batch_size=500)
    MailingText.objects.bulk_create(
        MailingText(mailing=mailing, language=language, subject=subject, markdown=text, frozen_at=began)
        for language, subject, text in (
            ("th", mailing.subject_th, mailing.text_th),
            ("en", mailing.subject_en, mailing.text_en),
        )
    )
    frozen = {"frozen_at": began, "frozen_size": len(messages), "resumed_at": began}
    values = _sent_off(by, began) | frozen | {"state": State.DONE, "finished_at": began + timedelta(hours=1)}
    _change(mailing, values | {"is_public": most is None}, by=by)
    gone = Message.objects.filter(mailing=mailing, state=Message.State.SENT).select_related("person__account")
    return list(gone.order_by("pk"))


def _message(mailing: Mailing, person: dict[str, Any], reason: str) -> Message:
    return Message(
        mailing=mailing,
        person_id=person["pk"],
        to=person["mail_address"],
        domain=person["mail_address"].rpartition("@")[2].lower(),
        language=person["mail_language"] if person["mail_language"] in {"th", "en"} else "th",
        purpose=Message.Purpose.NOTICE,
        priority=Message.Priority.BULK,
        state=Message.State.LEFT_OUT if reason else Message.State.QUEUED,
        reason=reason,
    )


def _is_sent(mailing: Mailing, message: Message, at: datetime) -> None:
    message.state, message.attempts = Message.State.SENT, 1
    message.claimed_at = message.sent_at = at
    message.message_id = message_id(mailing, message.person_id or 0)


def _sent_off(by: User, at: datetime) -> dict[str, Any]:
    return {"declared_neutral_at": at, "declared_neutral_by": by, "started_by": by, "run_key": uuid4()}


def _change(mailing: Mailing, values: dict[str, Any], *, by: User | None) -> None:
    rows.change(mailing, values, by=by, action="mailings.change")
