"""Writing to the members, at the leaders' desk, on one screen: to whom, the words, how it looks, whom it reaches and
whom it does not and why, and its way out. What leaders write are mailings, in one ledger with the office's."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters.audiences import sender_key
from apps.chapters.forms.mailings import AttachmentForm, MembersLetterForm, PictureForm
from apps.chapters.models import Chapter, GroupLetter
from apps.chapters.rules import Power, Standing
from apps.chapters.views.access import led
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse
from apps.core.registries import MailWriter
from apps.mailings.actions import composing, files, trying
from apps.mailings.actions.refusals import TO_WRITERS
from apps.mailings.models import Mailing, MailingFile, Topic
from apps.mailings.reports.desk import desk_of
from apps.mailings.reports.reach import reach_of

PER_PAGE = 25
OLD = 30  # letters of before that are listed


@policy.alumni
@led(Power.PUBLISH)
@require_safe
def index(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """All letters of the group, the newest first; below them those that were written before there were mailings."""
    found = Mailing.objects.filter(sender_key=sender_key(chapter)).select_related("author")
    page = Paginator(found.order_by("-created_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    old = GroupLetter.objects.filter(chapter=chapter).order_by("-created_at", "-pk")[:OLD]
    context = {"chapter": chapter, "standing": standing, "page": page, "old": old}
    return render(request, "chapters/letters_desk.html", context)


@policy.alumni
@led(Power.PUBLISH)
def new(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """A letter that is not kept yet."""
    writer = MailWriter(request.user, sender_key(chapter))
    form = MembersLetterForm(request.POST or None, writer=writer)
    draft = Mailing(sender_key=writer.sender_key, author=request.user, topic=Topic.CHAPTER)
    if request.method == "POST" and _is_pressed(request.POST) and form.is_valid():
        try:
            mailing = composing.write(
                form.values() | {"topic": Topic.CHAPTER},
                sender_key=writer.sender_key,
                by=request.user,
                audience_data=form.audience(),
            )
        except (ValidationError, *TO_WRITERS) as refusal:
            refuse(form, refusal)
        else:
            return _went(request, chapter, standing, mailing, form)
    return _screen(request, chapter, standing, draft, form)


@policy.alumni
@led(Power.PUBLISH)
def show(request: SignedInRequest, chapter: Chapter, standing: Standing, public_id: UUID) -> HttpResponse:
    """One letter: a draft to go on with, or what became of it."""
    mailing = _letter(chapter, public_id)
    if not mailing.is_editable:
        return _screen(request, chapter, standing, mailing, None)
    if mailing.author_id != request.user.pk:  # it is the reach and the record of whoever works on it
        mailing.author = request.user
    writer = MailWriter(request.user, mailing.sender_key)
    form = MembersLetterForm(request.POST or None, writer=writer, mailing=mailing)
    if request.method == "POST" and _is_pressed(request.POST) and form.is_valid():
        try:
            composing.change(
                mailing,
                form.values() | {"audience": form.audience()},
                by=request.user,
                expected_version=form.cleaned_data["version"],
            )
        except (ValidationError, rows.Stale, *TO_WRITERS) as refusal:
            refuse(form, refusal)
        else:
            return _went(request, chapter, standing, mailing, form)
    return _screen(request, chapter, standing, mailing, form)


@policy.alumni
@led(Power.PUBLISH)
@require_POST
def withdraw(request: SignedInRequest, chapter: Chapter, standing: Standing, public_id: UUID) -> HttpResponse:
    """Back from the office, or from its time."""
    mailing = _letter(chapter, public_id)
    try:
        composing.withdraw(mailing, by=request.user)
    except TO_WRITERS as refusal:
        messages.info(request, str(refusal.message))
    else:
        messages.success(request, _("Taken back. It is a draft again."))
    return redirect("chapters:desk_letter", chapter.slug, mailing.public_id)


@policy.alumni
@led(Power.PUBLISH)
@require_POST
def copy(request: SignedInRequest, chapter: Chapter, standing: Standing, public_id: UUID) -> HttpResponse:
    """A new draft with the same words, pictures and readers."""
    made = composing.copy(_letter(chapter, public_id), by=request.user)
    messages.success(request, _("This is a copy. Change what is different this time."))
    return redirect("chapters:desk_letter", chapter.slug, made.public_id)


@policy.alumni
@led(Power.PUBLISH)
@require_POST
def add_file(request: SignedInRequest, chapter: Chapter, standing: Standing, public_id: UUID) -> HttpResponse:
    """A picture or a document."""
    mailing = _letter(chapter, public_id)
    kind = "attachment" if request.POST.get("kind") == "attachment" else "picture"
    form: forms.Form = (AttachmentForm if kind == "attachment" else PictureForm)(request.POST, request.FILES)
    if form.is_valid():
        data = form.cleaned_data
        try:
            if kind == "picture":
                files.add_picture_file(mailing, data["file"].read(), alt=data["alt"], by=request.user)
            else:
                files.attach(mailing, *data["file"], name=data["name"], by=request.user)
        except (ValidationError, *TO_WRITERS) as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Added."))
            return redirect("chapters:desk_letter", chapter.slug, mailing.public_id)
    context = {"chapter": chapter, "standing": standing, "mailing": mailing, "form": form, "kind": kind}
    return render(request, "chapters/letter_file.html", context, status=422)


@policy.alumni
@led(Power.PUBLISH)
@require_POST
def remove_file(
    request: SignedInRequest, chapter: Chapter, standing: Standing, public_id: UUID, file_id: UUID
) -> HttpResponse:
    """Takes a picture or a document out."""
    mailing = _letter(chapter, public_id)
    file = get_object_or_404(MailingFile, mailing=mailing, public_id=file_id)
    try:
        files.remove(file, by=request.user)
    except TO_WRITERS as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Removed."))
    return redirect("chapters:desk_letter", chapter.slug, mailing.public_id)


@policy.alumni
@led(Power.PUBLISH)
@require_safe
def old(request: SignedInRequest, chapter: Chapter, standing: Standing, pk: int) -> HttpResponse:
    """A letter that was written before there were mailings."""
    letter = get_object_or_404(GroupLetter.objects.select_related("author"), pk=pk, chapter=chapter)
    return render(request, "chapters/letter_old.html", {"chapter": chapter, "standing": standing, "letter": letter})


def _letter(chapter: Chapter, public_id: UUID) -> Mailing:
    found: Mailing = get_object_or_404(
        Mailing.objects.select_related("author"), public_id=public_id, sender_key=sender_key(chapter)
    )
    return found


def _is_pressed(data: QueryDict) -> bool:
    """A button, and not the script that asks for the count."""
    return data.get("do") in {"save", "test", "send"}


def _went(
    request: SignedInRequest, chapter: Chapter, standing: Standing, mailing: Mailing, form: MembersLetterForm
) -> HttpResponse:
    """It is kept; now what the button said."""
    button = request.POST.get("do")
    if button == "test":
        sent = trying.send_to_self(mailing, by=request.user)
        told = _("Kept, and sent to you alone. Look into your mail.")
        messages.success(request, told) if sent else messages.info(request, _("Your account has no e-mail address."))
    elif button == "send":
        try:
            sent_off = composing.send(mailing, by=request.user, run_key=form.cleaned_data["run_key"], at=form.moment())
        except (ValidationError, *TO_WRITERS) as refusal:
            refuse(form, refusal, {"scheduled_at": "scheduled_on"})
            return _screen(request, chapter, standing, mailing, form)
        messages.success(request, _became(sent_off))
    else:
        messages.success(request, _("Kept as a draft."))
    return redirect("chapters:desk_letter", chapter.slug, mailing.public_id)


def _became(mailing: Mailing) -> str:
    return {
        Mailing.State.WAITING: _("Sent. The office looks at it first."),
        Mailing.State.SCHEDULED: _("It goes out by itself at its time."),
    }.get(Mailing.State(mailing.state), _("On its way."))


def _screen(
    request: SignedInRequest, chapter: Chapter, standing: Standing, mailing: Mailing, form: MembersLetterForm | None
) -> HttpResponse:
    today = timezone.localdate()
    if form is not None and form.is_bound:
        form.is_valid()
        mailing.audience = form.audience()
    elif form is not None and not mailing.audience:
        mailing.audience = form.audience()
    is_kept = mailing.pk is not None
    context: dict[str, Any] = {
        "chapter": chapter,
        "standing": standing,
        "mailing": mailing,
        "form": form,
        "desk": desk_of(mailing, request.user, request.GET, today) if is_kept else None,
        "reach": None if is_kept else reach_of(mailing, today),
        "may_change": form is not None and is_kept,
        "picture_form": PictureForm(auto_id="id_picture_%s"),
        "attachment_form": AttachmentForm(auto_id="id_document_%s"),
    }
    is_refused = form is not None and form.is_bound and _is_pressed(request.POST)
    return render(request, "chapters/letter_desk.html", context, status=422 if is_refused else 200)
