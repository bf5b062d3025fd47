"""What members answered to the group's letters, at the leaders' desk. The portal carries the answers: leaders learn no
addresses."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters.audiences import sender_key
from apps.chapters.models import Chapter
from apps.chapters.rules import Power, Standing
from apps.chapters.views.access import led
from apps.core import policy
from apps.core.forms import refuse
from apps.mailings.actions import inbox
from apps.mailings.forms.inbox import AnswerForm
from apps.mailings.querysets import inbox as found

PER_PAGE = 25


@policy.alumni
@led(Power.PUBLISH)
@require_safe
def index(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """The newest first."""
    page = Paginator(found.of_sender(sender_key(chapter)), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "chapters/inbox_desk.html", {"chapter": chapter, "standing": standing, "page": page})


@policy.alumni
@led(Power.PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """One answer, and what is written back."""
    item = get_object_or_404(found.of_sender(sender_key(chapter)), pk=pk)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            inbox.deal_with(item, form.state, form.cleaned_data["text"], by=request.user)
        except inbox.CannotAnswer as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, form.told)
            return redirect("chapters:desk_inbox", chapter.slug)
    context = {"chapter": chapter, "standing": standing, "item": item, "form": form, "warning": inbox.warning_of(item)}
    return render(request, "chapters/reply_desk.html", context, status=422 if form.errors else 200)
