"""What an action refuses, said in the form that asked for it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.actions import rows
from apps.core.models import Tracked
from apps.core.reports import recorded_now

NOWHERE_ELSE: Mapping[str, str] = MappingProxyType({})


def refuse(
    form: forms.BaseForm, error: Any, fields: Mapping[str, str] = NOWHERE_ELSE, *, row: Tracked | None = None
) -> None:
    """At the field whose name the refusal gives (`fields`: what the form calls the columns it fills under another
    name), else above the form. `error` is a ValidationError, or an action's own exception with its `message`.

    `row` is what the form is about, as recorded now: after a look at it, it may be saved over."""
    if isinstance(error, rows.Stale) and row is not None:
        _show_anew(form, row)
    if not isinstance(error, ValidationError):
        name = getattr(error, "field", "")  # where somebody can do something about it
        form.add_error(name if name in form.fields else None, str(error.message))
    elif not hasattr(error, "error_dict"):
        form.add_error(None, error)
    else:
        for column, problems in error.error_dict.items():
            name = fields.get(column, column)
            form.add_error(name if name in form.fields else None, problems)


def _show_anew(form: forms.BaseForm, row: Tracked) -> None:
    """Says at each field what somebody else has made of it, and takes their version for the one that was seen."""
    form.data = {**form.data.dict(), "version": row.version}  # type: ignore[attr-defined] # posted, each name once
    if isinstance(form, forms.BaseModelForm):
        for name, said in recorded_now(row, form.instance, set(form.fields) - {"source", "version"}).items():
            form.add_error(name, _("Recorded now: %(said)s") % {"said": said})
