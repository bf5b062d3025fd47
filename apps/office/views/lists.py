"""Saved lists: hand-picked people, or a search kept under a name."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.actions import rows
from apps.core.admin.paginator import BoundedPaginator
from apps.core.forms import refuse
from apps.office.forms.lists import ListForm
from apps.records import rules
from apps.records.actions import lists
from apps.records.models import SavedList

PER_PAGE = 50


@policy.staff(rules.VIEW)
def index(request: SignedInRequest) -> HttpResponse:
    """My lists and those that the office shares."""
    saved = SavedList.objects.seen_by(request.user).with_sizes(request.user).select_related("owner")
    page = BoundedPaginator(saved.order_by("name", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/saved_lists.html", {"page": page})


@policy.staff(rules.VIEW)
def show(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The list's people, on the people page with its filters."""
    saved = get_object_or_404(SavedList.objects.seen_by(request.user), public_id=public_id)
    query = saved.query or f"list={saved.public_id}"
    return redirect(f"{reverse('office:alumni')}?{query}")


@policy.staff(rules.VIEW)
def change(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Renames a list of one's own, or shares it."""
    saved = _mine(request, public_id)
    initial = {"name": saved.name, "is_shared": saved.is_shared, "version": saved.version}
    form = ListForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            lists.change(
                saved,
                name=data["name"],
                is_shared=data["is_shared"],
                expected_version=data["version"],
                by=request.user,
            )
        except (ValidationError, rows.Stale) as error:
            refuse(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("office:saved_lists")
    status = 422 if form.errors else 200
    return render(request, "office/saved_list.html", {"saved": saved, "form": form}, status=status)


@policy.staff(rules.VIEW)
def delete(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Throws a list of one's own away, once the button on its own page is pressed."""
    saved = _mine(request, public_id)
    if request.method == "POST":
        try:
            lists.delete(saved, by=request.user)
        except rows.Stale as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _("The list is gone; the people stay."))
        return redirect("office:saved_lists")
    return render(request, "office/saved_list_delete.html", {"saved": saved})


def _mine(request: SignedInRequest, public_id: str) -> SavedList:
    saved: SavedList = get_object_or_404(SavedList.objects.seen_by(request.user), public_id=public_id)
    if saved.owner != request.user:
        raise Http404
    return saved
