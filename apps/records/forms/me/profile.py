"""What somebody says about themself."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from apps.core.fields import NormalisedCharField, ThaiDateField
from apps.records.forms.me.audience import AudienceField
from apps.records.forms.me.places import province_field
from apps.records.models import Person, Profile

MOST_INTERESTS, LONGEST_INTEREST = 12, 40
LASTING = ("home_province",)


class ProfileForm(forms.Form):
    """About me, interests, where I come from; each with its audience. `version` and `person_version` are what the
    reader saw."""

    about = NormalisedCharField(
        label=_("about me"),
        max_length=1000,
        required=False,
        multiline=True,
        help_text=_("What you do, what you care about, what old friends should know."),
    )
    about_audience = AudienceField()
    interests = NormalisedCharField(
        label=_("interests"),
        max_length=600,
        required=False,
        help_text=_("With commas between them, such as: running, orchids, old books"),
    )
    interests_audience = AudienceField()
    home_province = province_field(label=_("home province"))
    home_province_audience = AudienceField()
    birth_date_audience = AudienceField()
    in_directory = forms.BooleanField(
        label=_("be found in the directory"),
        required=False,
        help_text=_("Without it other alumni do not find you here; your record with the office stays as it is."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    person_version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_interests(self) -> list[str]:
        """Each once, in the order in which they were typed."""
        typed = self.cleaned_data["interests"].replace("，", ",").replace("、", ",").split(",")
        found = list(dict.fromkeys(filter(None, (" ".join(word.split()) for word in typed))))
        if len(found) > MOST_INTERESTS:
            message = ngettext_lazy("Name at most %(number)d.", "Name at most %(number)d.", MOST_INTERESTS)
            raise ValidationError(message % {"number": MOST_INTERESTS})
        if any(len(word) > LONGEST_INTEREST for word in found):
            raise ValidationError(_("Write each in a few words, with commas between them."))
        return found

    def profile_values(self) -> dict[str, Any]:
        mine = {field.name for field in Profile._meta.concrete_fields} - {"version"}
        return {name: value for name, value in self.cleaned_data.items() if name in mine}

    def lasting_values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in LASTING}


def initial_of(profile: Profile, person: Person) -> dict[str, Any]:
    """What the form shows at first."""
    shown = {name: getattr(profile, name) for name in ProfileForm.base_fields if hasattr(profile, name)}
    return shown | {
        "interests": ", ".join(profile.interests),
        "home_province": person.home_province_id,
        "version": profile.version,
        "person_version": person.version,
    }


class BirthDateForm(forms.Form):
    """The date of birth, and a word to the office where it must agree."""

    birth_date = ThaiDateField(label=_("date of birth"), partial=True, latest=timezone.localdate)
    note = NormalisedCharField(
        label=_("how we can see that it is so"),
        max_length=500,
        required=False,
        multiline=True,
        help_text=_("For example: it stands so on my identity card."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
