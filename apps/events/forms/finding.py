"""The filters of the list of events, read from the page's address. What makes no sense is left out."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.events.models import Event
from apps.events.querysets.finding import EventFilters

WHENS = (
    ("today", _("Today")),
    ("week", _("In the next 7 days")),
    ("month", _("In the next 30 days")),
    ("past", _("Past events")),
)
_CODE = r"^[-\w]{1,60}$"


class FindForm(forms.Form):
    """Every filter is optional."""

    q = forms.CharField(label=_("title or place"), required=False, max_length=100)
    when = forms.ChoiceField(label=_("when"), choices=WHENS, required=False)
    kind = forms.ChoiceField(label=_("kind"), choices=Event.Kind, required=False)
    group = forms.RegexField(_CODE, label=_("group"), required=False)
    faculty = forms.RegexField(_CODE, label=_("faculty"), required=False)
    province = forms.RegexField(r"^\d{2}$", label=_("province"), required=False)
    online = forms.BooleanField(label=_("online"), required=False)
    free = forms.BooleanField(label=_("free of charge"), required=False)

    def filters(self) -> EventFilters:
        self.is_valid()
        known: Mapping[str, Any] = self.cleaned_data
        return EventFilters(**{each.name: known.get(each.name) or each.default for each in fields(EventFilters)})  # type: ignore[arg-type] # as the form cleans them
