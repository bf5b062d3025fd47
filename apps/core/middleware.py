from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from apps.core import policy, registries
from apps.core.actions import rows

LONGEST_WAY_BACK = 2_000  # signs

GetResponse = Callable[[HttpRequest], HttpResponse]


class PrivateResponses:
    """What a signed-in person was shown stays out of every cache, unless the view itself says that it is the same for
    everyone (`Cache-Control: public`, as the institution's colours are)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and "public" not in response.get("Cache-Control", ""):
            patch_cache_control(response, private=True, no_store=True)
        return response


class ViewPolicy:
    """Enforces what each view declares (apps.core.policy); a view that declares nothing is closed to everyone."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], _args: list[Any], _kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if "\0" in request.path:  # no database holds that sign, so nothing has this address
            raise Http404
        declared = policy.of(request.resolver_match) if request.resolver_match else None
        if declared is None:
            raise PermissionDenied("this view declares no policy")
        if declared == policy.DEMO and not settings.DEMO:
            raise Http404
        if declared in {policy.PUBLIC, policy.DEMO}:
            return None
        if not request.user.is_authenticated:
            if request.method == "POST":
                messages.info(
                    request, _("You had been signed out, so nothing was saved yet. Sign in and send it again.")
                )
            return redirect_to_login(way_back(request))
        if declared.name == "staff":
            return self._admit_staff(request, declared.permission)
        if declared.name in registries.memberships:
            membership = registries.memberships[declared.name]
            return None if membership.admits(request.user) else redirect(membership.refusal)
        return None

    def _admit_staff(self, request: HttpRequest, permission: str) -> HttpResponseBase | None:
        if not request.user.is_staff or (permission and not request.user.has_perm(permission)):
            raise PermissionDenied
        if not policy.has_second_factor(request.user):
            messages.info(request, _("Staff sign in with a second step. Please set it up now; it takes two minutes."))
            return redirect("mfa_activate_totp")
        # What is asked of the reader again and again while one page is made, and cannot change meanwhile.
        request.user.for_this_request = {}
        return None


class LostRaces:
    """Whoever loses a race for a row reads so. Forms say it beside what was typed; this is for deeds that are one
    button, where two people press at the same moment."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, rows.Stale):
            return None
        return render(request, "409.html", {"back": _came_from(request) or "/"}, status=409)


class OnlyForms:
    """Whoever opens the address of a form that has no page of its own (in another language, or by a link that somebody
    passed on) reads so, instead of nothing."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method != "GET" or not isinstance(response, HttpResponseNotAllowed):
            return response
        page = render(request, "405.html", {"back": _came_from(request)}, status=405)
        page["Allow"] = response["Allow"]
        return page


def way_back(request: HttpRequest) -> str:
    """Where the sign-in leads on to: of a form that was sent, the page on which it stands, since not every form's own
    address can be opened; of an address that no redirect could carry, the page without what was asked."""
    sent_from = urlsplit(_came_from(request)) if request.method == "POST" else None
    if sent_from is not None and sent_from.path:
        whole, path = urlunsplit(("", "", sent_from.path, sent_from.query, "")), sent_from.path
    else:
        whole, path = request.get_full_path(), request.path
    return whole if len(whole) <= LONGEST_WAY_BACK else path[:LONGEST_WAY_BACK]


def _came_from(request: HttpRequest) -> str:
    """The page of ours from which somebody comes, as their browser says; "" where it says none."""
    said = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(said, {request.get_host()}, require_https=request.is_secure())
    return said if is_ours else ""
