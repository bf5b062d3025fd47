"""Writing in the group's name, at the leaders' desk: drafts, what the office decided, appeals."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters.actions import moderation, news
from apps.chapters.actions.refusals import TO_WRITERS, AlreadyDecided
from apps.chapters.forms.posts import AppealForm, PostForm, SendForm
from apps.chapters.models import Chapter, Decision, Post
from apps.chapters.querysets.posts import hold_on, trust_of, was_refused
from apps.chapters.rules import Power, Standing
from apps.chapters.views.access import led
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse

PER_PAGE = 25
FIELDS = ("title", "text", "audience", "photo_alt")


@policy.alumni
@led(Power.PUBLISH)
@require_safe
def index(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """All posts of the group, the newest first, and whether the next one goes out by itself."""
    found = Post.objects.filter(chapter=chapter).order_by("-updated_at", "-pk")
    context = {
        "chapter": chapter,
        "standing": standing,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "trust": trust_of(standing.holder, chapter),
        "hold": hold_on(timezone.localdate()),
    }
    return render(request, "chapters/posts.html", context)


@policy.alumni
@led(Power.PUBLISH)
def new(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """A draft; it is looked at once more before it goes out."""
    draft = Post(chapter=chapter, author=standing.holder)
    form = PostForm(request.POST or None, request.FILES or None, instance=draft)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in FIELDS}
        try:
            picture = form.cleaned_data["picture"]
            post = news.write(chapter, standing.holder, values, picture=picture, by=request.user)
        except (ValidationError, *TO_WRITERS) as refusal:
            refuse(form, refusal)
        else:
            return redirect("chapters:desk_post", chapter.slug, post.pk)
    context = {"chapter": chapter, "standing": standing, "form": form}
    return render(request, "chapters/post_edit.html", context, status=422 if form.errors else 200)


@policy.alumni
@led(Power.PUBLISH)
def change(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """A draft, or what was not published, anew."""
    post = get_object_or_404(Post, pk=pk, chapter=chapter)
    if not post.is_editable:
        return redirect("chapters:desk_post", chapter.slug, post.pk)
    form = PostForm(request.POST or None, request.FILES or None, instance=post, initial={"version": post.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        values = {name: data[name] for name in FIELDS}
        photo = {"picture": data["picture"], "drops_photo": data.get("drops_photo", False)}
        try:
            news.change(post, values, **photo, by=request.user, expected_version=data["version"])
        except (ValidationError, rows.Stale, *TO_WRITERS) as refusal:
            refuse(form, refusal, row=post)
        else:
            return redirect("chapters:desk_post", chapter.slug, post.pk)
    context = {"chapter": chapter, "standing": standing, "form": form, "post": post}
    return render(request, "chapters/post_edit.html", context, status=422 if form.errors else 200)


@policy.alumni
@led(Power.PUBLISH)
def show(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """One post as it will look, the declaration with which it is sent, and all that the office decided about it."""
    post = get_object_or_404(Post.objects.select_related("chapter", "author__account"), pk=pk, chapter=chapter)
    form = SendForm(request.POST or None, initial={"version": post.version})
    if request.method == "POST" and form.is_valid():
        try:
            sent = news.send(post, standing.holder, by=request.user, expected_version=form.cleaned_data["version"])
        except (ValidationError, rows.Stale, *TO_WRITERS) as refusal:
            refuse(form, refusal, row=post)
        else:
            is_out = sent.state == Post.State.PUBLISHED
            messages.success(request, _("Published.") if is_out else _("Sent. The office looks at it first."))
            return redirect("chapters:desk_post", chapter.slug, post.pk)
    context = {
        "chapter": chapter,
        "standing": standing,
        "post": post,
        "form": form,
        "trust": trust_of(standing.holder, chapter),
        "hold": hold_on(timezone.localdate()),
        "refused": was_refused(post),
        "decisions": post.decisions.order_by("-at", "-pk"),
    }
    return render(request, "chapters/post_desk.html", context, status=422 if form.errors else 200)


@policy.alumni
@led(Power.PUBLISH)
@require_POST
def pin(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """Above all others on the group's page, or no longer."""
    post = get_object_or_404(Post, pk=pk, chapter=chapter)
    is_pinned = request.POST.get("pinned") == "yes"
    try:
        news.pin(post, is_pinned=is_pinned, by=request.user)
    except TO_WRITERS as refusal:
        messages.info(request, str(refusal.message))
    else:
        messages.success(request, _("Pinned: it stands above the others.") if is_pinned else _("No longer pinned."))
    return redirect("chapters:desk_post", chapter.slug, post.pk)


@policy.alumni
@led(Power.PUBLISH)
@require_POST
def withdraw(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """The group takes its own post down."""
    post = get_object_or_404(Post, pk=pk, chapter=chapter)
    try:
        news.withdraw(post, by=request.user)
    except TO_WRITERS as refusal:
        messages.info(request, str(refusal.message))
    else:
        messages.success(request, _("Taken down."))
    return redirect("chapters:desk_post", chapter.slug, post.pk)


@policy.alumni
@led(Power.PUBLISH)
def appeal(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """Asks the office to look again at what it decided, once."""
    found = Decision.objects.select_related("post").filter(outcome__in=Decision.AGAINST)
    decision = get_object_or_404(found, pk=pk, post__chapter=chapter)
    if decision.appealed_at is not None:  # pressed twice, or by two leaders
        messages.info(request, str(AlreadyDecided.message))
        return redirect("chapters:desk_post", chapter.slug, decision.post_id)
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            moderation.appeal(decision, text=form.cleaned_data["text"], person=standing.holder, by=request.user)
        except (ValidationError, *TO_WRITERS) as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The office looks at it again and answers here."))
            return redirect("chapters:desk_post", chapter.slug, decision.post_id)
    context = {"chapter": chapter, "standing": standing, "decision": decision, "form": form}
    return render(request, "chapters/post_appeal.html", context, status=422 if form.errors else 200)
