"""The messages of the directory, each in its reader's language. No mail program ever sees the other side's address:
the portal is the sender, and answers go through its pages."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from apps.accounts.emails import send
from apps.accounts.models import User
from apps.directory.models import Letter, Suspension
from apps.directory.querysets.reach import Mailbox
from apps.records.models import Degree, Person, PersonName

NOT_URGENT = {"X-Portal-Priority": "normal"}  # their purpose stays "a secret": staff do not read them in the ledger


def send_letter(letter: Letter, mailbox: Mailbox) -> None:
    """A letter with its text, and the page on which to answer."""
    with translation.override(mailbox.language):
        url = reverse("directory:conversation", args=[letter.conversation.public_id])
        context = _writer(letter.writer) | {"text": letter.text, "url": settings.SITE_URL + url}
        send("directory_letter", to=mailbox.address, context=context, headers=NOT_URGENT)


def send_hint(letter: Letter, mailbox: Mailbox) -> None:
    """To somebody without an account: that a letter waits, and from whom; not what it says."""
    with translation.override(mailbox.language):
        context = _writer(letter.writer) | {"url": settings.SITE_URL + reverse("records:claim")}
        send("directory_hint", to=mailbox.address, context=context, headers=NOT_URGENT)


def send_lost_invitation(*, to: str, language: str, name: str, suggested_by: Person | None) -> None:
    """To an address that a classmate gave: the university looks for you; you decide."""
    with translation.override(language):
        context = {"name": name, "url": settings.SITE_URL + reverse("records:claim")}
        if suggested_by is not None:
            context |= _writer(suggested_by)
        send("directory_invitation", to=to, context=context, headers=NOT_URGENT)


def send_warning(account: User, *, reason: str, suspension: Suspension | None) -> None:
    """What the office says to somebody about whom others complained."""
    if not account.email:
        return
    with translation.override(account.language):
        context = {"name": str(account), "reason": reason, "suspension": suspension}
        send("directory_warning", to=account.email, context=context, headers=NOT_URGENT)


def _writer(person: Person) -> dict[str, str]:
    """Who writes, as one classmate tells another: name and class."""
    name = PersonName.objects.filter(person=person, is_current=True).first()
    degree = Degree.objects.filter(person=person, is_first=True).select_related("cohort", "faculty").first()
    known = [str(part) for part in (degree.faculty, degree.cohort) if part] if degree else []
    return {"writer": name.full if name else "", "writer_known_by": " · ".join(known)}
