"""What the groups keep of people, entered in the register of personal data (`core.privacy`)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from apps.chapters.actions import pictures
from apps.chapters.actions.erasing import erase_complaints, erase_letters, erase_posts
from apps.chapters.models import Complaint, Due, LetterRecipient, Membership, Post, PostReport
from apps.core import registries
from apps.core.privacy import Basis, Expiry, Merging, Part, Row, Subject, Table

_DECIDED = ("decided_at", "reason")


def ended(before: datetime) -> QuerySet[Membership]:
    """Requests, invitations and proposals that came to nothing long ago."""
    over = [Membership.State.REFUSED, Membership.State.DECLINED, Membership.State.WITHDRAWN]
    return Membership.objects.filter(state__in=over, updated_at__lt=before)


def open_in_the_same(one: Membership, other: Membership) -> bool:
    return one.chapter_id == other.chapter_id and one.is_open and other.is_open


def longest(stays: Membership, goes: Membership) -> Row:
    """Whoever was a member under either record has been one since the earlier day."""
    days = [each.since for each in (stays, goes) if each.since is not None]
    return {"since": min(days)} if stays.state == Membership.State.MEMBER and days else {}


def old_reports(before: datetime) -> QuerySet[PostReport]:
    return PostReport.objects.filter(decided_at__lt=before)


def post_photos(subject: Subject) -> Iterator[tuple[str, str]]:
    """With the posts that somebody wrote. What they put into an album or among the papers is the group's."""
    for post in Post.objects.filter(author=subject.person_id).exclude(author=None).exclude(photo="").order_by("pk"):
        yield f"chapters/posts/{post.pk}", pictures.file_of(post.photo, "large")


def same_report(one: PostReport, other: PostReport) -> bool:
    return (one.by_id, one.post_id) == (other.by_id, other.post_id)


def same_letter(one: LetterRecipient, other: LetterRecipient) -> bool:
    return (one.letter_id, one.person_id) == (other.letter_id, other.person_id)


def old_recipients(before: datetime) -> QuerySet[LetterRecipient]:
    return LetterRecipient.objects.filter(letter__sent_at__lt=before)


def old_complaints(before: datetime) -> QuerySet[Complaint]:
    return Complaint.objects.filter(decided_at__lt=before)


def same_complaint(one: Complaint, other: Complaint) -> bool:
    keys = [(row.by_id, row.photo_id, row.document_id, row.chapter_id, row.why) for row in (one, other)]
    return keys[0] == keys[1]


def of_the_same_year(one: Due, other: Due) -> bool:
    return (one.chapter_id, one.year_be) == (other.chapter_id, other.year_be)


# When two records of one person become one, they are in each group once; dues of one year were noted twice.
MEMBERSHIPS = Merging(
    criteria=(
        (_("member"), lambda row: row.state == Membership.State.MEMBER),
        (_("older"), lambda row: -row.pk),
    ),
    alike=open_in_the_same,
    takes=longest,
)
RECIPIENTS = Merging(criteria=((_("older"), lambda row: -row.pk),), alike=same_letter)
COMPLAINTS = Merging(criteria=((_("older"), lambda row: -row.pk),), alike=same_complaint)
REPORTS = Merging(criteria=((_("older"), lambda row: -row.pk),), alike=same_report)
DUES = Merging(criteria=((_("older"), lambda row: -row.pk),), alike=of_the_same_year)


def _table(model: str, *fields: str, **more: Any) -> Table:
    return Table(f"chapters.{model}", fields, **more)


GROUPS = Part(
    order=33,
    label=_("Your alumni groups"),
    purpose=_("So that the groups know who belongs to them, and their members find each other."),
    basis=Basis.CONTRACT,
    kept_for=_("as long as you are a member; what came to nothing for a year; the rest as the group's history"),
    erased=_("your memberships, requests and invitations, the dues that were noted, and the posts that you held"),
    tables=(
        _table(
            *("membership", "chapter", "state", "rank", "origin", "note", "since", "until", *_DECIDED),
            withheld=("decided_by", "link"),
            merging=MEMBERSHIPS,
        ),
        _table(
            *("due", "chapter", "year_be", "amount", "paid_on", "how", "reference"),
            withheld=("noted_by",),
            merging=DUES,
        ),
        _table("officerterm", "seat", "since", "until", "ended_why", "minutes"),
        _table(
            *("nomination", "seat", "since", "until", "state", "answered_at", "note"),
            withheld=("proposed_by", "replaces"),
        ),
    ),
    expiries=(Expiry(_("requests to join that came to nothing"), 365, ended),),
)
LEADING = Part(
    order=61,
    label=_("What is done for the groups"),
    purpose=_("So that it is known whom a group turns to, and who made a link by which people join."),
    basis=Basis.LEGITIMATE,
    kept_for=_("as long as the group is there"),
    stays=_("who looked after a group and who made its links: that is the group's history"),
    erase=lambda _subject: 0,
    tables=(
        _table("liaison", "chapter", "since", "until", owner="officer"),
        _table(
            *("joinlink", "chapter", "label", "expires_at", "ended_at"),
            owner="made_by",
            withheld=("code",),
        ),
        _table("hold", "name", "since", "until", owner="made_by"),
        _table(
            *("groupmerge", "gone", "kept", "merged_on", "reason", "moved", "undone_at", "undone_why"),
            owner="by",
            withheld=("batch", "undone_by"),
        ),
        _table(
            *(
                "yearlyreport",
                "chapter",
                "year_be",
                "did",
                "plans",
                "needs",
                "figures",
                "sent_at",
                "read_at",
                "answer",
            ),
            owner="sent_by",
            withheld=("read_by",),
        ),
        _table("termnotice", "term", "days", "sent_at", owner="term__person"),
        _table("talk", "chapter", "held_on", "channel", "summary", owner="by"),
        _table(
            *("matter", "chapter", "direction", "subject", "text", "asked_at", "answer", "answered_at"),
            owner="asked_by",
            withheld=("owner", "answered_by"),
        ),
    ),
)


