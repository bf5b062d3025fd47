"""The posts of the committee and how many may hold each, at the leaders' desk."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.rules import SignedInRequest
from apps.chapters import rules
from apps.chapters.actions import officers
from apps.chapters.actions.refusals import TO_LEADERS
from apps.chapters.forms.page import PositionForm
from apps.chapters.models import Chapter, Position
from apps.chapters.rules import Power, Standing
from apps.chapters.views.access import led
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse


@policy.alumni
@led(Power.OFFICERS)
def new(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """A post that the committee has not had yet."""
    position = Position(chapter=chapter, order=50)
    form = PositionForm(request.POST or None, instance=position, roles=rules.LEADERS_MAKE)
    if request.method == "POST" and form.is_valid():
        try:
            officers.add_position(form.save(commit=False), seats=form.cleaned_data["seats"], by=request.user)
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The post is there, and free. Propose who takes it."))
            return redirect("chapters:desk_officers", chapter.slug)
    context = {"chapter": chapter, "standing": standing, "form": form}
    return render(request, "chapters/position.html", context, status=422 if form.errors else 200)


@policy.alumni
@led(Power.OFFICERS)
def change(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """A post's name, the length of its terms, how many may hold it. Those that lead a group are the office's."""
    position = get_object_or_404(Position, pk=pk, chapter=chapter, role__in=rules.LEADERS_MAKE)
    initial = {"version": position.version, "seats": position.seats.count()}
    form = PositionForm(request.POST or None, instance=position, initial=initial, roles=rules.LEADERS_MAKE)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            officers.change_position(position, data, by=request.user, expected_version=data["version"])
        except (ValidationError, rows.Stale, *TO_LEADERS) as refusal:
            refuse(form, refusal, row=position)
        else:
            messages.success(request, _("Saved."))
            return redirect("chapters:desk_officers", chapter.slug)
    context = {"chapter": chapter, "standing": standing, "form": form, "position": position}
    return render(request, "chapters/position.html", context, status=422 if form.errors else 200)


@policy.alumni
@led(Power.OFFICERS)
@require_POST
def remove(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """A post that nobody ever held."""
    position = get_object_or_404(Position, pk=pk, chapter=chapter, role__in=rules.LEADERS_MAKE)
    try:
        officers.remove_position(position, by=request.user)
    except ValidationError as refusal:
        messages.info(request, " ".join(refusal.messages))
    except rows.Stale as stale:
        messages.info(request, str(stale.message))
    else:
        messages.success(request, _("The post is gone."))
    return redirect("chapters:desk_officers", chapter.slug)
