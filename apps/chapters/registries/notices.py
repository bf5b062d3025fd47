"""What stands under the bell about groups, and goes out by mail: the words, and the page with more."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.chapters.actions import telling
from apps.chapters.models import (
    Chapter,
    Complaint,
    Decision,
    GroupLetter,
    Introduction,
    Matter,
    Nomination,
    OfficerTerm,
    Position,
    Post,
)
from apps.core.registries import NoticeText, notices
from apps.core.templatetags.thai import be_date

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def register() -> None:
    for kind, words in OF_CHAPTERS.items():
        notices.add(kind, _of_chapter(*words))
    notices.add(telling.NOMINATED, _nominated)
    notices.add(telling.ANSWERED, _answered)
    notices.add(telling.POST_DECIDED, _post_decided)
    notices.add(telling.MATTER, _matter)
    notices.add(telling.COMPLAINT_DECIDED, _complaint_decided)
    notices.add(telling.LETTER_DECIDED, _letter_decided)
    notices.add(telling.INTRODUCTION_DECIDED, _introduction_decided)
    notices.add(telling.TERM_ENDS, _term_ends("chapters:desk_officers"))
    notices.add(telling.TERM_ENDS_OFFICE, _term_ends("office:group"))
    notices.add(telling.TERM_CUT, _term_cut)


# Kind → its words (with the group's name, and reason and title where there are any), the page with more, an icon.
OF_CHAPTERS: dict[str, tuple["_StrPromise", str, str]] = {
    telling.APPROVED: (gettext_lazy("You are a member now: %(chapter)s"), "chapters:show", "circle-check"),
    telling.REFUSED: (
        gettext_lazy("%(chapter)s did not take you as a member: %(reason)s"),
        "chapters:show",
        "info",
    ),
    telling.INVITED: (gettext_lazy("%(chapter)s invites you to join"), "chapters:show", "mail"),
    telling.REMOVED: (gettext_lazy("You are no longer a member of %(chapter)s: %(reason)s"), "chapters:show", "info"),
    telling.REQUESTS: (gettext_lazy("Somebody asks to join: %(chapter)s"), "chapters:desk_requests", "user-plus"),
    telling.REPORT_READ: (
        gettext_lazy("The office has read the yearly report of %(chapter)s"),
        "chapters:desk_reports",
        "scroll-text",
    ),
    telling.PAGE_CHANGED: (
        gettext_lazy("The leaders of %(chapter)s have changed what its page says"),
        "office:group",
        "pencil",
    ),
    telling.CLOSED: (gettext_lazy("%(chapter)s is closed: %(reason)s"), "chapters:show", "info"),
    telling.MERGED: (
        gettext_lazy("A group of yours is now part of %(chapter)s, and you are a member of it"),
        "chapters:show",
        "merge",
    ),
    telling.UNMERGED: (
        gettext_lazy("%(chapter)s is a group of its own again, and you are a member of it"),
        "chapters:show",
        "users",
    ),
    telling.COMPLAINT: (
        gettext_lazy("Somebody asks to take down a photograph: %(chapter)s"),
        "chapters:desk_albums",
        "image",
    ),
    telling.TAKEN_DOWN: (
        gettext_lazy("%(chapter)s: the office took down “%(title)s”, or a photograph in it: %(reason)s"),
        "chapters:desk",
        "info",
    ),
    telling.PHOTOS_REFUSED: (
        gettext_lazy("%(chapter)s: a member no longer wants to be shown. Take photographs with them down"),
        "chapters:desk_albums",
        "image",
    ),
}


def _of_chapter(text: "_StrPromise", url_name: str, icon: str) -> Callable[[dict[str, Any]], NoticeText]:
    def words(params: dict[str, Any]) -> NoticeText:
        chapter = Chapter.objects.get(pk=params["chapter"])
        said = str(text) % {"title": "", "reason": "", **params, "chapter": chapter.name}
        return NoticeText(said, reverse(url_name, args=[chapter.slug]), icon)

    return words


def _nominated(params: dict[str, Any]) -> NoticeText:
    position = Position.objects.select_related("chapter").filter(pk=params["position"]).first()
    if position is None:  # the post was taken from the committee since
        chapter = Chapter.objects.get(pk=params["chapter"])
        url = reverse("chapters:show", args=[chapter.slug])
        return NoticeText(_("%(chapter)s asked you to take a post") % {"chapter": chapter.name}, url, "crown")
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
    found = Complaint.objects.filter(pk=params["complaint"]).first()  # gone with its album, or after two years
    said = _("%(chapter)s: what you objected to is taken down.")
    if found is not None and found.outcome == Complaint.Outcome.KEPT:
        said = _("%(chapter)s: what you objected to stays. %(remark)s")
    words = said % {"chapter": chapter.name, "remark": found.remark if found else ""}
    return NoticeText(words, reverse("chapters:show", args=[chapter.slug]), "image")


def _letter_decided(params: dict[str, Any]) -> NoticeText:
    chapter = Chapter.objects.get(pk=params["chapter"])
    letter = GroupLetter.objects.get(pk=params["letter"])
    went = letter.state in {GroupLetter.State.SENDING, GroupLetter.State.SENT}
    said = (
        _("Your letter “%(subject)s” is on its way")
        if went
        else _("Your letter “%(subject)s” was not sent: %(remark)s")
    )
    words = said % {"subject": letter.subject, "remark": letter.remark}
    return NoticeText(words, reverse("chapters:desk_letter_old", args=[chapter.slug, letter.pk]), "mail")


def _introduction_decided(params: dict[str, Any]) -> NoticeText:
    chapter = Chapter.objects.get(pk=params["chapter"])
    found = Introduction.objects.filter(pk=params["introduction"]).first()
    said = _("The page of %(chapter)s says what you wrote from now on")
    if found is not None and found.outcome == Introduction.Outcome.REJECTED:
        said = _("What you wrote for the page of %(chapter)s was not published: %(remark)s")
    words = said % {"chapter": chapter.name, "remark": found.remark if found else ""}
    return NoticeText(words, reverse("chapters:desk_page", args=[chapter.slug]), "pencil")


def _term_ends(url_name: str) -> Callable[[dict[str, Any]], NoticeText]:
    """To whoever holds the post, and to whoever looks after the group in the office."""

    def words(params: dict[str, Any]) -> NoticeText:
        chapter = Chapter.objects.get(pk=params["chapter"])
        term = OfficerTerm.objects.select_related("seat__position").filter(pk=params["term"]).first()
        url = reverse(url_name, args=[chapter.slug])
        if term is None:
            return NoticeText(
                _("A term of office was ended: %(chapter)s") % {"chapter": chapter.name}, url, "hourglass"
            )
        said = _("%(chapter)s: the term of %(post)s ends on %(day)s. Propose in time who follows.")
        told = {"chapter": chapter.name, "post": term.seat.position.name, "day": be_date(term.until, "long")}
        return NoticeText(said % told, url, "hourglass")

    return words


def _term_cut(params: dict[str, Any]) -> NoticeText:
    """To whoever held a post until another came, or until somebody else ended their term."""
    chapter = Chapter.objects.get(pk=params["chapter"])
    position = Position.objects.filter(pk=params["position"]).first()
    told = {"chapter": chapter.name, "post": position.name if position else "", "reason": params["reason"]}
    if params["until"] is None:
        said = _("%(chapter)s: your term as %(post)s will not begin. %(reason)s")
    else:
        said = _("%(chapter)s: the last day of your term as %(post)s is %(day)s. %(reason)s")
        told["day"] = be_date(date.fromisoformat(params["until"]), "long")
        if not params["reason"]:
            said = _("%(chapter)s: your successor has accepted. The last day of your term as %(post)s is %(day)s")
    return NoticeText((said % told).strip(), reverse("chapters:show", args=[chapter.slug]), "hourglass")
