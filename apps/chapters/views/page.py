"""What the group says of itself and how one joins it, at the leaders' desk."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from apps.accounts.rules import SignedInRequest
from apps.chapters.actions import chapters
from apps.chapters.actions.refusals import NotNow
from apps.chapters.forms.page import PageAndJoiningForm, PageForm
from apps.chapters.models import Chapter
from apps.chapters.rules import Power, Standing
from apps.chapters.views.access import led
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse


@policy.alumni
@led(Power.PUBLISH)
def change(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """Whoever writes in the group's name changes its words; whoever leads it, how one joins and what it costs."""
    make = PageAndJoiningForm if standing.may(Power.OFFICERS) else PageForm
    form = make(request.POST or None, instance=chapter, initial={"version": chapter.version})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in make.Meta.fields}
        try:
            seen = form.cleaned_data["version"]
            chapters.describe(chapter, values, by=request.user, expected_version=seen)
        except (ValidationError, rows.Stale, NotNow) as refusal:
            refuse(form, refusal, row=chapter)
        else:
            messages.success(request, _("Saved. Everybody sees it from now on; the LINE group only members."))
            return redirect("chapters:show", chapter.slug)
    shown = Chapter.objects.with_ground().get(pk=chapter.pk)
    context = {"chapter": shown, "standing": standing, "form": form}
    return render(request, "chapters/page_edit.html", context, status=422 if form.errors else 200)
