"""What an erasure takes away of what somebody wrote in groups."""

from apps.chapters.actions import pictures
from apps.chapters.models import Complaint, Decision, GroupLetter, Introduction, LetterRecipient, Post, PostReport
from apps.core.privacy import Subject


def erase_posts(subject: Subject) -> int:
    """Drafts, words that are on no page and reports go; what was sent in the group's name stays without its author's,
    appeals without words."""
    if subject.person_id is None:
        return 0
    drafts = Post.objects.filter(author=subject.person_id, state=Post.State.DRAFT)
    for name in drafts.exclude(photo="").values_list("photo", flat=True):
        pictures.forget(name)
    gone = drafts.delete()[0] + PostReport.objects.filter(by=subject.person_id).delete()[0]
    gone += Post.objects.filter(author=subject.person_id).update(author=None)
    mine = Introduction.objects.filter(by=subject.person_id)
    gone += mine.exclude(outcome=Introduction.Outcome.PUBLISHED).delete()[0] + mine.update(by=None)
    appeals = Decision.objects.filter(appealed_by=subject.person_id)
    return gone + appeals.update(appealed_by=None, appeal="–")


def erase_complaints(subject: Subject) -> int:
    """What they objected to goes; a photograph that was taken down stays so, and what waits for an answer gets one."""
    if subject.person_id is None:
        return 0
    mine = Complaint.objects.filter(by=subject.person_id)
    return mine.exclude(outcome="").delete()[0] + mine.update(by=None, note="")


def erase_letters(subject: Subject) -> int:
    """Drafts and that a letter went to them; what was sent in the group's name stays without its author's."""
    if subject.person_id is None:
        return 0
    mine = GroupLetter.objects.filter(author=subject.person_id)
    gone = mine.filter(state=GroupLetter.State.DRAFT).delete()[0]
    gone += LetterRecipient.objects.filter(person=subject.person_id).delete()[0]
    return gone + mine.update(author=None)
