"""Who sees what of me: the page as others see it, and every audience in one list."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from apps.accounts.rules import SignedInRequest
from apps.core import policy
from apps.records.actions import own, profiles
from apps.records.forms.me.visibility import PROFILE_FIELDS, AudiencesForm, key_of, now
from apps.records.policy import FELLOW, PREVIEWS
from apps.records.reports import profile_sheet
from apps.records.reports.visibility import facts_of, glimpses, lines, seen_by
from apps.records.views.me.own import carried_out, own_person, show


@policy.on_record
@require_safe
def preview(request: SignedInRequest) -> HttpResponse:
    """My page exactly as the chosen kind of reader sees it."""
    person = own_person(request)
    reader = PREVIEWS.get(request.GET.get("as", ""), FELLOW)
    context = {"sheet": profile_sheet(person, reader), "reader": reader, "person": person}
    return render(request, "records/me/preview.html", context)


@policy.on_record
def index(request: SignedInRequest) -> HttpResponse:
    """Everything kept of me, who sees it, and one button to change that."""
    person = own_person(request)
    facts, profile = facts_of(person), profiles.of(person)
    form = AudiencesForm(request.POST or None, facts=facts, profile=profile)

    def save() -> bool:
        return own.set_audiences(
            person,
            form.edits(),
            profile_values=form.profile_values(),
            profile_version=form.cleaned_data["profile-version"],
            by=request.user,
        )

    if request.method == "POST" and carried_out(
        request, form, save, said=form.said, now=lambda: now(facts_of(person), profiles.of(person))
    ):
        if not request.htmx:
            return redirect("records:me_visibility")
        facts, profile = facts_of(person), profiles.of(person)
        form = AudiencesForm(facts=facts, profile=profile)
    context = {
        "form": form,
        "glimpses": glimpses(person),
        "lines": [(line, form[key_of(line.fact)], seen_by(line.fact.audience)) for line in lines(facts)],
        "fields": [(label, form[name], seen_by(getattr(profile, name))) for name, label in PROFILE_FIELDS.items()],
    }
    return show(request, "visibility", context)
