"""Who may see what is typed beside it: the four levels, in the words of whoever chooses."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.records.models import Audience

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# From the widest to the narrowest.
LEVELS: dict[str, "_StrPromise"] = {
    Audience.EVERYONE: _("Everyone on the internet"),
    Audience.ALUMNI: _("Verified alumni"),
    Audience.FELLOWS: _("My fellows: cohort, faculty, groups"),
    Audience.OFFICE: _("Only me and the office"),
}


class AudienceField(forms.ChoiceField):
    """A list to choose one of the four levels from; it stands beside the field that it opens or closes."""

    def __init__(self, **kwargs: Any) -> None:
        options: dict[str, Any] = {
            "label": _("Who sees it"),
            "choices": list(LEVELS.items()),
            "widget": forms.Select(attrs={"class": "sel"}),
        }
        super().__init__(**options | kwargs)
