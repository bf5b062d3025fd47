"""What an action refuses, said in the form that asked for it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

NOWHERE_ELSE: Mapping[str, str] = MappingProxyType({})


def refuse(form: forms.BaseForm, error: Any, fields: Mapping[str, str] = NOWHERE_ELSE) -> None:
    """At the field whose name the refusal gives (`fields`: what the form calls the columns it fills under another
    name), else above the form. `error` is a ValidationError, or an action's own exception with its `message`."""
    if not isinstance(error, ValidationError):
        form.add_error(None, str(error.message))
    elif not hasattr(error, "error_dict"):
        form.add_error(None, error)
    else:
        for column, problems in error.error_dict.items():
            name = fields.get(column, column)
            form.add_error(name if name in form.fields else None, problems)
