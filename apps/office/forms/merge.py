"""Deciding that two records are one person's."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField

CHOICE = "choice:"  # what the names of the radio buttons begin with


class MergeForm(forms.Form):
    """What the clerk said besides the choices."""

    stamp = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    reason = NormalisedCharField(
        label=_("why they are one person"),
        max_length=300,
        required=False,
        help_text=_("For whoever looks at this later. For example: she rang and said so."),
    )
    sure = forms.BooleanField(label=_("I have looked at this: they are one person."), required=False)

    def __init__(self, *args: object, has_conflicts: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passed on as they come
        self.fields["sure"].required = has_conflicts
        self.fields["sure"].error_messages = {
            "required": _("Read what speaks against it, then tick that they are one person.")
        }


def choices_in(posted: Mapping[str, Any]) -> dict[str, str]:
    """What the clerk chose: the name of each question → the answer."""
    return {key.removeprefix(CHOICE): str(value) for key, value in posted.items() if key.startswith(CHOICE)}


class UndoForm(forms.Form):
    """Why a merge is taken back, and which rows stay that somebody changed meanwhile."""

    reason = NormalisedCharField(label=_("reason"), max_length=300)
    leave = forms.TypedMultipleChoiceField(coerce=int, required=False, label=_("stays with the record that is there"))

    def __init__(self, *args: object, rows: Iterable[int] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # passed on as they come
        self.fields["leave"].choices = [(key, str(key)) for key in rows]  # type: ignore[attr-defined]
