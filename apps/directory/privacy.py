"""What the directory keeps of people, entered in the register of personal data (`core.privacy`)."""

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from apps.core import registries
from apps.core.privacy import Basis, Expiry, Merging, Own, Part, Row, Subject, Table, plain
from apps.directory.actions import tips
from apps.directory.models import AbuseReport, Block, Conversation, Letter, LostSuggestion

_LETTER = ("conversation", "writer", "text", "sent_at")
_DECISION = ("outcome", "decided_at")


def letters_of(subject: Subject) -> QuerySet[Letter]:
    """What the subject wrote, and what was written to them."""
    sides = Q(conversation__starter=subject.person_id) | Q(conversation__recipient=subject.person_id)
    return Letter.objects.filter(sides)


def reports_about(subject: Subject) -> QuerySet[AbuseReport]:
    """Those on which the office has decided: an open one is not told to whom it is about."""
    return AbuseReport.objects.filter(person=subject.person_id).exclude(outcome="")


def nobody_is_told(_subject: Subject) -> QuerySet[Block]:
    return Block.objects.none()


def tell_letter(letter: Letter, subject: Subject) -> Row:
    return {name: plain(letter, name, subject) for name in _LETTER}


def erase_letters(subject: Subject) -> int:
    """What the subject wrote; the other side keeps its own letters. Conversations that are empty then go too."""
    gone, _each = Letter.objects.filter(writer=subject.person_id).delete()
    empty = Conversation.objects.filter(Q(starter=subject.person_id) | Q(recipient=subject.person_id))
    gone += empty.filter(letters__isnull=True).delete()[0]
    return gone + Block.objects.filter(Q(person=subject.person_id) | Q(blocked=subject.person_id)).delete()[0]


def old_letters(before: datetime) -> QuerySet[Conversation]:
    return Conversation.objects.filter(latest_at__lt=before)


def old_reports(before: datetime) -> QuerySet[AbuseReport]:
    return AbuseReport.objects.filter(decided_at__lt=before)


def waiting_suggestions(before: datetime) -> QuerySet[LostSuggestion]:
    return LostSuggestion.objects.filter(outcome="", created_at__lt=before)


def old_tips(before: datetime) -> QuerySet[LostSuggestion]:
    return LostSuggestion.objects.filter(decided_at__lt=before)


def between_the_same(one: Conversation, other: Conversation) -> bool:
    return {one.starter_id, one.recipient_id} == {other.starter_id, other.recipient_id}


def whole_span(stays: Conversation, goes: Conversation) -> Row:
    return {
        "started_at": min(stays.started_at, goes.started_at),
        "latest_at": max(stays.latest_at, goes.latest_at),
    }


def same_block(one: Block, other: Block) -> bool:
    return (one.person_id, one.blocked_id) == (other.person_id, other.blocked_id)


def same_report(one: AbuseReport, other: AbuseReport) -> bool:
    return one.letter_id is not None and (one.by_id, one.letter_id) == (other.by_id, other.letter_id)


# When two records of one person become one: who wrote to both reads it all in one conversation, and whoever was
# blocked stays blocked. Two records that wrote to each other are hardly one person's.
_OLDER = ((_("older"), lambda row: -row.pk),)
CONVERSATIONS = Merging(criteria=_OLDER, alike=between_the_same, takes=whole_span, own=Own.REFUSED)
BLOCKS = Merging(criteria=_OLDER, alike=same_block, own=Own.DROPPED)
REPORTS = Merging(criteria=_OLDER, alike=same_report)


def _table(model: str, *fields: str, **more: Any) -> Table:
    return Table(f"directory.{model}", fields, **more)


LETTERS = Part(
    order=30,
    label=_("Messages between alumni"),
    purpose=_("So that alumni can write to each other without giving their addresses away."),
    basis=Basis.CONTRACT,
    kept_for=_("three years after the newest message of a conversation"),
    erased=_("every message that you wrote, and whom you have blocked"),
    stays=_("what others wrote to you, in their own pages"),
    erase=erase_letters,
    tables=(
        _table(
            *("conversation", "public_id", "started_at", "latest_at"),
            owner="starter",
            withheld=("recipient",),
            merging=CONVERSATIONS,
        ),
        _table("conversation", "public_id", "started_at", "latest_at", owner="recipient", withheld=("starter",)),
        _table(
            *("letter", *_LETTER),
            owner="writer",
            withheld=("mailed_at", "read_at"),
            rows=letters_of,
            tell=tell_letter,
            follows=("conversation",),
        ),
        _table("block", "blocked", merging=BLOCKS),
        _table("block", owner="blocked", withheld=("person",), rows=nobody_is_told),
    ),
    expiries=(Expiry(_("messages between alumni"), 3 * 365, old_letters),),
)
WATCH = Part(
    order=31,
    label=_("Complaints and unusual reading"),
    purpose=_("So that nobody misuses the directory, and the office can say why it closed something for somebody."),
    basis=Basis.LEGITIMATE,
    kept_for=_("two years after the decision"),
    erased=_("complaints that you made or that were made about you, and when the directory was closed for you"),
    tables=(
        _table(
            *("abusereport", "reason", "note", *_DECISION),
            owner="by",
            withheld=("person", "letter", "decided_by", "remark"),
            merging=REPORTS,
        ),
        _table(
            *("abusereport", "reason", "remark", *_DECISION),
            withheld=("by", "letter", "note", "decided_by"),
            rows=reports_about,
        ),
        _table("suspension", "what", "since", "until", "reason"),
        _table("unusualreading", "kind", "read_on", "seen", "remark", *_DECISION, "decided_by", owner="account"),
    ),
    expiries=(Expiry(_("complaints"), 2 * 365, old_reports),),
)
TIPS = Part(
    order=32,
    label=_("What you tell us about fellow alumni"),
    purpose=_("So that the office can reach those with whom it has lost touch, and learns of deaths."),
    basis=Basis.LEGITIMATE,
    kept_for=_("the contact until it is used, 90 days at most; the rest a year after the decision"),
    erased=_("what you told us about others, and what others told us about you"),
    tables=(
        _table(
            *("lostsuggestion", "name", "year_be", "faculty_text", "channel", "note", *_DECISION),
            owner="by",
            withheld=("contact", "person", "decided_by", "remark"),
        ),
        _table("lostsuggestion", "channel", *_DECISION, withheld=("by", "note", "contact")),
        _table(
            *("deathreport", "name", "year_be", "source", "evidence", "died_on", *_DECISION),
            owner="by",
            withheld=("person", "decided_by", "remark"),
        ),
        _table("deathreport", "source", "died_on", *_DECISION, withheld=("by", "evidence")),
    ),
    expiries=(
        Expiry(_("contacts of suggestions that nobody has used"), 90, waiting_suggestions, tips.expire),
        Expiry(_("suggestions about lost alumni"), 365, old_tips),
    ),
)


def register() -> None:
    registries.privacy.add("directory.letters", LETTERS)
    registries.privacy.add("directory.watch", WATCH)
    registries.privacy.add("directory.tips", TIPS)
