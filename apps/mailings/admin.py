from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, linebreaks
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.admin import OfficeAdmin
from apps.core.templatetags.thai import be_datetime
from apps.mailings.models import Message


@admin.register(Message)
class MessageAdmin(OfficeAdmin[Message]):
    """The ledger for staff with `mailings.view_message`: what went to whom and what became of it."""

    list_display = ("written", "to", "subject", "purpose", "state", "attempts")
    list_filter = ("state", "purpose")
    search_fields = ("to__istartswith",)
    search_help_text = _("The beginning of an e-mail address")
    ordering = ("-pk",)
    fields = readonly_fields = (
        *("to", "subject", "purpose", "text"),
        *("state", "error", "attempts"),
        *("written", "tried", "sent", "message_id", "settling"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Message]:
        found: QuerySet[Message] = Message.objects.visible_to(request.user).defer("body_html", "headers")
        return found.order_by("-pk")

    @admin.display(description=_("written"), ordering="pk")
    def written(self, message: Message) -> str:
        return be_datetime(message.created_at)

    @admin.display(description=_("last attempt"))
    def tried(self, message: Message) -> str:
        return be_datetime(message.claimed_at)

    @admin.display(description=_("sent"))
    def sent(self, message: Message) -> str:
        return be_datetime(message.sent_at)

    @admin.display(description=_("what became of it"))
    def settling(self, message: Message) -> str:
        """A page for those who may say it (`mailings.send_mailings`)."""
        if not message.can_be_settled:
            return "–"
        name, of = ("office_settle", [message.mailing.public_id]) if message.mailing else ("office_settle_alone", [])
        url = reverse(f"mailings:{name}", args=[*of, message.pk])
        return format_html('<a href="{}">{}</a>', url, gettext("Settle it"))

    @admin.display(description=_("text"))
    def text(self, message: Message) -> str:
        """A code or a link with which somebody signs in is for that person's eyes alone."""
        if message.purpose == Message.Purpose.SECURITY:
            return gettext("Not shown: this mail holds a code or a link for signing in.")
        return mark_safe(linebreaks(message.body_text, autoescape=True))  # noqa: S308 - escaped by linebreaks
