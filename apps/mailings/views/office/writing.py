"""A draft's texts, whom it goes to, its pictures and documents."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.actions import rows
from apps.core.forms import refuse
from apps.mailings import rules
from apps.mailings.actions import composing, files
from apps.mailings.actions.refusals import TO_WRITERS
from apps.mailings.forms.audience import AudienceBuilder
from apps.mailings.forms.composing import OfficeLetterForm
from apps.mailings.forms.files import ADDED, AttachmentForm, PictureForm
from apps.mailings.lib.audience import BadAudience, write
from apps.mailings.models import Mailing, MailingFile
from apps.mailings.querysets.audiences import writer_of
from apps.mailings.reports.reach import Reach, problem, reach_of
from apps.mailings.reports.theirs import Theirs, theirs_of

from .access import own_draft


@policy.staff(rules.WRITE)
def change(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The texts."""
    mailing, theirs = own_draft(request, public_id), list[Theirs]()
    form = OfficeLetterForm(request.POST or None, instance=mailing, initial={"version": mailing.version})
    if request.method == "POST" and form.is_valid():
        try:
            composing.change(mailing, form.values(), by=request.user, expected_version=form.cleaned_data["version"])
        except rows.Stale as refusal:
            theirs = theirs_of(mailing, form)
            form.data = {**request.POST.dict(), "version": mailing.version}  # seen now, it may be saved over
            refuse(form, refusal)
        except (ValidationError, *TO_WRITERS) as refusal:
            refuse(form, refusal)
        else:
            return redirect("mailings:office_show", mailing.public_id)
    context = {"form": form, "mailing": mailing, "theirs": theirs}
    return render(request, "mailings/office/write.html", context, status=422 if form.errors else 200)


@policy.staff(rules.WRITE)
def audience(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """To whom: blocks of conditions, with how many that are. Every button but the last only shows the page anew."""
    mailing = own_draft(request, public_id)
    writer = writer_of(mailing)
    today = timezone.localdate()
    if request.method != "POST":
        reach = reach_of(mailing, today) if mailing.audience else None
        return _builder(request, mailing, AudienceBuilder.of(mailing.audience, writer), reach)
    builder = AudienceBuilder.posted(request.POST, writer)
    try:
        node = builder.node
        if request.POST.get("do") == "save":
            composing.address(mailing, node, by=request.user)
            return redirect("mailings:office_show", mailing.public_id)
    except BadAudience as error:
        is_pressed = request.POST.get("do") == "save"
        return _builder(request, mailing, builder, Reach(problem=problem(error)), status=422 if is_pressed else 200)
    except TO_WRITERS as refusal:
        return _builder(request, mailing, builder, Reach(problem=refusal.message), status=422)
    mailing.audience = write(node)
    return _builder(request, mailing, builder, reach_of(mailing, today))


@policy.staff(rules.WRITE)
@require_POST
def add_file(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A picture or a document."""
    mailing = own_draft(request, public_id)
    kind = "attachment" if request.POST.get("kind") == "attachment" else "picture"
    form: forms.Form = (AttachmentForm if kind == "attachment" else PictureForm)(request.POST, request.FILES)
    if form.is_valid():
        try:
            is_shown = _add(mailing, form, request)
        except (ValidationError, *TO_WRITERS) as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, ADDED[is_shown])
            return redirect(reverse("mailings:office_show", args=[mailing.public_id]) + "#files")
    return render(request, "mailings/office/file.html", {"mailing": mailing, "form": form, "kind": kind}, status=422)


@policy.staff(rules.WRITE)
@require_POST
def remove_file(request: SignedInRequest, public_id: UUID, file_id: UUID) -> HttpResponse:
    """Takes a picture or a document out."""
    mailing = own_draft(request, public_id)
    file = get_object_or_404(MailingFile, mailing=mailing, public_id=file_id)
    try:
        files.remove(file, by=request.user)
    except TO_WRITERS as refusal:
        messages.error(request, str(refusal.message))
    else:
        messages.success(request, _("Removed."))
    return redirect("mailings:office_show", mailing.public_id)


def _add(mailing: Mailing, form: forms.Form, request: SignedInRequest) -> bool:
    """Whether the text shows it."""
    data = form.cleaned_data
    if isinstance(form, PictureForm):
        return composing.add_picture(mailing, data["file"].read(), alt=data["alt"], by=request.user)
    files.attach(mailing, *data["file"], name=data["name"], by=request.user)
    return False


def _builder(
    request: SignedInRequest, mailing: Mailing, builder: AudienceBuilder, reach: Reach | None, *, status: int = 200
) -> HttpResponse:
    context = {"mailing": mailing, "builder": builder, "blocks": builder.shown(), "reach": reach}
    return render(request, "mailings/office/audience.html", context, status=status)
