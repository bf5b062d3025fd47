"""What the actions of an event refuse, in words for whoever asked."""

from django.utils.translation import gettext_lazy as _


class NotOpen(Exception):
    """Not published, over, cancelled, before or after the time in which one registers."""

    message = _("Nobody can register for this event now.")


class Full(Exception):
    """No seat, and no queue."""

    message = _("All seats are taken, and this event has no waiting list.")


class RegisteredAlready(Exception):
    message = _("You are registered for this event already, or in its queue.")


class NotForYou(Exception):
    """Outside of the event's audience."""

    message = _("This event is for others: its page says for whom.")


class TicketGone(Exception):
    """A kind of ticket that is not for them, or not on sale."""

    message = _("This ticket is not on sale now. Choose another one.")


class TicketForOthers(Exception):
    """Somebody takes a registration over whose ticket is for graduates or members."""

    message = _("This ticket is for others: the event's page says for whom.")


class NotPayable(Exception):
    """Nobody is named who is paid, or they have no account in force."""

    message = _("This ticket cannot be paid at present. Write to the organisers.")


class TooMany(Exception):
    message = _("You cannot bring so many guests.")


class NoRoom(Exception):
    """A registration grows, and there is nothing to grow into."""

    message = _("There are not enough free seats for more guests. What you had stays as it was.")


class CostsMore(Exception):
    """A seat that is paid would cost more; for guests who are added the difference is asked for."""

    message = _(
        "This ticket costs more than the one you have paid. Write to the organisers, or cancel and register anew: "
        "what you paid comes back."
    )


class PaidByAnother(Exception):
    """A registration that was taken over would cost more than whoever passed it on has paid."""

    message = _(
        "This registration was paid by whoever passed it on, and cannot cost more. Whoever comes besides registers "
        "by themself."
    )


class Lapsed(Exception):
    """The time for which a seat was held or offered is over."""

    message = _("The time for which your seat was kept is over.")


class AlreadyDecided(Exception):
    """Somebody, or the clock, was faster."""

    message = _("This has changed in the meantime. Look at what it says now.")


class TooLate(Exception):
    message = _("Changes and cancellations are closed. Write to the organisers.")


class LinkOver(Exception):
    message = _("This link is no longer good.")


TO_REGISTRANTS = (
    NotOpen,
    Full,
    RegisteredAlready,
    NotForYou,
    TicketGone,
    TicketForOthers,
    NotPayable,
    TooMany,
    NoRoom,
    CostsMore,
    PaidByAnother,
    Lapsed,
    AlreadyDecided,
    TooLate,
    LinkOver,
)
