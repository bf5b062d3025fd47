"""What the directory's actions refuse, in words for whoever asked."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from apps.directory import rules


class Undeliverable(Exception):
    """The letter reaches nobody: no address, a wish for silence, a block, a death. The writer never learns which."""

    message = _(
        "This message cannot be delivered through the portal. We do not say why, to protect everybody. Nothing was"
        " sent; your text is still here."
    )


class StillWaiting(Exception):
    """Somebody without an account has a letter of this writer waiting."""

    message = _("Your first message is still waiting for them. You can write again when they have answered.")


class TooManyLetters(Exception):
    message = format_lazy(
        _("You have written {limit} messages within a day. Please go on tomorrow; your text is still here."),
        limit=rules.LETTERS,
    )


class TooManyConversations(Exception):
    message = format_lazy(
        _("You have begun {limit} new conversations within a day. Please go on tomorrow; your text is still here."),
        limit=rules.NEW_CONVERSATIONS,
    )


class TooManyTips(Exception):
    message = _("You have told us a great deal today, thank you. Please go on tomorrow.")


class Suspended(Exception):
    """The office has closed writing for this person for a while."""

    message = _("The office has asked you not to write to others for now. Your notices say why.")


class AlreadyDecided(Exception):
    """A colleague was faster."""

    message = _("Somebody has already decided on this.")


TO_WRITERS = (Undeliverable, StillWaiting, TooManyLetters, TooManyConversations, Suspended)
