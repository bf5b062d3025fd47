"""Mappings that were kept under a name for the next file."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.actions import rows
from apps.core.admin.paginator import BoundedPaginator
from apps.core.forms import refuse
from apps.imports import rules
from apps.imports.actions import mappings
from apps.imports.models import SavedMapping
from apps.imports.reports import fields
from apps.office.forms.imports import MappingForm

from .access import of_whole_university

PER_PAGE = 50


@policy.staff(rules.IMPORT)
@of_whole_university
def index(request: SignedInRequest) -> HttpResponse:
    """All of them, by name."""
    saved = SavedMapping.objects.select_related("by").order_by("name", "pk")
    page = BoundedPaginator(saved, PER_PAGE).get_page(request.GET.get("page"))
    listed = [(each, _read(each)) for each in page.object_list]
    return render(request, "office/import_mappings.html", {"page": page, "listed": listed})


@policy.staff(rules.IMPORT)
@of_whole_university
def rename(request: SignedInRequest, pk: int) -> HttpResponse:
    saved = get_object_or_404(SavedMapping, pk=pk)
    form = MappingForm(request.POST or None, initial={"name": saved.name, "version": saved.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            mappings.rename(saved, data["name"], by=request.user, expected_version=data["version"])
        except ValidationError as error:
            form.add_error("name", error.messages)
        except rows.Stale as error:
            refuse(form, error, row=saved)
        else:
            messages.success(request, _("Saved."))
            return redirect("office:import_mappings")
    status = 422 if form.errors else 200
    return render(request, "office/import_mapping.html", {"saved": saved, "form": form}, status=status)


@policy.staff(rules.IMPORT)
@of_whole_university
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Throws a mapping away, once the button on its own page is pressed."""
    saved = get_object_or_404(SavedMapping, pk=pk)
    if request.method == "POST":
        try:
            mappings.delete(saved, by=request.user)
        except rows.Stale as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("The mapping is gone. What was imported with it stays."))
        return redirect("office:import_mappings")
    return render(request, "office/import_mapping_delete.html", {"saved": saved})


def _read(saved: SavedMapping) -> str:
    """The meanings of its columns, in words."""
    return ", ".join(fields.label(kind) for kind in saved.mapping.get("columns", {}).values() if kind)
