"""A question to the organisers: a letter that the portal carries, so that neither side learns the other's address."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.core.forms import refuse
from apps.directory.actions import letters
from apps.directory.actions.refusals import TO_WRITERS
from apps.events.forms.messages import AskForm
from apps.events.querysets.organisers import organiser_of
from apps.events.views.access import event_of
from apps.records import policy as visibility


@policy.alumni
def ask(request: SignedInRequest, slug: str) -> HttpResponse:
    """To one of them, in the name of the reader's own record; the answer comes to their messages."""
    event = event_of(request, slug)
    organiser = organiser_of(event, timezone.localdate())
    if organiser is None or organiser == visibility.person_of(request.user):
        return redirect("home:contact")
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        about = _("About “%(event)s”:") % {"event": event.title}
        try:
            sent = letters.write(organiser, text=f"{about}\n\n{form.cleaned_data['text']}", by=request.user)
        except TO_WRITERS as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Sent. The answer comes to your messages."))
            return redirect("directory:conversation", sent.conversation.public_id)
    context = {"event": event, "form": form}
    return render(request, "events/ask.html", context, status=422 if form.errors else 200)