POSTS = Part(
    order=34,
    label=_("What you write in a group's name, and what you report"),
    purpose=_("So that a group's members and others read its news, and nobody misuses them."),
    basis=Basis.LEGITIMATE,
    kept_for=_("posts as long as the group is there; reports two years after the decision"),
    erased=_("drafts, appeals and reports of yours"),
    files=post_photos,
    stays=_("what was published in the group's name, without yours"),
    erase=erase_posts,
    tables=(
        _table(
            *("post", "chapter", "title", "text", "audience", "state", "declared_at", "published_at"),
            *("is_held", "pinned_at", "photo_alt"),
            owner="author",
            withheld=("photo",),
        ),
        _table(
            *("decision", "outcome", "objection", "remark", "at", "appeal", "appealed_at"),
            owner="appealed_by",
            withheld=("post", "by", "answers"),
        ),
        _table(
            *("introduction", "chapter", "about_th", "about_en", "declared_at", "is_held"),
            *("outcome", "objection", "remark", "decided_at"),
            owner="by",
            withheld=("decided_by",),
        ),
        _table(
            *("postreport", "objection", "note", "outcome", "decided_at"),
            owner="by",
            withheld=("post", "decided_by", "remark"),
            merging=REPORTS,
        ),
    ),
    expiries=(Expiry(_("reports of posts"), 2 * 365, old_reports),),
)

ALBUMS = Part(
    order=36,
    label=_("Photographs and documents of your groups"),
    purpose=_("So that a group shows its life and keeps its papers, and nobody is shown who does not want it."),
    basis=Basis.LEGITIMATE,
    kept_for=_("as long as the group keeps them; what somebody objected to, two years after the answer"),
    erased=_("what you objected to"),
    stays=_("photographs and documents that you put in for the group, without where and when they were taken"),
    erase=erase_complaints,
    tables=(
        _table(
            *("photo", "public_id", "album", "caption", "is_cover", "width", "height", "removed_at"),
            owner="added_by",
            withheld=("file", "digest"),
        ),
        _table(
            *("documentversion", "public_id", "document", "number", "kind", "size", "note", "added_at"),
            owner="added_by",
            withheld=("file", "digest"),
        ),
        _table(
            *("complaint", "why", "note", "outcome", "decided_at", "remark"),
            owner="by",
            withheld=("photo", "document", "chapter", "decided_by", "is_guest", "guest_email"),
            merging=COMPLAINTS,
        ),
    ),
    expiries=(Expiry(_("objections to photographs and documents"), 2 * 365, old_complaints),),
)

LETTERS = Part(
    order=37,
    label=_("Letters of your groups"),
    purpose=_("So that leaders can write to the members of their group without learning their addresses."),
    basis=Basis.CONTRACT,
    kept_for=_("letters as long as the group is there; to whom each went, two years"),
    erased=_("that a letter went to you, and your drafts"),
    stays=_("what was sent in the group's name, without yours"),
    erase=erase_letters,
    tables=(
        _table(
            *("groupletter", "chapter", "to", "subject", "text", "state", "is_held", "declared_at", "sent_at"),
            *("objection", "remark", "decided_at"),
            owner="author",
            withheld=("decided_by",),
        ),
        _table("letterrecipient", "letter", "left_out", "written_at", withheld=("message",), merging=RECIPIENTS),
    ),
    expiries=(Expiry(_("to whom a group's letters went"), 2 * 365, old_recipients),),
)


def register() -> None:
    registries.privacy.add("chapters.letters", LETTERS)
    registries.privacy.add("chapters.albums", ALBUMS)
    registries.privacy.add("chapters.posts", POSTS)
    registries.privacy.add("chapters.groups", GROUPS)
    registries.privacy.add("chapters.leading", LEADING)
