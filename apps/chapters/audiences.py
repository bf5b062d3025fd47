"""What groups tell the mailings: in whose name leaders write, and who the members and officers are."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_lazy

from apps.accounts.models import User
from apps.chapters import rules
from apps.chapters.models import Chapter, Due, Membership, OfficerTerm
from apps.chapters.querysets.posts import hold_on, trust_of
from apps.core.lib.keys import keys_of
from apps.core.registries import MailAudience, MailSender, MailWriter, mail_audiences, mail_senders
from apps.core.registries.mailings import MailGate, mail_gates
from apps.core.templatetags.thai import be_date
from apps.directory.models import Block
from apps.records import policy
from apps.records.models import Person

SENDER = "chapter"
EVERYBODY = "all"


def register() -> None:
    mail_senders.add(
        SENDER,
        MailSender(
            name=_name,
            why=_why,
            url=_url,
            reply_to=_leaders,
            may_write=_may_write,
            reach=_members_of,
            desk=_desk,
            avoids=_who_wants_none,
            has_part=_has_part,
        ),
    )
    mail_audiences.add(
        "chapter_members", MailAudience(gettext_lazy("Members of groups"), _members, _groups, _office, order=20)
    )
    mail_audiences.add(
        "chapter_officers", MailAudience(gettext_lazy("Officers of groups"), _officers, _all_groups, _office, order=21)
    )
    mail_audiences.add("own_members", MailAudience(gettext_lazy("All members"), _own_members, is_for=_leader))
    mail_audiences.add(
        "own_officers", MailAudience(gettext_lazy("Whoever holds a post"), _own_officers, is_for=_leader)
    )
    mail_audiences.add(
        "chapter_unpaid",
        MailAudience(gettext_lazy("Members whose dues of this year are not noted"), _unpaid, is_for=_leader),
    )
    mail_gates.add("hold", _held)
    mail_gates.add("trust", _not_yet_trusted)


def sender_key(chapter: Chapter) -> str:
    """The group as a sender of mailings."""
    return f"{SENDER}:{chapter.pk}"


def chapter_of(key: str) -> Chapter | None:
    """The group that a sender's key names."""
    kind, _colon, number = key.partition(":")
    return Chapter.objects.filter(pk__in=keys_of([number])).first() if kind == SENDER else None


def _name(key: str, language: str) -> str:
    chapter = chapter_of(key)
    with translation.override(language):
        return chapter.name if chapter else ""


def _leaders(key: str) -> str:
    """Who gets a copy of what comes to the group's inbox: whoever may write in its name today."""
    chapter = chapter_of(key)
    if chapter is None or not chapter.is_open:
        return ""
    terms = (
        OfficerTerm.objects.of(chapter)
        .running(timezone.localdate())
        .select_related("person__account", "seat__position")
    )
    may = [term for term in terms if rules.Power.PUBLISH in rules.POWERS[term.seat.position.role]]
    accounts = [term.person.account for term in may]
    return ", ".join(sorted({str(each.email) for each in accounts if each and each.is_active and each.email}))


def _why(key: str) -> str:
    chapter = chapter_of(key)
    return gettext("You get this as a member of %(group)s.") % {"group": chapter.name if chapter else ""}


def _url(key: str) -> str:
    chapter = chapter_of(key)
    return reverse("chapters:show", args=[chapter.slug]) if chapter else ""


def _desk(key: str, public_id: UUID) -> str:
    chapter = chapter_of(key)
    return reverse("chapters:desk_letter", args=[chapter.slug, public_id]) if chapter else ""


def _may_write(account: AbstractBaseUser, key: str) -> bool:
    chapter = chapter_of(key)
    if chapter is None or not account.is_active:
        return False
    return rules.standing_of(policy.person_of(account), chapter).may(rules.Power.PUBLISH)


def _has_part(account: AbstractBaseUser, key: str) -> bool:
    return isinstance(account, User) and rules.leads(account, chapter_of(key))


def _members_of(writer: MailWriter) -> QuerySet[Any]:
    return Membership.objects.held().filter(chapter__in=keys_of([writer.part])).values("person")


def _who_wants_none(writer: MailWriter) -> QuerySet[Any]:
    """Whoever blocked the writer. One person is looked up by the rows' indexes: it is asked again at each message."""
    of_writer = Block.objects.filter(
        person=OuterRef("pk"), blocked__account=writer.account.pk if writer.account else 0
    )
    return Person.objects.filter(Exists(of_writer)).values("pk")


def _members(_writer: MailWriter, values: Sequence[str]) -> QuerySet[Any]:
    return Membership.objects.held().filter(chapter__in=keys_of(values)).values("person")


def _officers(_writer: MailWriter, values: Sequence[str]) -> QuerySet[Any]:
    """Whoever holds a post today."""
    running = _terms()
    if EVERYBODY not in values:
        running = running.filter(seat__position__chapter__in=keys_of(values))
    return running.values("person")


def _own_members(writer: MailWriter, _values: Sequence[str]) -> QuerySet[Any]:
    return _members_of(writer)


def _own_officers(writer: MailWriter, _values: Sequence[str]) -> QuerySet[Any]:
    return _terms().filter(seat__position__chapter__in=keys_of([writer.part])).values("person")


def _terms() -> QuerySet[OfficerTerm]:
    return OfficerTerm.objects.running(timezone.localdate()).filter(seat__position__chapter__status="recognised")


def _unpaid(writer: MailWriter, _values: Sequence[str]) -> QuerySet[Any]:
    held = Membership.objects.held().filter(chapter__in=keys_of([writer.part]))
    this_year = Q(year_be=timezone.localdate().year + 543) | Q(year_be=None)
    paid = Due.objects.filter(this_year, chapter__in=keys_of([writer.part]))
    free = [Membership.Rank.LIFE, Membership.Rank.HONORARY]
    return held.exclude(rank__in=free).exclude(person__in=paid.values("person")).values("person")


def _groups(_writer: MailWriter) -> list[tuple[str, str]]:
    return [(str(chapter.pk), chapter.name) for chapter in Chapter.objects.living().order_by("kind", "name_th", "pk")]


def _all_groups(writer: MailWriter) -> list[tuple[str, str]]:
    return [(EVERYBODY, gettext("All groups")), *_groups(writer)]


def _office(writer: MailWriter) -> bool:
    return not _leader(writer)


def _leader(writer: MailWriter) -> bool:
    return writer.kind == SENDER


def _held(_writer: MailWriter, _number: int, on: date) -> MailGate | None:
    """In the time before an election everything that is published is looked at, the office's own too."""
    hold = hold_on(on)
    if hold is None:
        return None
    words = gettext("Until %(day)s what is published is held (%(name)s).")
    ends = timezone.make_aware(datetime.combine(hold.until + timedelta(days=1), time()))
    return MailGate(words % {"day": be_date(hold.until), "name": hold.name}, until=ends)


def _not_yet_trusted(writer: MailWriter, _number: int, _on: date) -> MailGate | None:
    chapter = chapter_of(writer.sender_key)
    author = policy.person_of(writer.account) if writer.account else None
    if chapter is None or (author is not None and trust_of(author, chapter).is_trusted):
        return None
    return MailGate(
        gettext("The office looks at your letters before they go out, until it has published some posts of yours.")
    )
