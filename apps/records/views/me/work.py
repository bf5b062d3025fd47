"""The posts that I hold and held."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.records.actions import own
from apps.records.actions.facts import Outcome
from apps.records.forms.me.work import PostForm, initial_of
from apps.records.models import Employment
from apps.records.views.me.own import carried_out, done, own_person, show, version_of

PAGE = "records:me_work"


@policy.on_record
def index(request: SignedInRequest) -> HttpResponse:
    """All posts, the present ones first."""
    posts = Employment.objects.filter(person=own_person(request)).select_related("province", "country")
    shown = list(posts.order_by("-is_current", "-valid_from", "-pk"))
    return render(request, "records/me/work.html", {"posts": shown})


@policy.on_record
def add(request: SignedInRequest) -> HttpResponse:
    """A post, one of several perhaps."""
    person = own_person(request)
    form = PostForm(request.POST or None)

    def save() -> None:
        own.add(Employment(person=person, **form.changes()), by=request.user)

    if request.method == "POST" and carried_out(request, form, save, now=dict):
        return redirect(PAGE)
    return show(request, "post", {"form": form})


@policy.on_record
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """A post as it is, to be mended."""
    post = _own(request, pk)
    form = PostForm(request.POST or None, initial=initial_of(post))

    def save() -> Outcome:
        return own.change(post, form.changes(), by=request.user, expected_version=form.cleaned_data["version"] or 0)

    def now() -> dict[str, Any]:
        return initial_of(_own(request, pk))

    if request.method == "POST" and carried_out(request, form, save, now=now):
        return redirect(PAGE)
    return show(request, "post", {"form": form, "post": post})


@require_POST
@policy.on_record
def leave(request: SignedInRequest, pk: int) -> HttpResponse:
    """I work there no longer."""
    post, version = _own(request, pk), version_of(request)
    return done(request, lambda: own.leave(post, by=request.user, expected_version=version), PAGE)


@require_POST
@policy.on_record
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """I never worked there."""
    post, version = _own(request, pk), version_of(request)
    return done(request, lambda: own.remove_post(post, by=request.user, expected_version=version), PAGE)


def _own(request: SignedInRequest, pk: int) -> Employment:
    return get_object_or_404(Employment, pk=pk, person__account=request.user)
