"""The way out of the house: one connection to the mail server, kept for many messages."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any

from django.core.mail import EmailMessage, get_connection

from apps.mailings.lib.letter import NotMailable, check
from apps.mailings.lib.outcome import TAKEN, Fate, Outcome, judge


@dataclass(frozen=True)
class Parcel:
    """A mail that is ready as bytes, in parts. `sender`: to whom it is returned."""

    sender: str
    to: str
    parts: Sequence[bytes]


class Transport:
    """Sends by the Django e-mail backend at `path`; every attempt ends in an Outcome, none in an exception."""

    def __init__(self, path: str) -> None:
        self._backend: Any = get_connection(path, fail_silently=False)

    def __enter__(self) -> "Transport":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    @property
    def takes_parcels(self) -> bool:
        """Whether mails can be handed over as bytes. Providers' interfaces want Django's messages."""
        return hasattr(self._backend, "send_parcel")

    def send(self, email: EmailMessage | Parcel) -> Outcome:
        if isinstance(email, EmailMessage):
            try:
                check(email)
            except NotMailable as error:
                return Outcome(Fate.REFUSED, f"NotMailable: {error}")
        try:
            self._backend.open()
        except Exception as error:  # backends raise what they like; before a connection nothing can be sent
            self._close()
            return Outcome(Fate.POSTPONED, f"{type(error).__name__}: {error}", usable=False, reachable=False)
        if isinstance(email, Parcel):
            return self._hand_over(lambda: self._backend.send_parcel(email.sender, email.to, b"".join(email.parts)))
        outcome = self._hand_over(lambda: self._backend.send_messages([email]))
        return replace(outcome, provider_id=_provider_id(email)) if outcome is TAKEN else outcome

    def _hand_over(self, send: Callable[[], Any]) -> Outcome:
        try:
            sent = send()
        except Exception as error:  # as above; `judge` knows the ones that tell something
            outcome = self._judge(error)
            if not outcome.usable:
                self._close()
            return outcome
        return TAKEN if sent else Outcome(Fate.UNKNOWN, "the transport did not say whether it was sent")

    def _judge(self, error: Exception) -> Outcome:
        handed_over = getattr(self._backend, "handed_over", None)
        if handed_over is None:
            from apps.mailings.lib import providers  # noqa: PLC0415 - what it brings along no mail server needs

            if outcome := providers.judge(error):
                return outcome
        return judge(error, handed_over=handed_over)

    def _close(self) -> None:
        with suppress(Exception):  # a broken connection may refuse to be closed politely
            self._backend.close()


def _provider_id(email: EmailMessage) -> str:
    """What django-anymail leaves at a message that it sent to one recipient."""
    given = getattr(getattr(email, "anymail_status", None), "message_id", None)
    return "" if given is None else str(given)[:200]
