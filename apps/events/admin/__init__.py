"""Events in the office's admin: looked up and searched, taken in and out as files. They are changed on their own desk,
where whoever is registered is told."""

from typing import ClassVar

from django.contrib import admin
from django.http import HttpRequest

from apps.core.admin import FilesAdmin
from apps.core.admin.audited import ADD, CHANGE
from apps.core.admin.files import Kinds
from apps.events import rules
from apps.events.admin.files import EventFile, TicketFile
from apps.events.models import Event


@admin.register(Event)
class EventAdmin(FilesAdmin[Event]):
    resources: ClassVar[Kinds] = {"events": EventFile, "tickets": TicketFile}
    list_display = ("title_th", "chapter", "starts_at", "state", "seats", "taken")
    list_filter = ("state", "kind", "audience")
    list_select_related = ("chapter",)
    search_fields = ("title_th", "title_en", "slug", "place")
    ordering = ("-starts_at", "-pk")
    date_hierarchy = None

    def _verbs(self, request: HttpRequest) -> frozenset[str]:
        """Files come in for whoever runs events; the rows themselves are changed nowhere here."""
        return frozenset({ADD, CHANGE}) if request.user.has_perm(rules.CARE) else frozenset()
