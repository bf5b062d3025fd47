"""Whoever decides for the office is no party to it."""

from apps.accounts.models import User
from apps.chapters import rules
from apps.chapters.actions.refusals import OwnGroup, OwnMatter
from apps.chapters.models import Chapter
from apps.records.models import Person


def check(by: User, chapter: Chapter | None, *people: Person | None) -> None:
    """Neither their own words nor those of a group in which they hold a post. Raises OwnMatter."""
    if rules.is_own(by, *people):
        raise OwnMatter
    if rules.leads(by, chapter):
        raise OwnGroup
