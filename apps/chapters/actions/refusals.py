"""What the actions of a group refuse, in words for whoever asked."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from apps.chapters import rules


class NotOpen(Exception):
    """The group is not recognised now, or no longer."""

    message = _("This group takes no members at present.")


class ByInvitationOnly(Exception):
    message = _("This group takes members by invitation only.")


class TooManyRequests(Exception):
    message = format_lazy(
        _("You have asked {limit} groups to join and still wait for their answers. Take one back, or wait a little."),
        limit=rules.WAITING_REQUESTS,
    )


class AlreadyDecided(Exception):
    """A colleague, or the person themself, was faster."""

    message = _("This has been answered already, by you or by somebody else.")


class OwnMatter(Exception):
    """Whoever wrote something does not decide on it for the office."""

    message = _("This is about something that you wrote yourself. A colleague decides on it.")


class LinkOver(Exception):
    """Used up, ended, or never made."""

    message = _("This link is no longer good. Ask the group for a new one, or ask to join on its page.")


class TooManyLinks(Exception):
    message = format_lazy(
        _("The group has {limit} links that are good. End one that you no longer need."), limit=rules.LINKS
    )


class OwnGroup(OwnMatter):
    """Whoever leads a group does not decide for the office what it may publish."""

    message = _("You hold a post in this group yourself. A colleague decides on it.")


class NoFreePlace(Exception):
    """As many hold the post as it allows."""

    message = _("All places of this post are taken in this time. End a term first, or choose other days.")


class NotAMember(Exception):
    message = _("Only a member of the group can hold a post in it.")


class HoldsItAlready(Exception):
    message = _("They hold this post in that time already.")


class HoldsAPost(Exception):
    message = _("They hold a post in the group. Whoever hands over posts ends it first.")


class TooLate(Exception):
    """The term for which somebody was asked is over by now."""

    message = _("The time for which you were asked has passed. Ask the group to propose it again.")


class NotEditable(Exception):
    """It is out, or with the office."""

    message = _("This post is published, or the office is looking at it. Take it down first, then change it.")


class NoAppeal(Exception):
    message = _("This decision was appealed already, or there is nothing in it to appeal.")


class TooManyReports(Exception):
    message = format_lazy(
        _("You have reported {limit} posts within a day, thank you. Please go on tomorrow."), limit=rules.REPORTS_A_DAY
    )


class NotYetTrusted(Exception):
    """Only a leader whose posts the office has published shows something to more people than the members."""

    field = "audience"
    message = _(
        "Until the office has published some posts of yours, show this to the members alone, or ask the office to "
        "open it further."
    )


class NotNow(Exception):
    """The office holds what groups publish."""

    field = "audience"
    message = _("The office holds what groups publish at present. Show this to the members alone until then.")


class Meanwhile(Exception):
    """Two did something to one group at once."""

    message = _(
        "Somebody changed one of the groups at this very moment, so nothing was done. Look again and repeat it."
    )


class TooManyPinned(Exception):
    message = format_lazy(_("{limit} posts are pinned already. Let one of them go first."), limit=rules.PINNED)


class NotOverYet(Exception):
    message = _("The year is not over yet. What you have written is kept; send it when it is.")


class FullAlbum(Exception):
    message = format_lazy(_("An album holds {limit} photographs. Begin another one."), limit=rules.PHOTOS_IN_ALBUM)


class TooManyDocuments(Exception):
    message = format_lazy(
        _("The group keeps {limit} documents. Take one down that nobody needs any more."), limit=rules.DOCUMENTS
    )


class SameFile(Exception):
    message = _("This is the very file of the version until now. Choose the new one.")


TO_JOINERS = (NotOpen, ByInvitationOnly, TooManyRequests, AlreadyDecided, LinkOver)
TO_WRITERS = (NotOpen, NotEditable, AlreadyDecided, NoAppeal, TooManyPinned)
TO_LEADERS = (
    NotOpen,
    AlreadyDecided,
    TooManyLinks,
    NoFreePlace,
    NotAMember,
    HoldsItAlready,
    TooLate,
    Meanwhile,
    HoldsAPost,
)
TO_REPORTERS = (NotOpen, NotEditable, NotOverYet, AlreadyDecided)
TO_KEEPERS = (NotOpen, AlreadyDecided, NotYetTrusted, NotNow, FullAlbum, TooManyDocuments, SameFile)
