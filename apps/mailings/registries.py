"""What the mail ledger puts into the core's registries."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.accounts.rules import COMMUNICATIONS
from apps.core.registries import (
    MailWriter,
    NoticeText,
    Panel,
    audit_verbs,
    mail_senders,
    me_panels,
    notices,
    role_permissions,
)
from apps.core.registries.mailings import MailGate, mail_gates
from apps.mailings import audiences
from apps.mailings.actions.addresses import BOUNCED_NOTICE
from apps.mailings.actions.gates import DECIDED
from apps.mailings.models import Mailing
from apps.mailings.querysets.addresses import that_came_back
from apps.mailings.rules import APPROVE, LARGE, SEND, VIEW_MAIL, WRITE

_VERBS = {
    "stop": _("stopped mailings"),
    "take_up_again": _("took up mailings again"),
    "leave_all": _("left all mailings"),
    "come_back": _("wants mailings again"),
    "pause_mail": _("paused mailings"),
    "mark_reply": _("dealt with an answer to a mailing"),
    "set_frequency": _("said how often mailings may come"),
}

_COMPOSING = {
    "write": _("began a mailing"),
    "change": _("changed a mailing"),
    "address": _("chose to whom a mailing goes"),
    "copy": _("copied a mailing"),
    "discard": _("threw a mailing away"),
    "send": _("declared a mailing to be politically neutral and sent it"),
    "withdraw": _("took a mailing back"),
    "approve": _("let a mailing go out"),
    "refuse": _("did not let a mailing go out"),
    "hold": _("held a mailing"),
    "release": _("let a mailing go that was only held"),
    "start": _("sent a mailing at its time"),
    "freeze": _("closed the list of a mailing"),
    "give_back": _("gave a mailing back that nobody would get"),
    "pause": _("paused a mailing"),
    "resume": _("went on with a mailing"),
    "finish": _("finished a mailing"),
    "reopen": _("took a finished mailing up again"),
    "stop_mailing": _("stopped a mailing"),
    "confirm_restored": _("confirmed that a backup was restored"),
    "add_file": _("added a file to a mailing"),
    "remove_file": _("removed a file from a mailing"),
    "add_rate": _("set how fast mailings go to a domain"),
    "change_rate": _("changed how fast mailings go to a domain"),
    "remove_rate": _("took a rate of mailings away"),
}


def register() -> None:
    role_permissions.add("mailings", (COMMUNICATIONS, (VIEW_MAIL, WRITE, APPROVE, SEND)))
    for name, verb in {**_VERBS, **_COMPOSING}.items():
        audit_verbs.add(f"mailings.{name}", verb)
    audit_verbs.add("mailings.settle_message", _("settled what became of a mail"))
    notices.add(BOUNCED_NOTICE, _address_comes_back)
    notices.add(DECIDED, _decided)
    me_panels.add("mailings.address", _ask_for_address)
    audiences.register()
    mail_gates.add("size", _for_many)


def _address_comes_back(params: dict[str, Any]) -> NoticeText:
    text = gettext("Mail to %(address)s comes back. Please give us an address that works.")
    return NoticeText(text % {"address": params.get("address", "")}, reverse("records:me_contacts"), "mail")


def _ask_for_address(request: HttpRequest) -> Panel | None:
    """Asks for another address whoever has none left that works."""
    found = that_came_back(request.user) if isinstance(request.user, User) else []
    return Panel("mailings/_new_address.html", found) if found else None


def _for_many(_writer: MailWriter, number: int, _on: date) -> MailGate | None:
    if number <= LARGE:
        return None
    return MailGate(gettext("It goes to more than %d people, so a second person looks at it first.") % LARGE)


def _decided(params: dict[str, Any]) -> NoticeText:
    mailing = Mailing.objects.filter(pk=params["mailing"]).first()
    if mailing is None:
        return NoticeText(gettext("A mailing of yours was decided on."), reverse("mailings:office"), "send")
    said = gettext("“%(title)s” may go out")
    if mailing.state == Mailing.State.WAITING:
        said = gettext("“%(title)s” did not go out at its time: a second person looks at it first.")
    elif mailing.state == Mailing.State.REFUSED:
        said = gettext("“%(title)s” does not go out like this: %(remark)s")
    words = said % {"title": mailing.title, "remark": mailing.objection}
    sender = mail_senders[mailing.sender_key.partition(":")[0]]
    return NoticeText(words, sender.desk(mailing.sender_key, mailing.public_id), "send")
