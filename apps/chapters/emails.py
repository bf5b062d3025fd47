"""The messages of the groups, each in its reader's language: what stands under the bell, and the page with more."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from apps.accounts.emails import send
from apps.accounts.models import User
from apps.chapters.actions import stop_tokens
from apps.chapters.models import Chapter, Complaint, GroupLetter
from apps.core.registries import notices
from apps.records.models import PersonName

NOT_URGENT = {"X-Portal-Priority": "normal"}
READABLE = {"X-Portal-Purpose": "notice"}  # by the staff who look after the mail ledger


def send_told(account: User, kind: str, params: Mapping[str, Any]) -> None:
    """What a notice says, to those who do not look at the portal every day."""
    if not account.email:
        return
    with translation.override(account.language):
        said = notices[kind](dict(params))
        context = {"name": str(account), "said": said.text, "url": settings.SITE_URL + said.url}
        send("chapter_told", to=account.email, context=context, headers=NOT_URGENT)


def send_letter(letter: GroupLetter, *, person_id: int, address: str, language: str) -> None:
    """A leader's letter to one member: whom it is from, how to answer, and how to get no more of them."""
    with translation.override(language):
        chapter = letter.chapter
        stop = settings.SITE_URL + reverse("chapters:letters_stop", args=[stop_tokens.make(chapter.pk, person_id)])
        name = PersonName.objects.filter(person=letter.author_id, is_current=True).first()
        context = {
            "letter": letter,
            "chapter": chapter,
            "writer": name.full if name else "",
            "url": settings.SITE_URL + reverse("chapters:letter", args=[chapter.slug, letter.pk]),
            "stop_url": stop,
        }
        one_click = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        send("group_letter", to=address, context=context, headers=NOT_URGENT | READABLE | one_click)


def send_answer(complaint: Complaint, chapter: Chapter, *, to: str) -> None:
    """What becomes of a photograph that a guest asked to take down, in the language in which groups write."""
    with translation.override("th"):
        context = {
            "complaint": complaint,
            "chapter": chapter,
            "removed": complaint.outcome == complaint.Outcome.REMOVED,
        }
        send("photo_answer", to=to, context=context, headers=NOT_URGENT)
