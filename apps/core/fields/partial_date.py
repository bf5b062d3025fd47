from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from apps.core.lib.dates import PartialDate

from .thai_date import ThaiDateField

if TYPE_CHECKING:
    _Field = models.Field[PartialDate | date | str | None, PartialDate | None]
else:
    _Field = models.Field  # generic for the type checker only


class PartialDateAttribute(DeferredAttribute):
    """Whatever is assigned is a PartialDate at once: a date, or text such as "2006-03", may be given."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        field: PartialDateField = self.field  # type: ignore[assignment] # it is made by that field
        instance.__dict__[field.attname] = field.read(value)


class PartialDateField(_Field):
    """A day of which perhaps only the month and year, or only the year, is known: a PartialDate, None when nothing is.

    Stored as "2006-03-31", "2006-03" or "2006" (common era), so that it sorts, compares and takes part in constraints
    as text does; lookups take a PartialDate, a date or such a text (`birth_date__startswith="2006-03"`)."""

    description = _("Date, perhaps without its day or month")
    default_error_messages = {"invalid": _("“%(value)s” is not a date such as 2006-03-31, 2006-03 or 2006.")}
    descriptor_class = PartialDateAttribute

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"max_length": 10})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        return "CharField"

    def read(self, value: Any) -> Any:
        """A PartialDate of a date or of stored text; what is neither stays, for `to_python` to refuse."""
        if isinstance(value, date):
            return PartialDate.from_date(value)
        if isinstance(value, str):
            try:
                return PartialDate.from_iso(value) if value else None
            except ValueError:
                return value
        return value

    def to_python(self, value: Any) -> PartialDate | None:
        known = self.read(value)
        if known is None or isinstance(known, PartialDate):
            return known
        raise ValidationError(self.error_messages["invalid"], code="invalid", params={"value": value})

    def from_db_value(self, value: str | None, *_: Any) -> PartialDate | None:
        return PartialDate.from_iso(value) if value else None

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        if isinstance(value, date):
            value = PartialDate.from_date(value)
        return str(value) if isinstance(value, PartialDate) else value or None

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj) or "")

    def formfield(self, **kwargs: Any) -> Any:
        options: dict[str, Any] = {"form_class": ThaiDateField, "partial": True}
        return super().formfield(**options | kwargs)
