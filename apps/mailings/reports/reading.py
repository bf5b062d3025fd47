"""A mailing that went out, as a page of the portal shows it: what was fixed when its list was closed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from apps.core.registries import mail_senders
from apps.mailings import emails
from apps.mailings.lib import texts
from apps.mailings.models import Mailing, MailingText
from apps.mailings.querysets.facts import facts_of
from apps.mailings.reports.preview import anybody
from apps.records.models import Person


@dataclass(frozen=True)
class LetterPage:
    """Subject and body, in the language in which there is a text."""

    language: str
    subject: str
    body: SafeString


def page_for(mailing: Mailing, person: Person | None, *, language: str) -> LetterPage | None:
    """For one of its readers, with what the records say of them; without one for everybody, with nothing personal.
    None: nothing was sent."""
    found = {text.language: text for text in MailingText.objects.filter(mailing=mailing)}
    text = found.get(language) or next(iter(found.values()), None)
    if text is None:
        return None
    pictures = emails.pictures_of(mailing, base="")
    ready = texts.compile(text.subject, text.markdown, language=text.language, pictures=pictures)
    with translation.override(text.language):
        values = _values(mailing, ready, person, text.language)
    body = mark_safe(texts.page(ready, values))  # noqa: S308 - Markdown without HTML, values escaped
    return LetterPage(text.language, ready.fill(values).subject, body)


def _values(mailing: Mailing, ready: texts.Compiled, person: Person | None, language: str) -> Mapping[str, str]:
    sender = mail_senders[mailing.sender_key.partition(":")[0]]
    ours = {**emails.links(mailing, language), "sender": sender.name(mailing.sender_key, language)}
    if person is None:
        return {**anybody(ready.slots), **ours}
    return {**facts_of([person.pk], ready.slots, language=language)[person.pk], **ours}
