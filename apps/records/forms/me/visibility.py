"""Who sees what: the audiences of many facts in one form, saved at once."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from apps.records.actions.own import Edit
from apps.records.forms.me.audience import LEVELS, AudienceField
from apps.records.models import Profile
from apps.records.models.facts import Fact

# The fields of a person as a whole that have an audience of their own.
PROFILE_FIELDS = {
    "photo_audience": _("photo"),
    "about_audience": _("about me"),
    "interests_audience": _("interests"),
    "birth_date_audience": _("date of birth"),
    "home_province_audience": _("home province"),
}


class AudiencesForm(forms.Form):
    """A list beside each fact, and beside the fields of the profile where it is given."""

    def __init__(self, data: Any = None, *, facts: Sequence[Fact], profile: Profile | None = None) -> None:
        super().__init__(data)
        self.facts, self.profile = facts, profile
        for fact in facts:
            self.fields[key_of(fact)] = AudienceField(initial=fact.audience)
            self._see(f"{key_of(fact)}-version", fact.version)
        if profile is not None:
            self._see("profile-version", profile.version)
            self.fields["in_directory"] = forms.BooleanField(
                label=_("be found in the directory"), required=False, initial=profile.in_directory
            )
            for name in PROFILE_FIELDS:
                self.fields[name] = AudienceField(initial=getattr(profile, name))

    def edits(self) -> list[Edit]:
        """What is to be opened or closed; a fact whose audience stays is left alone, whoever changed it meanwhile."""
        return [
            Edit(fact, {"audience": wanted}, self.cleaned_data[f"{key_of(fact)}-version"])
            for fact in self.facts
            if (wanted := self.cleaned_data[key_of(fact)]) != fact.audience
        ]

    def profile_values(self) -> dict[str, Any]:
        if self.profile is None:
            return {}
        wanted = {name: self.cleaned_data[name] for name in (*PROFILE_FIELDS, "in_directory")}
        return {name: value for name, value in wanted.items() if value != getattr(self.profile, name)}

    def said(self) -> str:
        """What is told when the choices are saved: who sees it now, where one and the same was chosen."""
        chosen = {str(edit.values["audience"]) for edit in self.edits()}
        chosen |= {str(value) for name, value in self.profile_values().items() if name in PROFILE_FIELDS}
        if len(chosen) != 1:
            return say("Saved.")
        return say("Saved. Seen from now on by: %(who)s") % {"who": LEVELS[chosen.pop()]}

    def beside(self, facts: Iterable[Any]) -> list[tuple[Any, forms.BoundField]]:
        """Each fact with its list."""
        return [(fact, self[key_of(fact)]) for fact in facts]

    def _see(self, name: str, version: int) -> None:
        self.fields[name] = forms.IntegerField(widget=forms.HiddenInput, initial=version)


def now(facts: Iterable[Fact], profile: Profile | None = None) -> dict[str, Any]:
    """What the form would show of these facts, read again."""
    seen: dict[str, Any] = {}
    for fact in facts:
        seen |= {key_of(fact): fact.audience, f"{key_of(fact)}-version": fact.version}
    if profile is not None:
        seen |= {name: getattr(profile, name) for name in (*PROFILE_FIELDS, "in_directory")}
        seen["profile-version"] = profile.version
    return seen


def key_of(fact: Fact) -> str:
    """The name of a fact's list in the form."""
    return f"{fact._meta.model_name}-{fact.pk}"
