"""Sends mailings: one worker, one mailing, one connection, message after message.

Before MAIL FROM is said, the claim of the message is committed; the same commit closes the one before. A worker that
dies leaves one message of which nobody knows, and no other."""

import logging
from collections.abc import Iterator
from contextlib import suppress
from time import monotonic
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError
from django.db.models import F

from apps.mailings.actions import guarding, ledger, line_delivery, mailings, marks, second_look
from apps.mailings.actions.claims import Claims
from apps.mailings.actions.freezing import freeze, give_up
from apps.mailings.actions.rates import Rates
from apps.mailings.lib.mark_folder import Note
from apps.mailings.lib.outcome import Fate
from apps.mailings.lib.transport import Parcel, Transport
from apps.mailings.models import Mailing, Message
from apps.mailings.querysets.recipients import Recipient, one, stretch, waiting
from apps.mailings.reports.letters import Letters, message_id

logger = logging.getLogger(__name__)

NOT_TAKEN_IN_A_ROW = 25  # a mail server that refuses so many means us, not them; one that leaves them open is broken


def run(*, seconds: float) -> bool:
    """Does what is due of all mailings, for so many seconds. True: there may be more."""
    with marks.batch() as (mark, note):
        if mark.held_to is not None:
            return False
        mailings.start_due()
        for key in list(Mailing.objects.to_be_frozen().values_list("pk", flat=True)):
            _freeze(key)
        due = list(Mailing.objects.to_be_sent())
        is_more = [_serve(mailing, note, seconds=seconds / len(due)) for mailing in due]
        for key in list(Mailing.objects.to_be_finished().values_list("pk", flat=True)):
            mailings.finish(key)
        return any(is_more)


def _freeze(key: int, *, is_last_try: bool = False) -> None:
    """One whose list cannot be closed keeps no other waiting."""
    try:
        freeze(key)
    except ledger.LOST:
        raise  # the database is away, for all of them
    except Exception as error:
        if isinstance(error, IntegrityError) and not is_last_try:  # a record was merged while the list was written
            _freeze(key, is_last_try=True)
            return
        logger.exception("the list of mailing %s cannot be closed", key)
        give_up(key)


def _serve(mailing: Mailing, note: Note, *, seconds: float) -> bool:
    """One that is broken is paused, says so on its page, and keeps no other waiting."""
    try:
        return deliver(mailing, note, seconds=seconds)
    except (*ledger.LOST, ledger.Restored):
        raise
    except Exception:
        logger.exception("mailing %s cannot be sent", mailing.pk)
        with suppress(mailings.NotRunning):
            mailings.pause(mailing, by=None, why=Mailing.PauseReason.BROKEN)
        return False


def deliver(mailing: Mailing, note: Note, *, seconds: float) -> bool:
    """Sends what is due of one mailing, for so many seconds. True: there may be more."""
    until = monotonic() + seconds
    with Transport(settings.MAIL_TRANSPORT) as transport, Claims(mailing, note) as claims:
        is_more = _Courier(mailing, note, transport, claims, until).work()
    return line_delivery.deliver(mailing, note, seconds=max(until - monotonic(), ledger.BREATH)) or is_more


class _Letter(NamedTuple):
    """One that is made, and may go or not."""

    recipient: Recipient
    message_id: str
    mail: Parcel | EmailMessage


