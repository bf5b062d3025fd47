"""What a group asks of the office, and the office of the group, at the leaders' desk."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from apps.accounts.rules import SignedInRequest
from apps.chapters.actions import ties
from apps.chapters.actions.refusals import AlreadyDecided
from apps.chapters.forms.ties import AnswerForm, MatterForm
from apps.chapters.models import Chapter, Matter
from apps.chapters.rules import Power, Standing
from apps.chapters.views.access import led
from apps.core import policy
from apps.core.forms import refuse

SHOWN = 50


@policy.alumni
@led(Power.OFFICERS)
def index(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """All of both directions, the newest first, and a new one to the office."""
    form = MatterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ties.ask_office(chapter, **form.cleaned_data, by=request.user)
        except ValidationError as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Sent. The office answers here."))
            return redirect("chapters:desk_matters", chapter.slug)
    matters = Matter.objects.filter(chapter=chapter).select_related("owner").order_by("-asked_at", "-pk")[:SHOWN]
    context = {"chapter": chapter, "standing": standing, "form": form, "matters": matters}
    return render(request, "chapters/matters.html", context, status=422 if form.errors else 200)


@policy.alumni
@led(Power.OFFICERS)
def answer(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """What the office asks of the group."""
    asked = Matter.objects.filter(chapter=chapter, direction=Matter.Direction.TO_GROUP)
    matter = get_object_or_404(asked.select_related("asked_by"), pk=pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ties.answer(matter, text=form.cleaned_data["answer"], by=request.user)
        except (ValidationError, AlreadyDecided) as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Answered."))
            return redirect("chapters:desk_matters", chapter.slug)
    context = {"chapter": chapter, "standing": standing, "matter": matter, "form": form}
    return render(request, "chapters/matter.html", context, status=422 if form.errors else 200)
