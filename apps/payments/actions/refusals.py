"""What the actions refuse, in words for whoever asked."""

from django.utils.translation import gettext_lazy as _


class NotOpen(Exception):
    """The request is paid or cancelled."""

    message = _("This payment is no longer open: it was paid or cancelled in the meantime.")


class TooManySlips(Exception):
    """So many of one request wait already."""

    message = _(
        "Several slips of yours wait for the office already. Withdraw one that is wrong, or wait until we have looked."
    )


class SentAlready(Exception):
    """The payer has sent this very slip, for this very payment."""

    message = _("You have sent this slip already. It has arrived, and the office looks at it.")


class AlreadyPaid(Exception):
    """The transfer that the slip shows has paid for something."""

    message = _(
        "The transfer on this slip was counted already, so it cannot pay a second time. If you are sure that it did "
        "not pay for anything, write to the office."
    )


class NotASlip(Exception):
    """The picture shows the code by which one pays."""

    message = _(
        "This is the picture of the QR code by which you pay, not of the bank's slip. Pay first; your bank's program "
        "then shows a slip that you can save and send here."
    )


class AlreadyDecided(Exception):
    """Somebody was faster."""

    message = _("Somebody has decided on this in the meantime. Look at what it says now.")


class RefundWaits(Exception):
    """Something that came is to go back still, and would go back although it never came."""

    message = _("Money of this payment is on the list of refunds. Drop that refund first, or pay it out.")


class OwnMatter(Exception):
    """A clerk's own payment."""

    message = _("This is your own payment. Somebody else of the office has to decide on it.")


class NoAccount(Exception):
    """The payee has no account that holds today."""

    message = _("This payee has no account in force, so nobody could pay. Enter the account first.")
