"""The letters of a mailing that is being sent: its fixed texts made ready, and one mail for each reader."""

from collections.abc import Mapping
from email.utils import format_datetime, formataddr, parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.timezone import localtime

from apps.core.lib.keyed_hash import keyed_hash
from apps.core.registries import mail_senders
from apps.mailings import emails
from apps.mailings.actions.headers import (
    Bulk,
    envelope_sender,
    headers_for_all,
    headers_for_one,
    one_click_url,
    preferences_url,
)
from apps.mailings.lib.skeleton import Mail, Skeleton, address
from apps.mailings.models import Mailing
from apps.mailings.querysets.recipients import Recipient
from apps.mailings.reports.documents import documents


class Letters:
    """What is sent is what was fixed when the list was closed."""

    def __init__(self, mailing: Mailing) -> None:
        self.mailing = mailing
        texts = mailing.texts.all()
        self._compiled = {
            text.language: emails.compiled(mailing, text.language, subject=text.subject, markdown=text.markdown)
            for text in texts
        }
        sender = mail_senders[mailing.sender_key.partition(":")[0]]
        self._names = {language: sender.name(mailing.sender_key, language) for language in self._compiled}
        self._links = {language: emails.links(mailing, language) for language in self._compiled}
        self._bulk = {
            language: Bulk(mailing.pk, mailing.sender_key, name, mailing.topic, language)
            for language, name in self._names.items()
        }
        self._our_address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        self.skeletons = {language: _skeleton(mailing, bulk) for language, bulk in self._bulk.items()}

    @property
    def slots(self) -> Mapping[str, frozenset[str]]:
        """Which facts each language's text asks for."""
        return {language: compiled.slots for language, compiled in self._compiled.items()}

    def mail(self, recipient: Recipient) -> Mail:
        """Raises NotMailable, never anything else, whatever the reader is called."""
        language = recipient.language
        settings_link = preferences_url(recipient.person_id, self.mailing.pk, language)
        stop = one_click_url(recipient.person_id, self.mailing.pk, language) if self.mailing.topic else settings_link
        links = {**self._links[language], "settings_link": settings_link, "stop_link": stop}
        rendered = self._compiled[language].fill({**recipient.facts, **links, "sender": self._names[language]})
        return Mail(
            sender=envelope_sender(recipient.pk) or self._our_address,
            to=address(recipient.to),
            message_id=recipient.message_id or message_id(self.mailing, recipient.person_id),
            subject=rendered.subject,
            text=rendered.text,
            html=rendered.html,
            headers=headers_for_one(self._bulk[language], recipient.person_id),
        )


def message_id(mailing: Mailing, person_id: int) -> str:
    """The same for a mailing and a person whenever it is asked, so that any mail server's log settles what became of
    a message; it names neither."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    digest = keyed_hash(f"mailings.message:{mailing.public_id}:{person_id}", settings.KEYED_HASH_KEY)
    return f"<{digest[:40]}@{host}>"


def _skeleton(mailing: Mailing, bulk: Bulk) -> Skeleton:
    """From our own domain, whoever writes: what other domains' mail servers ask for (alignment with SPF and DKIM)."""
    sender = formataddr((bulk.sender_name, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    headers = {"From": address(sender), "Date": format_datetime(localtime(mailing.frozen_at)), **headers_for_all(bulk)}
    return Skeleton(headers, boundary=f"={mailing.public_id.hex}=", attachments=list(documents(mailing.files.all())))
