"""Head-counts as they are typed, number by number, or come in a file."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.admin import ThaiDayField
from apps.core.admin.files import UploadForm
from apps.core.fields import NormalisedCharField, ThaiYearField
from apps.quality.actions.headcounts import Counted, Place
from apps.quality.lib.grid import Line
from apps.quality.lib.headcount_files import whole
from apps.quality.models import HeadCount
from apps.records.models import Campus, Faculty


class AboutForm(forms.Form):
    """Where the numbers are from."""

    document = NormalisedCharField(
        label=gettext_lazy("document"),
        max_length=200,
        help_text=gettext_lazy("Letter, report or file of the registrar, such as “มอ 021/1234 of 3 May 2549”."),
    )
    counted_on = ThaiDayField(
        label=gettext_lazy("counted on"), help_text=gettext_lazy("The day on which the registrar counted.")
    )

    def clean_counted_on(self) -> date:
        day: date = self.cleaned_data["counted_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return day


class GridForm(AboutForm):
    """The numbers of one year: a grid of faculties and levels, or the sum alone where no more is known."""

    total = forms.CharField(
        label=gettext_lazy("sum, as the registrar gives it"),
        required=False,
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=gettext_lazy("Checked against the numbers of the grid. Without a grid it is the head-count itself."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, year: int, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year, self.lines = year, list(lines)
        for line in self.lines if self.is_bound else ():
            for cell in line.cells:
                cell.typed = self.data.get(cell.name, "")[:20]
            if line.name.startswith("x"):
                line.faculty, line.campus = self._chosen(line, "faculty"), self._chosen(line, "campus")

    @cached_property
    def choices(self) -> dict[str, list[Any]]:
        """What a line can be added for."""
        here = {"institution__code": settings.INSTITUTION}
        faculties, campuses = Faculty.objects.filter(**here), Campus.objects.filter(**here)
        return {"faculty": list(faculties.order_by("code")), "campus": list(campuses.order_by("pk"))}

    @property
    def wrong_cells(self) -> list[tuple[str, str]]:
        """The box or line, and what is wrong with it, for the summary above the form."""
        return [
            *(
                (line.cells[0].name, f"{line.title or _('New line')}: {line.error}")
                for line in self.lines
                if line.error
            ),
            *((cell.name, f"{cell.label}: {cell.error}") for line in self.lines for cell in line.cells if cell.error),
        ]

    def _chosen(self, line: Line, what: str) -> int:
        """The key of what was chosen from a list; 0 where that is nothing on it."""
        asked = self.data.get(f"{line.name}-{what}", "")
        return next((each.pk for each in self.choices[what] if str(each.pk) == asked), 0)

    def clean_total(self) -> int | None:
        text = self.cleaned_data["total"].strip()
        number = whole(text) if text else None
        if text and number is None:
            raise ValidationError(_("Write a whole number, such as 1,204."))
        return number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cells = self._cells()
        total, total_is_read = cleaned.get("total"), "total" not in self.errors
        if self.wrong_cells:
            self.add_error(None, _("Some numbers of the grid cannot be read."))
        elif not cells and total is None and total_is_read:
            self.add_error("total", _("Fill in the grid, or at least the sum."))
        elif cells and total is not None and total != (made := sum(number for _place, number in cells)):
            words = _("The numbers of the grid make %(made)s, not %(total)s.")
            self.add_error("total", words % {"made": f"{made:,}", "total": f"{total:,}"})
        elif cells:
            cleaned["counted"] = Counted(self.year, cells, by_faculty=True, by_campus=True, by_level=True)
        elif total is not None:
            cleaned["counted"] = Counted(self.year, [(Place(), total)])
        return cleaned

    def _cells(self) -> list[tuple[Place, int]]:
        found: dict[Place, int] = {}
        for line in self.lines:
            if line.is_filled and not (line.faculty and line.campus):
                line.error = _("Choose the faculty and the campus.")
            for cell in line.cells:
                text = cell.typed.strip()
                if not text or text in {"-", "–"}:
                    continue
                number = whole(text)
                place = Place(line.faculty, line.campus, cell.level)
                if number is None:
                    cell.error = _("Write a whole number, such as 120.")
                elif place in found:
                    cell.error = _("This faculty, campus and level is there twice.")
                else:
                    found[place] = number
        return list(found.items())


class FileForm(AboutForm, UploadForm):
    """A file of head-counts, and what it counts."""

    counts = forms.ChoiceField(
        label=gettext_lazy("what is counted"),
        choices=HeadCount.Counts.choices,
        widget=forms.RadioSelect,
        initial=HeadCount.Counts.PEOPLE,
    )
    year = ThaiYearField(
        label=gettext_lazy("year (B.E.)"),
        required=False,
        help_text=gettext_lazy("Only where the file itself names none."),
    )
    field_order = ("file", "counts", "document", "counted_on", "year")

    def __init__(self, data: Any = None, files: Any = None) -> None:
        forms.Form.__init__(self, data, files)
