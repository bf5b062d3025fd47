import logging
import smtplib
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends import smtp
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, transaction

from apps.mailings.actions import ledger, signing
from apps.mailings.lib import letter
from apps.mailings.lib.smtp import WatchedSMTP
from apps.mailings.tasks import wake

logger = logging.getLogger(__name__)


class LedgerBackend(BaseEmailBackend):
    """Django's EMAIL_BACKEND: writes every message into the ledger, one row a recipient, in the caller's transaction.
    Nothing leaves the house in the request; a worker is woken at the commit."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """The number of messages that were written down (a message to nobody is none). All or nothing, unless
        `fail_silently` was asked for."""
        letters = [read for email in email_messages if (read := self._read(email)) and read.recipients]
        if not letters:
            return 0
        try:
            ledger.write(letters)
        except DatabaseError:
            if not self.fail_silently:
                raise
            logger.exception("mails were lost: the ledger could not be written")
            return 0
        transaction.on_commit(wake, robust=True)
        return len(letters)

    def _read(self, email: EmailMessage) -> letter.Letter | None:
        try:
            return letter.read(email)
        except letter.NotMailable:
            if not self.fail_silently:
                raise
            logger.exception("a mail was dropped")
            return None


class SmsByMail:
    """SMS_TRANSPORT: a gateway that turns mails into text messages (SMS_GATEWAY: the address to which a number's go).
    They pass through the ledger, in the caller's transaction, and nobody of the staff reads them there."""

    def send(self, number: str, text: str) -> None:
        address = settings.SMS_GATEWAY.format(number=number.lstrip("+"))
        EmailMessage("SMS", text, to=[address]).send()


class SigningSMTP(WatchedSMTP):
    """Signs what it hands over, where a key is configured."""

    def sendmail(self, from_addr: str, to_addrs: Sequence[str], msg: Any, *args: Any, **options: Any) -> Any:
        return super().sendmail(from_addr, to_addrs, signing.sign(msg), *args, **options)


class SigningSMTPOverTLS(SigningSMTP, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


class SmtpTransport(smtp.EmailBackend):
    """Django's SMTP backend for MAIL_TRANSPORT, which tells how far it came."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return SigningSMTPOverTLS if self.use_ssl else SigningSMTP

    def open(self) -> bool | None:
        if isinstance(self.connection, WatchedSMTP):
            self.connection.handed_over = False  # that was the message before
            if self.connection.sock is None:  # the server ended it
                self.connection = None
        return super().open()

    def send_parcel(self, sender: str, to: str, content: bytes) -> bool:
        """Hands over one mail that is bytes already, over the connection that is open."""
        connection: Any = self.connection
        connection.sendmail(sender, [to], content)
        return True

    @property
    def handed_over(self) -> bool:
        return isinstance(self.connection, WatchedSMTP) and self.connection.handed_over
