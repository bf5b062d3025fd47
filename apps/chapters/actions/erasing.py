"""What an erasure takes away of what somebody wrote in groups."""

from apps.chapters.models import Decision, Post, PostReport
from apps.core.privacy import Subject


def erase_posts(subject: Subject) -> int:
    """Drafts and reports go; what was sent in the group's name stays without its author's, appeals without words."""
    if subject.person_id is None:
        return 0
    drafts = Post.objects.filter(author=subject.person_id, state=Post.State.DRAFT)
    gone = drafts.delete()[0] + PostReport.objects.filter(by=subject.person_id).delete()[0]
    gone += Post.objects.filter(author=subject.person_id).update(author=None)
    appeals = Decision.objects.filter(appealed_by=subject.person_id)
    return gone + appeals.update(appealed_by=None, appeal="–")
