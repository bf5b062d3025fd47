"""What the groups tell the apps below them: what their changes are called, what the roles may do, who is whose fellow,
what stands under the bell."""

from django.db.models import QuerySet

from apps.chapters import audiences, rules
from apps.chapters.actions import letters, telling
from apps.chapters.models import Chapter, Membership
from apps.core.registries import audit_verbs, fellowships, me_panels, reference_steps, role_permissions, withdrawals
from apps.core.registries.mailings import perhaps_written
from apps.records.models import Consent

from . import mine, notices
from .verbs import VERBS


def register() -> None:
    for action, words in VERBS.items():
        audit_verbs.add(action, words)
    for role, permissions in rules.PERMISSIONS.items():
        role_permissions.add(f"chapters-{role}", (role, permissions))
    fellowships.add("chapter", same_chapter)
    reference_steps.add("chapters", _load_reference)
    withdrawals.add("chapters", _photos_refused)
    me_panels.add("chapters.link", mine.link_panel)
    me_panels.add("chapters.led", mine.my_panel)
    perhaps_written.add("chapters", letters.pass_over)
    notices.register()
    audiences.register()


def same_chapter(person_id: int) -> QuerySet[Membership]:
    """Who is a member of a group of which this person is one; not of the association, which is everybody's, nor of a
    group that has closed."""
    known = [Chapter.Status.RECOGNISED, Chapter.Status.SUSPENDED]
    mine = Membership.objects.held().filter(person=person_id, chapter__status__in=known)
    mine = mine.exclude(chapter__kind__in=rules.NO_FELLOWS)
    return Membership.objects.held().filter(chapter__in=mine.values("chapter"))


def _photos_refused(person_id: int, purpose: str) -> None:
    """Whose groups may have put up photographs on the strength of a yes: the leaders look."""
    if purpose != Consent.Purpose.ALBUMS:
        return
    for membership in Membership.objects.held().filter(person=person_id).select_related("chapter"):
        telling.tell_leaders(membership.chapter, rules.Power.PUBLISH, telling.PHOTOS_REFUSED)


def _load_reference() -> None:
    from apps.chapters.actions import reference  # noqa: PLC0415 - once the models are loaded

    reference.load()
