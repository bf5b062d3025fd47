"""What the directory tells the apps below it: what its changes are called, what the roles may do, its notices."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.registries import NoticeText, audit_verbs, notices, role_permissions
from apps.directory import rules
from apps.directory.actions import abuse, letters
from apps.records.models import PersonName

VERBS = {
    "directory.block": gettext_lazy("blocked somebody"),
    "directory.unblock": gettext_lazy("lifted a block"),
    "directory.report_abuse": gettext_lazy("reported abuse"),
    "directory.decide_abuse": gettext_lazy("decided on a report of abuse"),
    "directory.read_reported_letter": gettext_lazy("read a reported letter"),
    "directory.suspend": gettext_lazy("closed a part of the directory for somebody"),
    "directory.lift_suspension": gettext_lazy("opened the directory for somebody again"),
    "directory.suggest_contact": gettext_lazy("suggested how somebody lost can be reached"),
    "directory.suggestion_invited": gettext_lazy("invited somebody at a classmate's word"),
    "directory.suggestion_rang": gettext_lazy("spoke with somebody at a classmate's word"),
    "directory.suggestion_unfit": gettext_lazy("put a suggestion aside"),
    "directory.suggestion_expired": gettext_lazy("forgot the contact of an old suggestion"),
    "directory.report_death": gettext_lazy("sent word of a death"),
    "directory.take_death": gettext_lazy("took word of a death as a source"),
    "directory.put_death_aside": gettext_lazy("put word of a death aside"),
    "directory.notice_reading": gettext_lazy("noticed unusual reading"),
    "directory.decide_reading": gettext_lazy("decided on unusual reading"),
}


def register() -> None:
    for action, verb in VERBS.items():
        audit_verbs.add(action, verb)
    for role, permissions in rules.PERMISSIONS.items():
        role_permissions.add(f"directory-{role}", (role, permissions))
    notices.add(letters.NOTICE, _letter)
    notices.add(abuse.NOTICE, _warning)


def _letter(params: dict[str, Any]) -> NoticeText:
    name = PersonName.objects.filter(person=params["writer"], is_current=True).first()
    writer = name.full if name else _("a fellow alumnus")
    url = reverse("directory:conversation", args=[params["conversation"]])
    return NoticeText(_("%(writer)s wrote to you") % {"writer": writer}, url, "mail")


def _warning(params: dict[str, Any]) -> NoticeText:
    text = _("The office wrote to you about your messages: %(reason)s") % {"reason": params["reason"]}
    return NoticeText(text, reverse("directory:inbox"), "triangle-alert")
