"""Forms of rows that are versioned and audited: what an action refuses comes back beside what was typed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from apps.core.actions.rows import Stale
from apps.core.fields import NormalisedCharField, ThaiDateField, ThaiYearField
from apps.core.lib.dates import PartialDate


class Refused(Exception):
    """An action refused what the form with this prefix asked for; nothing was written."""

    def __init__(self, prefix: str, error: ValidationError, *, stale: bool = False) -> None:
        super().__init__(prefix, error)
        self.prefix = prefix
        self.error = error
        self.stale = stale


@contextmanager
def refusing(prefix: str | None) -> Iterator[None]:
    """Turns what an action refuses inside the block into `Refused`, marked with the form that asked."""
    try:
        yield
    except Stale:
        raise Refused(prefix or "", ValidationError(Stale.message, code="stale"), stale=True) from None
    except ValidationError as error:
        raise Refused(prefix or "", error) from error


class ThaiDayField(ThaiDateField):
    """A whole day, for the columns that know nothing less; cleans to a date."""

    def clean(self, value: Any) -> date | None:
        known = super().clean(value)
        return known.first_day if known else None

    def prepare_value(self, value: Any) -> Any:
        return PartialDate.from_date(value) if isinstance(value, date) else value


def office_field(column: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """The form field in which the office types what a column holds: years and days in the Buddhist era."""
    if column.name.endswith("_be"):
        label, is_required = capfirst(str(column.verbose_name)), not column.blank
        return ThaiYearField(label=label, required=is_required, help_text=column.help_text)
    if type(column) is models.DateField:
        kwargs["form_class"] = ThaiDayField
    if type(column) in {models.CharField, models.TextField}:
        kwargs["form_class"] = NormalisedCharField
    if isinstance(column, models.URLField):
        kwargs["assume_scheme"] = "https"
    return column.formfield(**kwargs)


class AuditedForm(forms.ModelForm):  # type: ignore[type-arg] # generic for the type checker only
    """A form of a tracked row: it carries the version that the reader saw, and takes an action's refusal."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    refusals: ClassVar[Mapping[str, Refused]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = getattr(self.instance, "version", None)

    def full_clean(self) -> None:
        refused = self.refusals.get(self.prefix or "")
        if refused and refused.stale:
            self.data = {**self.data.dict(), self.add_prefix("version"): self.initial["version"]}  # type: ignore[attr-defined] # a QueryDict
        super().full_clean()
        if refused:
            self._take(refused)

    def new_values(self) -> dict[str, Any]:
        """The row's fields that differ from what the reader was shown."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in self._meta_fields()}

    def _meta_fields(self) -> set[str]:
        return {field.name for field in self._meta.model._meta.concrete_fields if field.editable}

    def _take(self, refused: Refused) -> None:
        for name, messages in _by_field(refused.error).items():
            self.add_error(name if name in self.fields else None, messages)
        if refused.stale:
            self._say_what_it_says_now()

    def _say_what_it_says_now(self) -> None:
        for name in self.changed_data:
            if name in self._meta_fields():
                value = getattr(type(self.instance).objects.get(pk=self.instance.pk), name)
                self.add_error(
                    name, _("It now says: %(value)s") % {"value": value if value not in (None, "") else "–"}
                )


class AuditedFormSet(BaseInlineFormSet):  # type: ignore[type-arg] # generic for the type checker only
    """Rows that belong to another row, edited on its page."""


def _by_field(error: ValidationError) -> dict[str, list[ValidationError]]:
    if hasattr(error, "error_dict"):
        return error.error_dict
    return {NON_FIELD_ERRORS: error.error_list}