class _Courier:
    """`not_taken`: the messages that were refused, or of which nobody knows, in a row; `refused` and `moved`: how many
    were refused and how many came further in any way."""

    def __init__(self, mailing: Mailing, note: Note, transport: Transport, claims: Claims, until: float) -> None:
        self.mailing, self.note, self.transport, self.claims, self.until = mailing, note, transport, claims, until
        self.letters, self.rates = Letters(mailing), Rates()
        self.not_taken: list[int] = []
        self.refused = self.moved = 0

    def work(self) -> bool:
        breath = monotonic() + ledger.BREATH
        for letter in self._letters():
            if not self._serve(letter):
                return False
            if monotonic() > breath:
                self._let_others_pass()
                breath = monotonic() + ledger.BREATH
        return monotonic() > self.until

    def _letters(self) -> Iterator[_Letter]:
        """Until there are no more, the time is over, or nothing comes of those that there are. Some are made at once:
        each between two answers of database and mail server would take a processor four times as long."""
        within = stretch(self.mailing)
        while monotonic() < self.until:
            found = waiting(self.mailing, self.letters.slots, without=self.rates.held_back(), within=within)
            before, admitted = self.moved, self.rates.admitted(found)
            yield from list(filter(None, map(self._make, admitted)))
            if not found or (admitted and self.moved == before):
                return

    def _make(self, recipient: Recipient) -> _Letter | None:
        """Before the claim: what goes wrong here has not left the house, and is one reader's alone."""
        try:
            mail, skeleton = self.letters.mail(recipient), self.letters.skeletons[recipient.language]
            if self.transport.takes_parcels:
                return _Letter(recipient, mail.message_id, Parcel(mail.sender, mail.to, skeleton.parts(mail)))
            return _Letter(recipient, mail.message_id, skeleton.compose(mail))
        except Exception as error:  # whatever a name or an address does to a mail
            self._fail(recipient, error)
            return None

    def _serve(self, letter: _Letter, *, is_second_look: bool = False) -> bool:
        """Sends to one, if it may still go. False: no more of this mailing now."""
        key = letter.recipient.pk
        if not self.claims.take(letter.recipient, letter.message_id):
            return self._look_again(key, is_second_look)
        self.moved += 1
        self.claims.outcome = outcome = self.transport.send(letter.mail)
        self.not_taken = [*self.not_taken, key] if outcome.fate in {Fate.REFUSED, Fate.UNKNOWN} else []
        self.refused += outcome.fate is Fate.REFUSED
        if self.not_taken == [key] and guarding.LIMITS[guarding.Why.BOUNCES].is_passed(self.refused, self.moved):
            self._look_out()
        return self._is_welcome() and outcome.reachable

    def _look_again(self, key: int, is_second_look: bool) -> bool:
        """Why it could not be claimed: somebody else has it, it may not go any more, or it goes elsewhere by now."""
        verdict = second_look.at(key)
        if verdict is second_look.Verdict.MAILING_RESTS:
            return False
        if verdict is not second_look.Verdict.NOT_OURS:
            self.moved += 1
        if verdict is second_look.Verdict.GOES_ELSEWHERE and not is_second_look:
            letter = self._make(one(key, self.letters.slots))
            return letter is None or self._serve(letter, is_second_look=True)
        return True

    def _look_out(self) -> None:
        """A whole mailing may be through before the sweep looks at what is refused of it."""
        self.claims.close()
        guarding.look_at(self.mailing)

    def _is_welcome(self) -> bool:
        """A server that refuses everybody refuses us: they get it when that is mended. One that never says what
        became of a message would leave a whole mailing to be settled by hand."""
        if len(self.not_taken) < NOT_TAKEN_IN_A_ROW:
            return True
        self.claims.close()
        with suppress(mailings.NotRunning):  # a person was faster
            mailings.pause(self.mailing, by=None, why=Mailing.PauseReason.REFUSED)
        refused = Message.objects.filter(pk__in=self.not_taken, state=Message.State.FAILED)
        refused.update(state=Message.State.QUEUED)
        return False

    def _let_others_pass(self) -> None:
        """Urgent mail goes between two messages of a mailing, never behind all of them."""
        if Message.objects.due().exists():
            self.claims.close()
            ledger.deliver_due(seconds=ledger.BREATH, note=self.note)

    def _fail(self, recipient: Recipient, error: Exception) -> None:
        self.moved += 1
        logger.warning("message %s cannot be written: %s", recipient.pk, error)
        name = recipient.message_id or message_id(self.mailing, recipient.person_id)
        waits = Message.objects.filter(pk=recipient.pk, state=Message.State.QUEUED)
        said = ledger.readable(f"{type(error).__name__}: {error}")
        waits.update(state=Message.State.FAILED, error=said, message_id=name, attempts=F("attempts") + 1)
