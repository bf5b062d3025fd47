"""The way out of the house: one connection to the mail server, kept for many messages."""

from contextlib import suppress
from types import TracebackType
from typing import Any

from django.core.mail import EmailMessage, get_connection

from apps.mailings.lib.letter import NotMailable, check
from apps.mailings.lib.outcome import Fate, Outcome, judge


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

    def send(self, email: EmailMessage) -> Outcome:
        try:
            check(email)
        except NotMailable as error:
            return Outcome(Fate.REFUSED, f"NotMailable: {error}")
        if (closed := self._open()) is not None:
            return closed
        return self._attempt(lambda: self._backend.send_messages([email]))

    def send_raw(self, mail: Mail, raw: bytes) -> Outcome:
        """The same for a mail that is bytes already. A backend that does not take such gets Django's message."""
        if not hasattr(self._backend, "send_raw"):
            headers = {"Message-ID": mail.message_id, **mail.headers}
            return self.send(message_of(raw))
        if (closed := self._open()) is not None:
            return closed
        return self._attempt(lambda: self._backend.send_raw(mail.sender, mail.to, raw))

    def _open(self) -> Outcome | None:
        """What is to be said where there is no server; None where there is one."""
        try:
            self._backend.open()
        except Exception as error:  # backends raise what they like; before a connection nothing can be sent
            self._close()
            return Outcome(Fate.POSTPONED, f"{type(error).__name__}: {error}", usable=False, reachable=False)
        return None

    def _attempt(self, hand_over: Callable[[], Any]) -> Outcome:
        try:
            sent = hand_over()
        except Exception as error:  # as above; `judge` knows the ones that tell something
            outcome = judge(error, handed_over=getattr(self._backend, "handed_over", None))
            if not outcome.usable:
                self._close()
            return outcome
        return Outcome(Fate.TAKEN) if sent else Outcome(Fate.UNKNOWN, "the transport did not say whether it was sent")

    def _close(self) -> None:
        with suppress(Exception):  # a broken connection may refuse to be closed politely
            self._backend.close()
