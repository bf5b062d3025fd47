"""A mailing as a test, to its writer alone."""

from django.core.mail import EmailMultiAlternatives
from django.utils import translation
from django.utils.translation import gettext

from apps.accounts.models import User
from apps.mailings.emails import from_address
from apps.mailings.lib.letter import ATTACHED_HEADER, PRIORITY_HEADER, PURPOSE_HEADER
from apps.mailings.models import Mailing
from apps.mailings.reports.preview import values_for
from apps.mailings.reports.ready import readiness
from apps.records import policy

HEADERS = {PRIORITY_HEADER: "normal", PURPOSE_HEADER: "notice"}


def send_to_self(mailing: Mailing, *, by: User) -> int:
    """The letter in each language that it has, with the writer's own facts where they have a record, and with
    its documents. How many were sent."""
    if not by.email:
        return 0
    person = policy.person_of(by)
    compiled = readiness(mailing).compiled
    headers = HEADERS | {ATTACHED_HEADER: str(mailing.public_id)}
    for language, ready in compiled.items():
        with translation.override(language):
            values = values_for(mailing, ready, person, language=language, viewer=by)
            letter = ready.fill(values)
            subject = gettext("[Test] %s") % letter.subject
        message = EmailMultiAlternatives(
            subject, letter.text, from_address(mailing.sender_key, language), [by.email], headers=headers
        )
        message.attach_alternative(letter.html, "text/html")
        message.send()
    return len(compiled)
