from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from apps.accounts import actions, querysets
from apps.accounts.forms import AcceptInvitationForm
from apps.accounts.models import User
from apps.core import policy


@policy.public
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """A new member of staff sets a password; then they sign in, and set up the second step."""
    try:
        user = actions.opened_invitation(token)
        form = AcceptInvitationForm(user, request.POST if request.method == "POST" else None)
        if not form.is_valid():
            return _ask(request, user, form)
        actions.accept_invitation(user, password=form.cleaned_data["new_password1"])
    except actions.InvitationOver:
        return render(request, "accounts/invitation_over.html", status=410)
    logout(request)
    messages.success(request, _("Your password is set. Sign in with it now."))
    return redirect("account_login")


def _ask(request: HttpRequest, user: User, form: AcceptInvitationForm) -> HttpResponse:
    context = {"form": form, "invited": user, "invited_by": querysets.inviter_of(user)}
    return render(request, "accounts/accept_invitation.html", context, status=422 if form.is_bound else 200)
