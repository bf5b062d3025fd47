"""What groups write: the first posts of new leaders and those of a held time, what readers report, what groups appeal,
and the log of all decisions."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters.actions import moderation
from apps.chapters.actions.refusals import AlreadyDecided, OwnMatter
from apps.chapters.models import Decision, GroupLetter, Hold, Introduction, Post, PostReport
from apps.chapters.querysets import decided
from apps.chapters.querysets.complaints import complaints_for_office
from apps.chapters.querysets.posts import hold_on, trust_of
from apps.chapters.rules import MODERATE, leads
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse
from apps.core.models import Tracked
from apps.office.forms import group_posts as office_forms
from apps.office.querysets import names_of

PER_PAGE = 50


@policy.staff(MODERATE)
@require_safe
def queue(request: SignedInRequest) -> HttpResponse:
    """All that waits: posts, letters, reports, complaints, appeals, the oldest first."""
    appeals = Decision.objects.filter(appealed_at__isnull=False, answer=None)
    reports = PostReport.objects.filter(outcome="").select_related("post__chapter").order_by("created_at", "pk")
    context = {
        "posts": Post.objects.waiting().select_related("chapter")[:PER_PAGE],
        "reports": reports[:PER_PAGE],
        "appeals": appeals.select_related("post__chapter").order_by("appealed_at", "pk")[:PER_PAGE],
        "letters": GroupLetter.objects.filter(state=GroupLetter.State.WAITING)
        .select_related("chapter")
        .order_by("declared_at", "pk")[:PER_PAGE],
        "introductions": Introduction.objects.filter(outcome="")
        .select_related("chapter")
        .order_by("created_at", "pk")[:PER_PAGE],
        "complaints": complaints_for_office(timezone.now())[:PER_PAGE],
        "hold": hold_on(timezone.localdate()),
    }
    return render(request, "office/group_posts.html", context)


@policy.staff(MODERATE)
def post(request: SignedInRequest, pk: int) -> HttpResponse:
    """One post: published or not while it waits, taken down once it is out."""
    sent = Post.objects.exclude(state=Post.State.DRAFT).select_related("chapter", "author__account")
    found = get_object_or_404(sent, pk=pk)
    is_out = found.state == Post.State.PUBLISHED
    make = office_forms.RemovalForm if is_out else office_forms.PostForm
    form: forms.Form = make(request.POST or None, initial={"version": found.version})

    def decide() -> None:
        data = form.cleaned_data
        outcome = Decision.Outcome.REMOVED if is_out else Decision.Outcome(data["outcome"])
        against = {"objection": data["objection"], "remark": data["remark"]}
        given = against if outcome in Decision.AGAINST else {"remark": data["remark"]}
        moderation.decide(found, outcome, **given, by=request.user, expected_version=data["version"])

    if done(request, form, decide, row=found):
        return _next(found.pk)
    context = {
        "case": found,
        "form": form,
        "is_own": leads(request.user, found.chapter) and not form.errors,
        "is_open": found.state in {Post.State.WAITING, Post.State.PUBLISHED},
        "author": names_of({found.author_id}, request.user).get(str(found.author_id), ""),
        "trust": trust_of(found.author, found.chapter) if found.author else None,
        "decisions": found.decisions.select_related("by").order_by("-at", "-pk"),
    }
    return render(request, "office/group_post.html", context, status=422 if form.errors else 200)


@policy.staff(MODERATE)
def report(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a reader says is wrong with a post."""
    found = get_object_or_404(PostReport.objects.select_related("post__chapter", "post__author__account"), pk=pk)
    form = office_forms.ReportForm(request.POST or None)

    def decide() -> None:
        outcome = PostReport.Outcome(form.cleaned_data["outcome"])
        moderation.decide_report(found, outcome, remark=form.cleaned_data["remark"], by=request.user)

    if done(request, form, decide):
        return redirect("office:group_posts")
    reporter = names_of({found.by_id}, request.user).get(str(found.by_id), "")
    context = {"case": found, "form": form, "reporter": reporter}
    return render(request, "office/group_post_report.html", context, status=422 if form.errors else 200)


@policy.staff(MODERATE)
def appeal(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a group says against a decision."""
    appealed = Decision.objects.filter(appealed_at__isnull=False)
    appealed = appealed.select_related("post__chapter", "post__author__account", "appealed_by", "by")
    found = get_object_or_404(appealed, pk=pk)
    form = office_forms.AppealForm(request.POST or None, initial={"version": found.post.version})

    def decide() -> None:
        data = form.cleaned_data
        given = {"restores": data["restores"], "remark": data["remark"], "expected_version": data["version"]}
        moderation.answer_appeal(found, **given, by=request.user)

    if done(request, form, decide, row=found.post):
        return redirect("office:group_posts")
    answer = Decision.objects.filter(answers=found).first()
    context = {"case": found, "form": form, "answer": answer}
    return render(request, "office/group_appeal.html", context, status=422 if form.errors else 200)


@policy.staff(MODERATE)
@require_safe
def log(request: SignedInRequest) -> HttpResponse:
    """Every decision, the newest first."""
    page = Paginator(decided.decided(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/group_posts_log.html", {"page": page, "lines": decided.lines(page)})


@policy.staff(MODERATE)
def holds(request: SignedInRequest) -> HttpResponse:
    """Times in which no post goes out by itself."""
    form = office_forms.HoldForm(request.POST or None)
    held = _("Noted. In that time every post waits for the office.")
    if done(request, form, lambda: moderation.begin_hold(**form.cleaned_data, by=request.user), said=held):
        return redirect("office:group_holds")
    context = {"form": form, "holds": Hold.objects.select_related("made_by").order_by("-until", "-pk")[:PER_PAGE]}
    return render(request, "office/group_holds.html", context, status=422 if form.errors else 200)


@policy.staff(MODERATE)
def end_hold(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ends a hold, with why; what waits still waits for a decision."""
    found = get_object_or_404(Hold, pk=pk)
    form = office_forms.EndHoldForm(request.POST or None)
    if done(request, form, lambda: moderation.end_hold(found, by=request.user, reason=form.cleaned_data["reason"])):
        return redirect("office:group_holds")
    return render(
        request, "office/group_hold_end.html", {"hold": found, "form": form}, status=422 if form.errors else 200
    )


def done(
    request: SignedInRequest,
    form: forms.Form,
    decide: Callable[[], Any],
    *,
    row: Tracked | None = None,
    said: str = "",
) -> bool:
    """`row`: what was read, where another version of it may be there by now."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        decide()
    except (ValidationError, AlreadyDecided, OwnMatter, rows.Stale) as error:
        refuse(form, error, row=row)
        return False
    messages.success(request, said or _("Decided."))
    return True


def _next(done: int) -> HttpResponse:
    following = Post.objects.waiting().exclude(pk=done).first()
    return redirect("office:group_post", following.pk) if following else redirect("office:group_posts")
