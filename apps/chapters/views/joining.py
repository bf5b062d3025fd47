"""Joining a group: asking, and by a link or its QR code."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from apps.accounts.rules import SignedInRequest
from apps.chapters import rules
from apps.chapters.actions import joining
from apps.chapters.actions.refusals import TO_JOINERS
from apps.chapters.forms.joining import AskForm
from apps.chapters.models import Chapter, JoinLink, Membership
from apps.chapters.querysets.photo_choices import choice_of
from apps.chapters.querysets.reasons import enters_at_once, origin_for
from apps.chapters.registries.mine import CAME_BY
from apps.chapters.views.access import chapter_of, own_record
from apps.chapters.views.photos import photo_text, say_about_photos
from apps.core import policy
from apps.core.forms import refuse
from apps.records import policy as visibility


@policy.alumni
def ask(request: SignedInRequest, slug: str) -> HttpResponse:
    """Says who will see what, then asks; whom the group takes at once is a member."""
    chapter, viewer = chapter_of(slug), own_record(request)
    if Membership.objects.open_between(chapter, viewer) is not None:
        return redirect("chapters:show", chapter.slug)
    form = AskForm(request.POST or None)
    form.fields["photos"].help_text = photo_text()
    if choice_of(viewer) is not None:
        del form.fields["photos"]
    if request.method == "POST" and form.is_valid():
        try:
            row = joining.ask(chapter, viewer, note=form.cleaned_data["note"], by=request.user)
            say_about_photos(request, viewer, form.answered())
        except (ValidationError, *TO_JOINERS) as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _joined(chapter) if row.state == "member" else _asked())
            return redirect("chapters:show", chapter.slug)
    origin = origin_for(chapter, viewer)
    at_once = enters_at_once(chapter, viewer, origin)
    context = {"chapter": chapter, "form": form, "origin": origin, "at_once": at_once}
    return render(request, "chapters/ask.html", context, status=422 if form.errors else 200)


@policy.public
def by_link(request: HttpRequest, code: str) -> HttpResponse:
    """Where a link or QR code leads: the group, and one button. Whoever is not signed in does that first."""
    link = JoinLink.objects.filter(code=code).select_related("chapter").first()
    if link is None or not link.is_good or not link.chapter.is_open:
        return render(request, "chapters/link_over.html", {"link": link}, status=404 if link is None else 410)
    is_alumnus = visibility.is_alumnus(request.user)
    viewer = visibility.person_of(request.user) if is_alumnus else None
    if not is_alumnus:
        request.session[CAME_BY] = link.code  # their own page leads back here once they have found their record
    if request.method == "POST" and viewer is not None and request.user.is_authenticated:
        try:
            row = joining.join_by_link(link, viewer, by=request.user)
        except ValidationError:
            messages.info(request, _already(Membership.objects.open_between(link.chapter, viewer)))
        except TO_JOINERS as refusal:
            messages.info(request, str(refusal.message))
        else:
            messages.success(request, _joined(link.chapter) if row.state == "member" else _asked())
        request.session.pop(CAME_BY, None)
        return redirect("chapters:show", link.chapter.slug)
    context = {
        "chapter": link.chapter,
        "link": link,
        "is_alumnus": is_alumnus,
        "awaits_degree": not is_alumnus and visibility.person_of(request.user) is not None,
        "standing": rules.standing_of(viewer, link.chapter),
        "asks": viewer is not None and Membership.objects.was_put_out(link.chapter, viewer),
    }
    return render(request, "chapters/by_link.html", context)


def _already(there: Membership | None) -> str:
    return _asked() if there and there.state == Membership.State.ASKED else _("You are a member already.")


def _joined(chapter: Chapter) -> str:
    return _("Welcome: you are a member of %(chapter)s.") % {"chapter": chapter.name}


def _asked() -> str:
    return _("Your request is with the group. You hear from it here and by e-mail.")
