"""Links and QR codes for joining, at the leaders' desk."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters.actions import links
from apps.chapters.actions.refusals import TO_LEADERS
from apps.chapters.forms.desk import LinkForm
from apps.chapters.models import Chapter, JoinLink
from apps.chapters.querysets.desks import joined_by, links_of
from apps.chapters.rules import Power, Standing
from apps.chapters.views.access import led
from apps.core import policy
from apps.core.forms import refuse
from apps.core.lib import qr_codes

SHOWN = 20


@policy.alumni
@led(Power.MEMBERS)
def index(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """All links, the newest first, with how many came by each; and the form for a new one."""
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = links.make(chapter, **form.cleaned_data, by=request.user)
        except TO_LEADERS as refusal:
            refuse(form, refusal)
        else:
            return redirect("chapters:desk_link", chapter.slug, made.pk)
    shown = list(links_of(chapter)[:SHOWN])
    came = joined_by(shown)
    context = {
        "chapter": chapter,
        "standing": standing,
        "links": [(link, came.get(link.pk, 0)) for link in shown],
        "form": form,
    }
    return render(request, "chapters/links.html", context, status=422 if form.errors else 200)


@policy.alumni
@led(Power.MEMBERS)
@require_safe
def show(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """One link to pass on, and its code to print."""
    link = get_object_or_404(JoinLink, pk=pk, chapter=chapter)
    context = {"chapter": chapter, "standing": standing, "link": link, "address": address_of(link)}
    return render(request, "chapters/link.html", context)


@policy.alumni
@led(Power.MEMBERS)
@require_safe
def picture(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """The QR code as a picture that a telephone keeps."""
    link = get_object_or_404(JoinLink, pk=pk, chapter=chapter)
    return HttpResponse(qr_codes.png(address_of(link)), content_type="image/png")


@policy.alumni
@led(Power.MEMBERS)
@require_POST
def end(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """It is no good from now on."""
    link = get_object_or_404(JoinLink, pk=pk, chapter=chapter)
    try:
        links.end(link, by=request.user)
    except TO_LEADERS as refusal:
        messages.info(request, str(refusal.message))
    else:
        messages.success(request, _("The link is no longer good."))
    return redirect("chapters:desk_links", chapter.slug)


def address_of(link: JoinLink) -> str:
    return f"{settings.SITE_URL}{reverse('chapters:by_link', args=[link.code])}"
