"""Deeds for which it is not enough that somebody once signed in on this telephone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from apps.accounts.rules import signed_in_just_now

View = Callable[..., HttpResponseBase]


def freshly_signed_in(*methods: str) -> Callable[[View], View]:
    """For these methods (all where none is named) the reader must have typed a password or code within minutes, else
    is asked for it; who has neither signs in anew."""

    def decorate(view: View) -> View:
        @wraps(view)
        def ask_first(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if (methods and request.method not in methods) or signed_in_just_now(request):
                return view(request, *args, **kwargs)
            if get_reauthentication_flows(request.user):
                raise ReauthenticationRequired  # allauth's middleware asks, then goes on with this very request
            logout(request)
            messages.info(request, _("Please sign in again, so that we know it is you."))
            return redirect_to_login(request.get_full_path())

        return ask_first

    return decorate
