"""What a group has published, for those who may read it; and the button by which anybody asks the office to look."""

from typing import Any, cast

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters import rules
from apps.chapters.actions import moderation
from apps.chapters.actions.refusals import TooManyReports
from apps.chapters.forms.posts import ReportForm
from apps.chapters.models import Chapter, Post
from apps.chapters.querysets.faces import faces
from apps.chapters.views.access import chapter_of, own_record, reader
from apps.chapters.views.albums import sent
from apps.core import policy
from apps.core.forms import refuse
from apps.core.lib.line_sharing import share_url

PER_PAGE = 10


@policy.public
@require_safe
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """All that this reader may read, the newest first."""
    chapter = chapter_of(slug)
    standing, is_alumnus = reader(request, chapter)
    found = Post.objects.filter(chapter=chapter).published().open_to(standing, is_alumnus=is_alumnus)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"chapter": chapter, "standing": standing, "page": page}
    return render(request, "chapters/news.html", context)


@policy.public
@require_safe
def show(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One post."""
    chapter = chapter_of(slug)
    standing, is_alumnus = reader(request, chapter)
    post = _post(chapter, standing, pk, is_alumnus=is_alumnus)
    author = [post.author_id] if post.author_id else []
    face = next(iter(faces(author, standing.person, is_alumnus=is_alumnus).values()), None)
    context = {
        "chapter": chapter,
        "standing": standing,
        "post": post,
        "author": face,
        "is_alumnus": is_alumnus,
        "line_url": share_url(settings.SITE_URL + request.path) if post.audience == Post.Audience.EVERYONE else "",
    }
    return render(request, "chapters/post.html", context)


@policy.public
@require_safe
@cache_control(private=True, max_age=600)
def picture(request: HttpRequest, slug: str, pk: int, size: str) -> HttpResponse:
    """The photograph of a post, for whoever may read it; leaders see that of a draft."""
    chapter = chapter_of(slug)
    standing, is_alumnus = reader(request, chapter)
    if standing.may(rules.Power.PUBLISH):
        return sent(get_object_or_404(Post, pk=pk, chapter=chapter).photo, size)
    return sent(_post(chapter, standing, pk, is_alumnus=is_alumnus).photo, size)


@policy.public
def report(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Says what is wrong with a post; the group does not learn who did. Guests may say it too, a few times an hour."""
    chapter = chapter_of(slug)
    standing, is_alumnus = reader(request, chapter)
    post = _post(chapter, standing, pk, is_alumnus=is_alumnus)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        limited = None if is_alumnus else ratelimit.consume_or_429(request, action="report")
        if limited is not None:
            return cast(HttpResponse, limited)
        try:
            if is_alumnus:
                known = cast(SignedInRequest, request)
                moderation.report(post, own_record(known), **form.cleaned_data, by=known.user)
            else:
                moderation.report_as_guest(post, **form.cleaned_data)
        except (ValidationError, TooManyReports) as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Thank you. The office looks at it within 1 working day."))
            return redirect("chapters:show", chapter.slug)
    context = {"chapter": chapter, "standing": standing, "post": post, "form": form}
    return render(request, "chapters/post_report.html", context, status=422 if form.errors else 200)


def _post(chapter: Chapter, standing: rules.Standing, pk: int, *, is_alumnus: bool) -> Any:
    open_ones = Post.objects.filter(chapter=chapter).published().open_to(standing, is_alumnus=is_alumnus)
    return get_object_or_404(open_ones, pk=pk)
