"""Ways out of the house that tell the ledger nothing."""

from django.core.mail.backends.base import BaseEmailBackend


class Broken(BaseEmailBackend):
    def send_messages(self, email_messages):
        raise RuntimeError("somewhere")


class Closed(BaseEmailBackend):
    def open(self):
        raise ConnectionError("nobody there")


class Mute(BaseEmailBackend):
    def send_messages(self, email_messages):
        return None
