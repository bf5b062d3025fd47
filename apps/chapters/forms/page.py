"""What a group says of itself, and how one joins it."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from apps.chapters.lib import line_links
from apps.chapters.models import Chapter, Position
from apps.core.fields import NormalisedCharField


class PageForm(forms.ModelForm[Chapter]):
    """The introduction and the LINE group."""

    about_th = NormalisedCharField(
        label=_("about the group, in Thai"),
        max_length=2000,
        required=False,
        multiline=True,
        help_text=_("Who you are, what you do, how often you meet. Everybody reads it."),
    )
    about_en = NormalisedCharField(
        label=_("about the group, in English"), max_length=2000, required=False, multiline=True
    )
    line_url = forms.CharField(
        label=_("LINE group, for members"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        help_text=_("The invitation link as LINE gives it: https://line.me/… Only members see it."),
    )
    is_neutral = forms.BooleanField(
        label=_("What the group says of itself is politically neutral"),
        required=False,
        help_text=_(
            "It speaks neither for nor against a party, a candidate or a campaign. You declare it in your name."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    waits = forms.IntegerField(widget=forms.HiddenInput, required=False)  # the words that were seen to wait

    class Meta:
        model = Chapter
        fields: tuple[str, ...] = ("about_th", "about_en", "line_url")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        says_anew = any(name in self.changed_data for name in ("about_th", "about_en"))
        if says_anew and not cleaned.get("is_neutral"):
            self.add_error("is_neutral", _("Declare that the text is politically neutral, or change it first."))
        return cleaned

    def clean_line_url(self) -> str:
        given: str = self.cleaned_data["line_url"]
        try:
            return line_links.read(given) if given else ""
        except line_links.LineLinkError as error:
            raise ValidationError(
                _("This is no link to a group in LINE. It begins with https://line.me/."), code=error.code
            ) from error


class PageAndJoiningForm(PageForm):
    """With how one joins and what it costs, for those who lead the group."""

    yearly_dues = forms.DecimalField(
        label=_("dues of a year, in baht"),
        required=False,
        min_value=Decimal(0),
        max_digits=9,
        decimal_places=2,
        help_text=_("Leave it empty where the group asks for none."),
    )
    life_dues = forms.DecimalField(
        label=_("dues for life, in baht"),
        required=False,
        min_value=Decimal(0),
        max_digits=9,
        decimal_places=2,
    )

    head_sends_events = forms.BooleanField(
        label=_("Only the head of the group sends events out"),
        required=False,
        help_text=_("Whoever else writes in the group's name prepares them and asks."),
    )

    class Meta(PageForm.Meta):
        fields = (*PageForm.Meta.fields, "joining", "yearly_dues", "life_dues", "head_sends_events")


class PositionForm(forms.ModelForm[Position]):
    """A post of the committee, and how many may hold it at once."""

    name_th = NormalisedCharField(label=_("name in Thai"), max_length=200)
    name_en = NormalisedCharField(label=_("name in English"), max_length=200, required=False)
    years = forms.IntegerField(label=_("years of a term"), min_value=1, max_value=10, initial=2)
    order = forms.IntegerField(label=_("place in the list"), min_value=0, max_value=99, initial=50, required=False)
    seats = forms.IntegerField(
        label=_("how many may hold it at once"), min_value=1, validators=[MaxValueValidator(30)], initial=1
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Position
        fields = ("name_th", "name_en", "role", "years", "order")

    def __init__(self, *args: Any, roles: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["role"]
        field.choices = [(value, label) for value, label in Position.Role.choices if value in roles]
        field.help_text = _("It says what the post permits its holder to do.")

    def clean_order(self) -> int:
        order: int | None = self.cleaned_data["order"]
        return 50 if order is None else order
