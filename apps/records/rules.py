"""Who may do what with the registry, and whom it believes. The only place where either is spelled."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from apps.accounts.models import User
from apps.accounts.rules import COMMUNICATIONS, EVENTS, GIVING, RECORDS
from apps.records.models.facts import Source

VIEW = "records.view_person"
CHANGE = "records.change_person"
ADD = "records.add_person"
EXPORT = "records.export_people"
OPEN_SENSITIVE = "records.view_sensitive"
DECIDE_HELD = "records.change_heldchange"
DECIDE_CLAIMS = "records.decide_claims"
HANDLE_PRIVACY = "records.change_erasurerequest"

# What each role may do with the registry; an administrator may also do all that the other roles may.
PERMISSIONS: dict[str, tuple[str, ...]] = {
    RECORDS: (VIEW, ADD, CHANGE, EXPORT, OPEN_SENSITIVE, DECIDE_HELD, DECIDE_CLAIMS, HANDLE_PRIVACY),
    EVENTS: (VIEW,),
    COMMUNICATIONS: (VIEW, EXPORT),
    GIVING: (VIEW, CHANGE),
}

Viewer = User | AnonymousUser | AbstractBaseUser

# Who is believed about what, the most trusted first; who is not named comes last. A lower source never overwrites a
# higher one: its word is held for a decision. A bounce changes only a contact's status.
_ABOUT_STUDY = (Source.REGISTRAR, Source.STAFF, Source.SELF)
_ABOUT_ONESELF = (Source.SELF, Source.FAMILY, Source.STAFF, Source.CHAPTER, Source.EMPLOYER, Source.REGISTRAR)
RANKS: dict[str, tuple[Source, ...]] = {
    "records.person": _ABOUT_STUDY,  # the date of birth
    "records.degree": _ABOUT_STUDY,
    "records.personname": (Source.SELF, Source.REGISTRAR, Source.STAFF, Source.FAMILY, Source.CHAPTER),
    "records.contact": _ABOUT_ONESELF,
    "records.address": _ABOUT_ONESELF,
    "records.employment": (Source.SELF, Source.EMPLOYER, Source.STAFF, Source.CHAPTER, Source.NEWS, Source.REGISTRAR),
}


def may_overwrite(table: str, *, new: str, old: str) -> bool:
    """Is what `new` says at least as trusted as what `old` said about this kind of fact?"""
    ranks = [str(source) for source in RANKS[table]]
    return _rank(ranks, new) <= _rank(ranks, old)


def trust(table: str, source: str) -> int:
    """How much the source is believed about this kind of fact: 0 the most trusted, less trusted ones below it."""
    return -_rank([str(each) for each in RANKS.get(table, _ABOUT_ONESELF)], source)


def may_see_scope(viewer: Viewer) -> bool:
    """May this person see the registry at all (limited to their campuses where they have any)?"""
    return isinstance(viewer, User) and viewer.is_active and viewer.is_staff and viewer.has_perm(VIEW)


def _rank(ranks: list[str], source: str) -> int:
    return ranks.index(source) if source in ranks else len(ranks)
