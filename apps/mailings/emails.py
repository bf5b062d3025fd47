"""The letters of mailings: what stands around their text, in each reader's language."""

from collections.abc import Mapping
from email.utils import parseaddr

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from apps.accounts.emails import letterhead
from apps.core.registries import mail_senders
from apps.mailings.lib import texts
from apps.mailings.lib.letter_picture import shown
from apps.mailings.models import Mailing, MailingFile

LANGUAGES = ("th", "en")
NAME = 120  # letters of a name in a From


def from_address(sender_key: str, language: str, *, of: str = "") -> str:
    """In whose name a mail goes, at our own address (aligned with SPF and DKIM). `of`: whoever wrote what
    the sender carries on."""
    with translation.override(language):
        name = mail_senders[sender_key.partition(":")[0]].name(sender_key, language)
        words = gettext("%(name)s via %(sender)s") % {"name": of, "sender": name} if of else name
    plain = "".join(char for char in words if char.isprintable() and char not in '"\\')[:NAME]
    return f'"{plain}" <{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}>'


def compiled(
    mailing: Mailing, language: str, *, subject: str, markdown: str, base: str = settings.SITE_URL
) -> texts.Compiled:
    """The letter, ready to be filled for each reader. `base`: the beginning of the addresses of its pictures. Raises
    texts.BadText."""
    with translation.override(language):
        return texts.compile(
            subject,
            markdown,
            language=language,
            frame=frame(mailing, language),
            pictures=pictures_of(mailing, base=base),
        )


def frame(mailing: Mailing, language: str) -> texts.Frame:
    """What stands around the text, in the language that is active."""
    kind = mailing.sender_key.partition(":")[0]
    sender = mail_senders[kind]
    context = {
        "language": language,
        "sender": sender.name(mailing.sender_key, language),
        "why": sender.why(mailing.sender_key),
        "is_public": mailing.is_public,
        "letterhead": letterhead(),
        "site_url": settings.SITE_URL,
    }
    return texts.Frame(
        html=render_to_string("emails/mailing.html", context), text=render_to_string("emails/mailing.txt", context)
    )


def pictures_of(mailing: Mailing, *, base: str = settings.SITE_URL) -> dict[str, texts.Picture]:
    """The mailing's pictures by the names that its text gives them: picture-1, picture-2 …"""
    images = MailingFile.objects.filter(mailing=mailing, kind=MailingFile.Kind.IMAGE).order_by("pk")
    found = {}
    for image in images:
        width, height = shown(image.width or 1, image.height or 1)
        url = base + reverse("mailings:picture", args=[image.public_id])
        found[image.name] = texts.Picture(url, width, height)
    return found


def links(mailing: Mailing, language: str) -> Mapping[str, str]:
    """What the links that the portal makes lead to where there is no reader: previews and the archive."""
    with translation.override(language):
        home = settings.SITE_URL + reverse("home:index")
        record = settings.SITE_URL + reverse("home:me")
        web = settings.SITE_URL + reverse("mailings:archive", args=[mailing.public_id])
    return {"record_link": record, "settings_link": home, "stop_link": home, "web_link": web}
