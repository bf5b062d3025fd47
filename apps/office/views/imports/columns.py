"""Matching the columns of a file: what each holds, guessed and mended."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.imports import rules
from apps.imports.actions import files, looking
from apps.imports.models import Import, SavedMapping
from apps.imports.reports import columns, refusals
from apps.office.forms.imports import COLUMN, ColumnsForm, ReadingForm

from .access import import_of, of_whole_university

REFUSALS = (files.NotAllowed, files.WrongState)
MATCHABLE = {Import.State(state).value for state in files.MATCHABLE}


@dataclass(frozen=True)
class Asked:
    """How the file is to be looked at: from the address, or from the form that was built so."""

    sheet: str
    header: int | None
    saved: SavedMapping | None


@policy.staff(rules.IMPORT)
@of_whole_university
def match(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The columns with their guesses; once they are settled, the check starts."""
    given = import_of(request, public_id)
    if given.state not in MATCHABLE or given.forgotten_at:
        return redirect("office:import", given.public_id)
    asked = _asked(request, given)
    try:
        look = columns.under_header(looking.look(given, sheet=asked.sheet), asked.header)
    except looking.Refused as refused:
        why = refusals.refusal(refused.code, refused.params)
        return render(request, "office/import_columns.html", {"given": given, "refused": why}, status=422)
    form = _form(request, given, look, asked)
    wants_preview = "preview" in request.POST
    if request.method == "POST" and form.is_valid() and not wants_preview:
        try:
            _settle(request, given, look, form)
        except REFUSALS as error:
            refuse(form, error)
        else:
            return redirect("office:import", given.public_id)
    context = _context(given, look, asked, form)
    if form.is_bound and not form.errors:
        context["lines"] = columns.first_lines(look, _mapping(look, form))
    elif not form.is_bound:
        context["lines"] = columns.first_lines(look, columns.with_kinds(look, _initial_kinds(form)))
    return render(request, "office/import_columns.html", context, status=422 if form.errors else 200)


def _asked(request: SignedInRequest, given: Import) -> Asked:
    data = request.POST if request.method == "POST" else request.GET
    header = data.get("header", "")
    saved = data.get("saved", "")
    known = SavedMapping.objects.filter(kind=given.kind)
    sheet = data.get("sheet", "")[:200]
    if not data and given.mapping:
        sheet, header = given.mapping.get("sheet", ""), str(given.mapping.get("header_row", ""))
    return Asked(
        sheet,
        int(header) if header.isascii() and header.isdigit() and len(header) < 7 else None,
        known.filter(pk=saved).first() if saved.isascii() and saved.isdigit() and len(saved) < 10 else None,
    )


def _form(request: SignedInRequest, given: Import, look: looking.Look, asked: Asked) -> ColumnsForm:
    before = columns.fitted(asked.saved.mapping, look) if asked.saved else columns.chosen_before(given, look)
    chosen = before or look.mapping
    kinds = _posted(request, look) if request.method == "POST" else chosen.columns
    shown = columns.shown(look, kinds)
    initial: dict[str, Any] = {**chosen.options, **chosen.constants}
    if asked.saved:
        initial["save_as"] = asked.saved.name
    return ColumnsForm(request.POST if request.method == "POST" else None, columns=shown, initial=initial)


def _posted(request: SignedInRequest, look: looking.Look) -> dict[int, str]:
    return {column.index: request.POST.get(COLUMN.format(column.index), "") for column in look.columns}


def _mapping(look: looking.Look, form: ColumnsForm) -> Any:
    return columns.mapping_of(look, form.chosen(), options=form.options(), constants=form.constants())


def _initial_kinds(form: ColumnsForm) -> dict[int, str]:
    return {column.index: column.kind for column in form.columns}


def _settle(request: SignedInRequest, given: Import, look: looking.Look, form: ColumnsForm) -> None:
    files.match(given, _mapping(look, form), by=request.user, save_as=form.cleaned_data["save_as"])
    files.check(given, by=request.user)


def _context(given: Import, look: looking.Look, asked: Asked, form: ColumnsForm) -> dict[str, Any]:
    lines = [(number, _line(number, cells)) for number, cells in look.preview]
    if look.mapping.header_row > len(lines):
        lines.append((look.mapping.header_row, _("line %(number)d") % {"number": look.mapping.header_row}))
    reading = ReadingForm(
        {
            "sheet": look.mapping.sheet,
            "header": str(look.mapping.header_row),
            "saved": asked.saved.pk if asked.saved else "",
        },
        sheets=[(sheet.name, f"{sheet.name} ({sheet.rows})") for sheet in look.sheets],
        lines=[(0, _("none")), *lines],
        kind=given.kind,
    )
    return {
        "given": given,
        "look": look,
        "form": form,
        "reading": reading,
        "remarks": [refusals.warning(each) for each in look.warnings],
        "asked": asked,
    }


def _line(number: int, cells: tuple[str, ...]) -> str:
    text = columns.masked(" · ".join(cell.strip() for cell in cells if cell.strip()))
    return f"{number}: {Truncator(text).chars(60)}"
