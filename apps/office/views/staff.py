"""Who works in the office: invitations, roles, campuses, closing and opening of accounts."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts import actions as accounts
from apps.accounts import rules
from apps.accounts.models import User
from apps.core import policy
from apps.core.models import AuditEntry
from apps.office import actions, querysets
from apps.office.forms.person import ReasonForm
from apps.office.forms.staff import ChangeAccessForm, InviteForm

HISTORY_SHOWN = 20


@policy.staff(rules.INVITE_STAFF)
def index(request: HttpRequest) -> HttpResponse:
    """Everybody who works in the office."""
    return render(request, "office/staff.html", {"title": _("Staff"), "members": querysets.staff()})


@policy.staff(rules.INVITE_STAFF)
def invite(request: HttpRequest) -> HttpResponse:
    """Asks somebody to join."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _done(form, lambda: _invite(request, form), "email"):
        messages.success(request, _("The invitation is on its way to %(email)s.") % form.cleaned_data)
        return redirect("office:staff")
    context = {"title": _("Invite a member of staff"), "form": form}
    return render(request, "office/staff_invite.html", context, status=422 if form.errors else 200)


@policy.staff(rules.INVITE_STAFF)
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One member of staff: what they may do, to be changed for a reason, and the history of it."""
    user = get_object_or_404(User, pk=pk, is_staff=True)
    member = querysets.member(user)
    form = ChangeAccessForm(request.POST or None, initial=_access(user))
    if request.method == "POST" and form.is_valid() and _done(form, lambda: _change(request, user, form), "roles"):
        messages.success(request, _("Saved. It holds from the next click on."))
        return redirect("office:staff_member", pk=pk)
    context = {"title": str(user), "member": member, "form": form, "history": _history(user, request.user)}
    context["own_access"] = actions.OwnAccess.message if user.pk == request.user.pk else ""
    return render(request, "office/staff_member.html", context, status=422 if form.errors else 200)


@require_POST
@policy.staff(rules.INVITE_STAFF)
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Sends the invitation once more."""
    user = get_object_or_404(User, pk=pk, is_staff=True, invited_at__isnull=False)
    try:
        actions.invite_again(user, by=request.user)
    except actions.REFUSALS as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("A new invitation is on its way; the older link no longer works."))
    return redirect("office:staff_member", pk=pk)


@policy.staff(rules.INVITE_STAFF)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Closes an account."""
    return _for_a_reason(request, pk, accounts.deactivate_staff, _("Close the account"))


@policy.staff(rules.INVITE_STAFF)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Opens it again."""
    return _for_a_reason(request, pk, accounts.reactivate_staff, _("Open the account again"))


def _for_a_reason(request: HttpRequest, pk: int, work: Callable[..., None], title: str) -> HttpResponse:
    user = get_object_or_404(User, pk=pk, is_staff=True)
    form = ReasonForm(request.POST or None)

    def do() -> None:
        work(user, by=request.user, reason=form.cleaned_data["reason"])

    if request.method == "POST" and form.is_valid() and _done(form, do, None):
        messages.success(request, _("Done."))
        return redirect("office:staff_member", pk=pk)
    context = {"title": title, "member": user, "form": form, "closes": work is accounts.deactivate_staff}
    return render(request, "office/staff_reason.html", context, status=422 if form.errors else 200)


def _done(form: forms.Form, work: Callable[[], object], field: str | None) -> bool:
    """Does the work; what it refuses is said at the field."""
    try:
        work()
    except actions.REFUSALS as refusal:
        about = "campuses" if isinstance(refusal, actions.BeyondOwnCampuses) else field
        form.add_error(about, str(refusal.message))
        return False
    return True


def _invite(request: HttpRequest, form: InviteForm) -> None:
    actions.invite(by=request.user, **form.cleaned_data)


def _change(request: HttpRequest, user: User, form: ChangeAccessForm) -> None:
    actions.change_access(user, by=request.user, **form.cleaned_data)


def _access(user: User) -> dict[str, object]:
    return {
        "roles": list(user.groups.values_list("name", flat=True)),
        "campuses": list(user.campus_scopes.values_list("campus", flat=True)),
    }


def _history(user: User, viewer: querysets.Viewer) -> list[querysets.Line]:
    about = AuditEntry.objects.filter(table="accounts.user", key=str(user.pk))
    return querysets.lines_of(about.select_related("by", "batch").order_by("-at", "-id")[:HISTORY_SHOWN], viewer)
