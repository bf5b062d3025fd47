"""What the groups tell the apps below them: what their changes are called, what the roles may do, who is whose fellow,
what stands under the bell."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.chapters import rules
from apps.chapters.actions import telling
from apps.chapters.models import Chapter, Complaint, Decision, Matter, Membership, Nomination, Position, Post
from apps.core.registries import (
    NoticeText,
    audit_verbs,
    fellowships,
    notices,
    reference_steps,
    role_permissions,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

VERBS = {
    "chapters.load_reference": gettext_lazy("entered the association from the reference data"),
    "chapters.found": gettext_lazy("entered a group"),
    "chapters.change": gettext_lazy("changed a group"),
    "chapters.rename": gettext_lazy("renamed a group"),
    "chapters.set_candidate": gettext_lazy("put a group back among those that ask to be recognised"),
    "chapters.set_recognised": gettext_lazy("recognised a group"),
    "chapters.set_suspended": gettext_lazy("suspended a group"),
    "chapters.set_closed": gettext_lazy("closed a group"),
    "chapters.serve": gettext_lazy("set for which provinces a group is there"),
    "chapters.merge": gettext_lazy("merged a group into another one"),
    "chapters.set_liaison": gettext_lazy("set the liaison officer of a group"),
    "chapters.add_position": gettext_lazy("added a post to a committee"),
    "chapters.change_position": gettext_lazy("changed a post of a committee"),
    "chapters.remove_position": gettext_lazy("took a post from a committee"),
    "chapters.add_seat": gettext_lazy("added a place to a post"),
    "chapters.remove_seat": gettext_lazy("took a place from a post"),
    "chapters.appoint": gettext_lazy("began a term of office"),
    "chapters.end_term": gettext_lazy("ended a term of office"),
    "chapters.hand_over": gettext_lazy("handed over a post"),
    "chapters.nominate": gettext_lazy("asked somebody to take a post"),
    "chapters.accept_post": gettext_lazy("accepted a post"),
    "chapters.decline_post": gettext_lazy("declined a post"),
    "chapters.withdraw_nomination": gettext_lazy("took back the offer of a post"),
    "chapters.ask": gettext_lazy("asked to join a group"),
    "chapters.join": gettext_lazy("joined a group"),
    "chapters.join_by_link": gettext_lazy("joined a group by a link"),
    "chapters.accept_invitation": gettext_lazy("accepted the invitation of a group"),
    "chapters.decline": gettext_lazy("declined the invitation of a group"),
    "chapters.dismiss": gettext_lazy("wanted no more proposals of a group"),
    "chapters.withdraw": gettext_lazy("took back the request to join a group"),
    "chapters.leave": gettext_lazy("left a group"),
    "chapters.approve": gettext_lazy("took somebody into a group"),
    "chapters.refuse": gettext_lazy("did not take somebody into a group"),
    "chapters.invite": gettext_lazy("invited somebody into a group"),
    "chapters.take_back_invitation": gettext_lazy("took back an invitation into a group"),
    "chapters.enter": gettext_lazy("entered a member of a group"),
    "chapters.remove": gettext_lazy("put somebody out of a group"),
    "chapters.set_rank": gettext_lazy("set the class of a membership"),
    "chapters.note_due": gettext_lazy("noted dues"),
    "chapters.take_back_due": gettext_lazy("took back a note of dues"),
    "chapters.make_link": gettext_lazy("made a link for joining a group"),
    "chapters.write_post": gettext_lazy("wrote a post of a group"),
    "chapters.change_post": gettext_lazy("changed a post of a group"),
    "chapters.send_post": gettext_lazy("sent a post of a group, declaring it neutral"),
    "chapters.withdraw_post": gettext_lazy("took down a post of their group"),
    "chapters.approved_post": gettext_lazy("published a post of a group"),
    "chapters.rejected_post": gettext_lazy("did not publish a post of a group"),
    "chapters.removed_post": gettext_lazy("took down a post of a group"),
    "chapters.restored_post": gettext_lazy("published a post of a group after an appeal"),
    "chapters.kept_post": gettext_lazy("let a decision on a post stand after an appeal"),
    "chapters.appeal": gettext_lazy("appealed a decision on a post"),
    "chapters.begin_album": gettext_lazy("began an album of a group"),
    "chapters.change_album": gettext_lazy("changed an album of a group"),
    "chapters.remove_album": gettext_lazy("removed an album of a group"),
    "chapters.add_photo": gettext_lazy("put a photograph into an album"),
    "chapters.describe_photo": gettext_lazy("wrote the caption of a photograph"),
    "chapters.take_down_photo": gettext_lazy("took down a photograph"),
    "chapters.put_in_document": gettext_lazy("put in a document of a group"),
    "chapters.replace_document": gettext_lazy("put in a new version of a document"),
    "chapters.change_document": gettext_lazy("changed what a document is called or who may read it"),
    "chapters.take_down_document": gettext_lazy("took down a document of a group"),
    "chapters.complain": gettext_lazy("said what is wrong with a photograph or document of a group"),
    "chapters.decide_complaint": gettext_lazy("answered what is wrong with a photograph or document"),
    "chapters.report_post": gettext_lazy("reported a post of a group"),
    "chapters.decide_report": gettext_lazy("decided on the report of a post"),
    "chapters.begin_hold": gettext_lazy("began to hold the posts of groups"),
    "chapters.end_hold": gettext_lazy("ended a hold on the posts of groups"),
    "chapters.note_talk": gettext_lazy("noted a contact with a group"),
    "chapters.ask_office": gettext_lazy("asked the office in a group's name"),
    "chapters.ask_group": gettext_lazy("asked a group"),
    "chapters.take_matter": gettext_lazy("took over a request of a group"),
    "chapters.answer_matter": gettext_lazy("answered a request between a group and the office"),
    "chapters.take_roll": gettext_lazy("took the roll of a group away as a file"),
    "chapters.end_link": gettext_lazy("ended a link for joining a group"),
}


def register() -> None:
    for action, verb in VERBS.items():
        audit_verbs.add(action, verb)
    for role, permissions in rules.PERMISSIONS.items():
        role_permissions.add(f"chapters-{role}", (role, permissions))
    fellowships.add("chapter", _same_chapter)
    reference_steps.add("chapters", _load_reference)
    for kind, words in NOTICES.items():
        notices.add(kind, _of_chapter(*words))
    notices.add(telling.NOMINATED, _nominated)
    notices.add(telling.ANSWERED, _answered)
    notices.add(telling.POST_DECIDED, _post_decided)
    notices.add(telling.MATTER, _matter)
    notices.add(telling.COMPLAINT_DECIDED, _complaint_decided)


def _same_chapter(person_id: int) -> QuerySet[Membership]:
    """Who is a member of a group of which this person is one; not of the association, which is everybody's, nor of a
    group that has closed."""
    known = [Chapter.Status.RECOGNISED, Chapter.Status.SUSPENDED]
    mine = Membership.objects.held().filter(person=person_id, chapter__status__in=known)
    mine = mine.exclude(chapter__kind__in=rules.NO_FELLOWS)
    return Membership.objects.held().filter(chapter__in=mine.values("chapter"))


def _load_reference() -> None:
    from apps.chapters.actions import reference  # noqa: PLC0415 - once the models are loaded

    reference.load()


# Kind → its words (with the group's name, and the reason where there is one), the page with more, an icon.
NOTICES: dict[str, tuple["_StrPromise", str, str]] = {
    telling.APPROVED: (gettext_lazy("You are a member now: %(chapter)s"), "chapters:show", "circle-check"),
    telling.REFUSED: (
        gettext_lazy("%(chapter)s did not take you as a member: %(reason)s"),
        "chapters:show",
        "info",
    ),
    telling.INVITED: (gettext_lazy("%(chapter)s invites you to join"), "chapters:show", "mail"),
    telling.REMOVED: (gettext_lazy("You are no longer a member of %(chapter)s: %(reason)s"), "chapters:show", "info"),
    telling.REQUESTS: (gettext_lazy("Somebody asks to join: %(chapter)s"), "chapters:desk_requests", "user-plus"),
    telling.MERGED: (
        gettext_lazy("A group of yours is now part of %(chapter)s, and you are a member of it"),
        "chapters:show",
        "merge",
    ),
    telling.COMPLAINT: (
        gettext_lazy("Somebody asks to take down a photograph: %(chapter)s"),
        "chapters:desk_albums",
        "image",
    ),
}


def _of_chapter(text: "_StrPromise", url_name: str, icon: str) -> Callable[[dict[str, Any]], NoticeText]:
    def words(params: dict[str, Any]) -> NoticeText:
        chapter = Chapter.objects.get(pk=params["chapter"])
        said = str(text) % {"chapter": chapter.name, "reason": params.get("reason", "")}
        return NoticeText(said, reverse(url_name, args=[chapter.slug]), icon)

    return words


def _nominated(params: dict[str, Any]) -> NoticeText:
    position = Position.objects.select_related("chapter").get(pk=params["position"])
    said = _("%(chapter)s asks you to take a post: %(post)s")
    words = said % {"chapter": position.chapter.name, "post": position.name}
    return NoticeText(words, reverse("chapters:nomination", args=[params["nomination"]]), "crown")


def _answered(params: dict[str, Any]) -> NoticeText:
    nomination = Nomination.objects.select_related("seat__position__chapter").filter(pk=params["nomination"]).first()
    chapter = Chapter.objects.get(pk=params["chapter"])
    url = reverse("chapters:desk_officers", args=[chapter.slug])
    if nomination is None:
        return NoticeText(_("A nomination was answered: %(chapter)s") % {"chapter": chapter.name}, url, "crown")
    accepted = nomination.state == Nomination.State.ACCEPTED
    said = (
        _("%(post)s of %(chapter)s: your successor has accepted")
        if accepted
        else _("%(post)s of %(chapter)s: whom you proposed has declined")
    )
    words = said % {"post": nomination.seat.position.name, "chapter": chapter.name}
    return NoticeText(words, url, "crown")


def _post_decided(params: dict[str, Any]) -> NoticeText:
    chapter = Chapter.objects.get(pk=params["chapter"])
    post = Post.objects.filter(pk=params["post"]).first()
    outcome = Decision.Outcome(params["outcome"]).label
    words = _("The office has decided on your post “%(title)s”: %(outcome)s") % {
        "title": post.title if post else "",
        "outcome": outcome,
    }
    return NoticeText(words, reverse("chapters:desk_post", args=[chapter.slug, params["post"]]), "newspaper")


def _matter(params: dict[str, Any]) -> NoticeText:
    """To whoever must answer, or has got an answer: the page of the side on which they stand."""
    matter = Matter.objects.select_related("chapter", "asked_by").get(pk=params["matter"])
    said = _("%(chapter)s: %(subject)s") % {"chapter": matter.chapter.name, "subject": matter.subject}
    if not matter.is_open:
        said = _("Answered: %(subject)s") % {"subject": matter.subject}
    to_office = matter.direction == Matter.Direction.TO_OFFICE
    is_staffs = to_office if matter.is_open else not to_office
    url = reverse("office:group" if is_staffs else "chapters:desk_matters", args=[matter.chapter.slug])
    return NoticeText(said, url, "message-square")


def _complaint_decided(params: dict[str, Any]) -> NoticeText:
    """To whoever asked to take something down."""
    chapter = Chapter.objects.get(pk=params["chapter"])
    found = Complaint.objects.get(pk=params["complaint"])
    said = _("%(chapter)s: what you objected to is taken down.")
    if found.outcome == Complaint.Outcome.KEPT:
        said = _("%(chapter)s: what you objected to stays. %(remark)s")
    words = said % {"chapter": chapter.name, "remark": found.remark}
    return NoticeText(words, reverse("chapters:show", args=[chapter.slug]), "image")
