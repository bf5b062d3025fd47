"""What alumni tell the office in confidence about somebody else."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField, ThaiDateField, ThaiYearField
from apps.core.lib.emails import EmailError, normalise_email
from apps.core.lib.phones import PhoneError, parse_phone
from apps.directory.models import DeathReport, LostSuggestion
from apps.records.models import Source


class LostForm(forms.Form):
    """Somebody with whom the university may have lost touch, and a way to reach them."""

    name = NormalisedCharField(
        label=_("their first name and surname"),
        max_length=250,
        help_text=_("As you knew them; a former name will do."),
    )
    year_be = ThaiYearField(label=_("year of graduation (B.E.)"), required=False, help_text=_("About will do."))
    faculty_text = NormalisedCharField(label=_("faculty"), max_length=200, required=False)
    channel = forms.ChoiceField(
        label=_("how they can be reached"), choices=LostSuggestion.Channel, widget=forms.RadioSelect
    )
    contact = NormalisedCharField(label=_("address or number"), max_length=254)
    note = NormalisedCharField(label=_("how you know them"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        channel, contact = cleaned.get("channel"), cleaned.get("contact")
        try:
            if contact and channel == LostSuggestion.Channel.EMAIL:
                cleaned["contact"] = normalise_email(contact)
            elif contact and channel == LostSuggestion.Channel.PHONE:
                cleaned["contact"] = parse_phone(contact).stored
        except EmailError:
            self.add_error("contact", _("Write the whole address, such as name@example.com."))
        except PhoneError:
            self.add_error(
                "contact", _("Write the whole number, such as 08 1234 5678, or +60 12 345 6789 from abroad.")
            )
        return cleaned


class DeathForm(forms.Form):
    """Word of a death."""

    name = NormalisedCharField(label=_("their first name and surname"), max_length=250)
    year_be = ThaiYearField(label=_("year of graduation (B.E.)"), required=False, help_text=_("About will do."))
    died_on = ThaiDateField(label=_("date of death"), required=False, partial=True, latest=timezone.localdate)
    source = forms.ChoiceField(
        label=_("how do you know"), choices=[(each.value, each.label) for each in DeathReport.SOURCES]
    )
    evidence = NormalisedCharField(
        label=_("what you know"),
        max_length=300,
        help_text=_("For example: I am her brother; I was at the funeral; an obituary in a newspaper of 3 May."),
    )

    def __init__(self, *args: Any, is_known: bool = False, **kwargs: Any) -> None:
        """`is_known`: it is said on the person's own page, so that nobody need type their name."""
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [  # type: ignore[attr-defined] # in the words of a fellow alumnus
            (Source.FAMILY, _("I am of the family, or the family told me")),
            (Source.CHAPTER, _("From friends or our alumni group")),
            (Source.NEWS, _("From the news or an announcement")),
        ]
        if is_known:
            del self.fields["name"], self.fields["year_be"]
