"""May I be shown in photographs? Asked at joining, and whenever somebody wants to say otherwise."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.accounts.rules import SignedInRequest
from apps.chapters.actions import photo_choices
from apps.chapters.models import Chapter
from apps.chapters.views.access import own_record
from apps.core import policy
from apps.records.models import Person


@policy.alumni
@require_POST
def say(request: SignedInRequest) -> HttpResponse:
    """Yes or no for all groups, from now on."""
    answer = {"yes": True, "no": False}.get(request.POST.get("is_given", ""))
    say_about_photos(request, own_record(request), answer)
    if answer is not None:
        thanks = _("Noted: you may be shown. You can say otherwise at any time under “My groups”.")
        no = _("Noted: you are not to be shown. The leaders see that. Are you in a photograph that is there already?")
        no = f"{no} {_('Open it and ask to have it taken down: it is out of sight at once.')}"
        messages.success(request, thanks if answer else no)
    slug = request.POST.get("group", "").replace("\0", "")
    chapter = Chapter.objects.public().filter(slug=slug).first()
    return redirect("chapters:show", chapter.slug) if chapter else redirect("chapters:mine")


def say_about_photos(request: SignedInRequest, person: Person, answer: bool | None) -> None:
    if answer is not None:
        language = get_language() or "th"
        photo_choices.say(person, is_given=answer, language=language, by=request.user)


def photo_text() -> str:
    """What somebody agrees to, word for word."""
    return photo_choices.text(get_language() or "th")
