"""Writing to the members, at the leaders' desk, on one screen: to whom, the words, pictures, how it looks, whom it
reaches and whom it does not and why, and its way out. Whatever button is pressed, what was typed is kept. What leaders
write are mailings, in one ledger with the office's."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.chapters.audiences import sender_key
from apps.chapters.forms.mailings import MembersLetterForm
from apps.chapters.models import Chapter, GroupLetter
from apps.chapters.rules import Power, Standing
from apps.chapters.views.access import led
from apps.chapters.views.letter_deeds import letter_of
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse
from apps.core.registries import MailWriter
from apps.mailings.actions import composing, files, trying
from apps.mailings.actions.refusals import TO_WRITERS, NotEditable
from apps.mailings.forms.files import ADDED, AttachmentForm, PictureForm
from apps.mailings.models import Mailing, MailingFile, Topic
from apps.mailings.querysets import inbox
from apps.mailings.querysets.gone_out import next_turn
from apps.mailings.reports.desk import desk_of, held_words
from apps.mailings.reports.progress import REFRESH_MS
from apps.mailings.reports.reach import gates_of, reach_of
from apps.mailings.reports.theirs import Theirs, theirs_of

PER_PAGE = 25
OLD = 30  # letters of before that are listed
BUTTONS = {"save", "look", "test", "send", "picture", "document"}
LOOK = ("q", "reader", "language", "width", "colours")  # what is chosen beside the preview
REMOVE = "remove:"


@dataclass
class Screen:
    """One look at a letter. `form`: None once it is on its way."""

    request: SignedInRequest
    chapter: Chapter
    standing: Standing
    mailing: Mailing
    form: MembersLetterForm | None
    theirs: list[Theirs] = field(default_factory=list)

    def __post_init__(self) -> None:
        post, sent = self.request.POST, self.request.FILES
        is_picture, is_document = self.button == "picture", self.button == "document"
        self.picture_form = PictureForm(post if is_picture else None, sent if is_picture else None, prefix="picture")
        self.attachment_form = AttachmentForm(
            post if is_document else None, sent if is_document else None, prefix="document"
        )

    @property
    def button(self) -> str:
        """What was pressed; "" where a script only asks for the count."""
        pressed = self.request.POST.get("do", "") if self.request.method == "POST" else ""
        return pressed if pressed in BUTTONS or pressed.startswith(REMOVE) else ""

    @property
    def file_form(self) -> forms.Form | None:
        return {"picture": self.picture_form, "document": self.attachment_form}.get(self.button)

    @property
    def here(self) -> str:
        """Where its form goes: a letter that was just kept has a page of its own, whatever page this is."""
        if self.mailing.pk is None:
            return reverse("chapters:desk_letter_new", args=[self.chapter.slug])
        return reverse("chapters:desk_letter", args=[self.chapter.slug, self.mailing.public_id])

    def back(self, place: str = "") -> HttpResponse:
        """The page anew, with the preview as it was chosen."""
        chosen = {name: self.request.POST[name] for name in LOOK if self.request.POST.get(name)}
        return redirect(self.here + (f"?{urlencode(chosen)}" if chosen else "") + place)


@policy.alumni
@led(Power.PUBLISH)
@require_safe
def index(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """All letters of the group, the newest first; below them those that were written before there were mailings."""
    found = Mailing.objects.filter(sender_key=sender_key(chapter)).select_related("author")
    page = Paginator(found.order_by("-created_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    old = GroupLetter.objects.filter(chapter=chapter).order_by("-created_at", "-pk")[:OLD]
    context = {
        "chapter": chapter,
        "standing": standing,
        "page": page,
        "old": old,
        "new_answers": inbox.of_sender(sender_key(chapter), only_new=True).count(),
    }
    return render(request, "chapters/letters_desk.html", context)


@policy.alumni
@led(Power.PUBLISH)
def new(request: SignedInRequest, chapter: Chapter, standing: Standing) -> HttpResponse:
    """A letter that is not kept yet."""
    writer = MailWriter(request.user, sender_key(chapter))
    draft = Mailing(sender_key=writer.sender_key, author=request.user, topic=Topic.CHAPTER)
    form = MembersLetterForm(request.POST or None, writer=writer)
    screen = Screen(request, chapter, standing, draft, form)
    if screen.button and form.is_valid():
        try:
            screen.mailing = composing.write(
                form.values() | {"topic": Topic.CHAPTER},
                sender_key=writer.sender_key,
                by=request.user,
                audience_data=form.audience(),
                form_key=form.cleaned_data["form_key"],
            )
        except (ValidationError, *TO_WRITERS) as refusal:
            refuse(form, refusal)
        else:  # what was sent once by this form, and perhaps taken back since, is not sent by it again
            return screen.back() if screen.mailing.run_key else _went(screen, form)
    return _drawn(screen)


@policy.alumni
@led(Power.PUBLISH)
def show(request: SignedInRequest, chapter: Chapter, standing: Standing, public_id: UUID) -> HttpResponse:
    """One letter: a draft to go on with, or what became of it."""
    mailing = letter_of(chapter, public_id)
    if not mailing.is_editable:
        return _drawn(Screen(request, chapter, standing, mailing, None))
    if mailing.author_id != request.user.pk:  # it is the reach and the record of whoever works on it
        mailing.author = request.user
    writer = MailWriter(request.user, mailing.sender_key)
    form = MembersLetterForm(request.POST or None, writer=writer, mailing=mailing)
    screen = Screen(request, chapter, standing, mailing, form)
    if screen.button and form.is_valid():
        values, seen = form.values() | {"audience": form.audience()}, form.cleaned_data["version"]
        try:
            composing.change(mailing, values, by=request.user, expected_version=seen)
        except (rows.Stale, NotEditable) as refusal:
            if not letter_of(chapter, public_id).is_editable:  # another press of the same button was faster
                return screen.back()
            screen.theirs = theirs_of(mailing, form, audience=form.audience())
            refuse(form, refusal)
        except (ValidationError, *TO_WRITERS) as refusal:
            refuse(form, refusal)
        else:
            return _went(screen, form)
    return _drawn(screen)


def _went(screen: Screen, form: MembersLetterForm) -> HttpResponse:
    """The words are kept; now what the button said."""
    mailing, by = screen.mailing, screen.request.user
    if not mailing.is_editable:  # sent already, by an earlier press
        return screen.back()
    try:
        if screen.file_form is not None:
            return _with_file(screen, form)
        if screen.button.startswith(REMOVE):
            return _without_file(screen)
        if screen.button == "send":
            told = _became(composing.send(mailing, by=by, seen=mailing.version, at=form.moment()))
            messages.success(screen.request, told)
        elif screen.button == "test" and not trying.send_to_self(mailing, by=by):
            messages.info(screen.request, _("Your account has no e-mail address."))
        elif screen.button == "test":
            messages.success(screen.request, _("Kept, and sent to you alone. Look into your mail."))
        else:
            messages.success(screen.request, _("Kept as a draft."))
    except (ValidationError, *TO_WRITERS) as refusal:
        refuse(form, refusal, {"scheduled_at": "scheduled_on"})
        return _drawn(screen)
    return screen.back("#look" if screen.button == "look" else "")


def _with_file(screen: Screen, form: MembersLetterForm) -> HttpResponse:
    """A picture or a document."""
    mailing, by, file_form = screen.mailing, screen.request.user, screen.file_form
    if file_form is None or not file_form.is_valid():
        return _drawn(screen)
    data = file_form.cleaned_data
    try:
        if screen.button == "picture":
            is_shown = composing.add_picture(mailing, data["file"].read(), alt=data["alt"], by=by)
            messages.success(screen.request, ADDED[is_shown])
        else:
            files.attach(mailing, *data["file"], name=data["name"], by=by)
            messages.success(screen.request, ADDED[False])
    except (ValidationError, *TO_WRITERS) as refusal:
        refuse(file_form, refusal)
        return _drawn(screen)
    return screen.back("#files")


def _without_file(screen: Screen) -> HttpResponse:
    name = screen.button.removeprefix(REMOVE)
    found = [file for file in MailingFile.objects.filter(mailing=screen.mailing) if str(file.public_id) == name]
    for file in found:
        files.remove(file, by=screen.request.user)
        messages.success(screen.request, _("Removed."))
    return screen.back("#files")


def _became(mailing: Mailing) -> str:
    return held_words(mailing) or {
        Mailing.State.WAITING: _("Sent. The office looks at it first."),
        Mailing.State.SCHEDULED: _("It goes out by itself at its time."),
    }.get(Mailing.State(mailing.state), _("On its way."))


def _drawn(screen: Screen) -> HttpResponse:
    today, mailing, form = timezone.localdate(), screen.mailing, screen.form
    is_kept, asked = mailing.pk is not None, screen.request.POST or screen.request.GET
    if form is not None and form.is_bound:
        form.is_valid()
        mailing.audience = form.audience()
        if is_kept:  # what was kept just now, or is shown beside it, may be saved over
            form.data = {**screen.request.POST.dict(), "version": mailing.version}
    elif form is not None and not mailing.audience:
        mailing.audience = form.audience()
    desk = desk_of(mailing, screen.request.user, asked, today) if is_kept else None
    reach = desk.reach if desk else reach_of(mailing, today)
    context: dict[str, Any] = {
        "chapter": screen.chapter,
        "standing": screen.standing,
        "mailing": mailing,
        "form": form,
        "theirs": screen.theirs,
        "here": screen.here,
        "desk": desk,
        "reach": reach,
        "gates": desk.gates if desk else gates_of(mailing, reach.number, today),
        "may_change": form is not None,
        "picture_form": screen.picture_form,
        "attachment_form": screen.attachment_form,
        "next_turn": next_turn(mailing.sender_key, timezone.now()) if form is not None else None,
        "refresh_ms": REFRESH_MS,
    }
    is_refused = form is not None and bool(screen.button)
    return render(screen.request, "chapters/letter_desk.html", context, status=422 if is_refused else 200)
