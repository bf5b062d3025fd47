from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.accounts.models import User


def enter(request: HttpRequest, owner: User) -> HttpResponse:
    """The record has just become this account's: its owner is signed in, if they are not, and comes to it."""
    messages.success(request, _("Welcome back, %(name)s. This record is yours now.") % {"name": owner})
    page = reverse("home:me")
    if request.user == owner:
        return redirect(page)
    response: HttpResponse = perform_login(request, owner, redirect_url=page)
    return response
