"""What runs by itself every half minute, whatever a broker lost and whoever died."""

from apps.mailings.actions import guarding, ledger, mailings, rates
from apps.mailings.models import Mailing


def sweep() -> tuple[bool, bool]:
    """Puts right what was left. Whether single messages, and whether mailings, are due."""
    is_due = ledger.sweep()
    for key in Mailing.objects.stopped_with_leftovers().values_list("pk", flat=True):
        mailings.leave_out_rest(key)
    for key in list(Mailing.objects.done_with_leftovers().values_list("pk", flat=True)):
        mailings.reopen(key, by=None)
    for mailing in Mailing.objects.filter(state=Mailing.State.SENDING):
        guarding.look_at(mailing)
    for key in list(Mailing.objects.to_be_finished().values_list("pk", flat=True)):
        mailings.finish(key)
    rates.forget_old()
    at_work = (Mailing.objects.to_be_started(), Mailing.objects.to_be_frozen(), Mailing.objects.to_be_sent())
    return is_due, any(found.exists() for found in at_work)
