"""How a cell of a file of office data is read and written."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _
from import_export.widgets import ForeignKeyWidget, Widget

from apps.core.lib.dates import PartialDate, ThaiDateError, parse_thai_date
from apps.core.lib.text import fold
from apps.core.lib.years import YearError, read_be_year


class CodeWidget(ForeignKeyWidget):
    """Another row, told by its code."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        if not value:
            return None
        found = self.get_queryset(value, row).filter(**{self.field: value}).first()
        if found is None:
            noun = self.model._meta.verbose_name
            raise ValueError(_("There is no %(noun)s “%(code)s”.") % {"noun": noun, "code": value})
        return found


class ChoiceWidget(Widget):
    """One of several choices, told by its code or in words of any language."""

    def __init__(self, choices: type[models.TextChoices]) -> None:
        super().__init__()
        self.choices = choices

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        if not value:
            return ""
        for code, _label in settings.LANGUAGES:
            with translation.override(code):
                known = {fold(word): key for key, label in self.choices.choices for word in (str(key), str(label))}
            if fold(value) in known:
                return str(known[fold(value)])
        said = ", ".join(str(label) for label in self.choices.labels)
        raise ValueError(_("“%(value)s” is none of: %(choices)s.") % {"value": value, "choices": said})

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return str(value or "")


class YearWidget(Widget):
    """A year in the Buddhist era, in either era and either kind of digits."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        if not value:
            return None
        try:
            return read_be_year(value)
        except YearError:
            raise ValueError(_("Write the year with four digits, such as 2549.")) from None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else str(value)


class NumberWidget(YearWidget):
    """A whole number."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        if not value:
            return None
        if not value.isdecimal() or len(value) > 4:
            raise ValueError(_("Write a whole number, such as 12."))
        return int(value)


class DayWidget(Widget):
    """A whole day, as people write it; written as 2006-03-31."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        if not value:
            return None
        try:
            known: PartialDate | None = parse_thai_date(value)
        except ThaiDateError:
            known = None
        if known is None or not known.is_full:
            raise ValueError(_("“%(value)s” is no day such as 31/03/2549.") % {"value": value})
        return known.first_day

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return value.isoformat() if value else ""
