from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):
    """allauth as this portal wants it: accounts begin with an e-mail address; the registry knows the rest."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        if request.user.is_authenticated and request.user.is_staff:
            return reverse("office:dashboard")
        url: Any = super().get_login_redirect_url(request)
        return str(url)
