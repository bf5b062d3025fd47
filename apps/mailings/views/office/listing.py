"""The office's mailings: what waits, drafts, what went out; templates; a new one."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.mailings import rules
from apps.mailings.actions import composing
from apps.mailings.actions.refusals import TO_WRITERS, NotEditable
from apps.mailings.forms.composing import OfficeLetterForm
from apps.mailings.models import Mailing

from .access import mailing_of

PER_PAGE = 25
State = Mailing.State
PILES = {
    "waiting": [State.WAITING],
    "drafts": [State.DRAFT, State.REFUSED],
    "coming": [State.SCHEDULED],
    "running": list(Mailing.RUNNING),
    "sent": [State.DONE, State.STOPPED],
}


@policy.staff(rules.WRITE)
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    """All of them, or one pile; templates by themselves."""
    pile = asked if (asked := request.GET.get("pile", "")) in {*PILES, "templates"} else ""
    found = Mailing.objects.select_related("author").order_by("-updated_at", "-pk")
    found = found.filter(is_template=pile == "templates")
    if pile in PILES:
        found = found.filter(state__in=PILES[pile])
    office = found.filter(sender_key=rules.OFFICE)
    shown = found if pile == "waiting" else office  # of groups' mailings only those that wait concern everybody here
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    waiting = Mailing.objects.filter(state=State.WAITING).count()
    context = {"page": page, "pile": pile, "waiting": waiting, "query": f"pile={pile}" if pile else ""}
    return render(request, "mailings/office/list.html", context)


@policy.staff(rules.WRITE)
def new(request: SignedInRequest) -> HttpResponse:
    """An empty draft."""
    form = OfficeLetterForm(request.POST or None, instance=Mailing(sender_key=rules.OFFICE, author=request.user))
    if request.method == "POST" and form.is_valid():
        try:
            mailing = composing.write(
                form.values(),
                sender_key=rules.OFFICE,
                by=request.user,
                form_key=form.cleaned_data["form_key"],
            )
        except (ValidationError, *TO_WRITERS) as refusal:
            refuse(form, refusal)
        else:
            return redirect("mailings:office_audience", mailing.public_id)
    templates = Mailing.objects.filter(is_template=True, sender_key=rules.OFFICE).order_by("title")[:PER_PAGE]
    context = {"form": form, "templates": templates}
    return render(request, "mailings/office/write.html", context, status=422 if form.errors else 200)


@policy.staff(rules.WRITE)
@require_POST
def copy(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """A draft with the same content; or a template for all."""
    mailing = mailing_of(request, public_id)
    is_template = request.POST.get("as") == "template"
    try:
        made = composing.copy(mailing, by=request.user, is_template=is_template)
    except TO_WRITERS as refusal:
        messages.error(request, str(refusal.message))
        return redirect("mailings:office_show", mailing.public_id)
    said = _("Kept as a template.") if is_template else _("This is a copy. Change what is different this time.")
    messages.success(request, said)
    return redirect("mailings:office_show", made.public_id)


@policy.staff(rules.WRITE)
def discard(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Throws a draft or a template away, once the button on its own page is pressed."""
    mailing = mailing_of(request, public_id)
    if not mailing.is_editable:
        messages.info(request, str(NotEditable.message))
        return redirect("mailings:office_show", mailing.public_id)
    if request.method == "POST":
        try:
            composing.discard(mailing, by=request.user)
        except TO_WRITERS as refusal:
            messages.error(request, str(refusal.message))
            return redirect("mailings:office_show", mailing.public_id)
        messages.success(request, _("Thrown away."))
        return redirect("mailings:office")
    return render(request, "mailings/office/discard.html", {"mailing": mailing})
