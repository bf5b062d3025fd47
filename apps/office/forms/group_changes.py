"""What the office changes about a group: its name, what is known of it, its provinces and posts, and merging it."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.chapters.models import Chapter, Position
from apps.chapters.rules import SEATS
from apps.core.fields import NormalisedCharField, ThaiDateField
from apps.records.models import Province


class NameForm(forms.Form):
    """Another name from one day on; the one until then stays on record."""

    name_th = NormalisedCharField(label=_("name in Thai"), max_length=200)
    name_en = NormalisedCharField(label=_("name in English"), max_length=200, required=False)
    since = ThaiDateField(label=_("called so since"), latest=timezone.localdate, initial=timezone.localdate)

    def clean_since(self) -> date:
        since: date = self.cleaned_data["since"].first_day
        return since


class FactsForm(forms.ModelForm[Chapter]):
    """What is known of a group, whoever wrote it."""

    founded_on = ThaiDateField(label=_("founded on"), required=False, latest=timezone.localdate)
    about_th = NormalisedCharField(
        label=_("about the group, in Thai"), max_length=2000, required=False, multiline=True
    )
    about_en = NormalisedCharField(
        label=_("about the group, in English"), max_length=2000, required=False, multiline=True
    )
    line_url = forms.CharField(label=_("LINE group, for members"), max_length=200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Chapter
        fields = (
            *("parent", "founded_on", "registration_no", "joining", "yearly_dues", "life_dues"),
            *("about_th", "about_en", "line_url"),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent: Any = self.fields["parent"]
        others = Chapter.objects.filter(institution__code=settings.INSTITUTION).exclude(pk=self.instance.pk)
        parent.queryset = others.exclude(status=Chapter.Status.CLOSED).order_by("name_th", "pk")

    def clean_founded_on(self) -> date | None:
        given = self.cleaned_data["founded_on"]
        return given.first_day if given else None


class ProvincesForm(forms.Form):
    """Further provinces for which a provincial group is there."""

    provinces = forms.ModelMultipleChoiceField(
        Province.objects.none(),
        label=_("further provinces"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Beside that of its name. Whoever lives there is asked to join, too."),
    )

    def __init__(self, *args: Any, chapter: Chapter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["provinces"]
        field.queryset = Province.objects.exclude(pk=chapter.province_id).order_by("name_th")


class PositionForm(forms.ModelForm[Position]):
    """A post of the committee, and how many may hold it at once."""

    name_th = NormalisedCharField(label=_("name in Thai"), max_length=200)
    name_en = NormalisedCharField(label=_("name in English"), max_length=200, required=False)
    years = forms.IntegerField(label=_("years of a term"), min_value=1, max_value=10, initial=2)
    order = forms.IntegerField(label=_("place in the list"), min_value=0, max_value=99, initial=50)
    seats = forms.IntegerField(label=_("how many may hold it at once"), min_value=1, max_value=SEATS, initial=1)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Position
        fields = ("name_th", "name_en", "role", "years", "order")


class WhichGroupForm(forms.Form):
    """Into which group this one is merged."""

    kept = forms.ModelChoiceField(
        Chapter.objects.none(), label=_("the group that stays"), to_field_name="slug", empty_label=_("choose a group")
    )

    def __init__(self, *args: Any, gone: Chapter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kept"]
        open_ones = Chapter.objects.living().filter(institution=gone.institution_id).exclude(pk=gone.pk)
        field.queryset = open_ones.order_by("kind", "name_th")


class ReadForm(forms.Form):
    """A word back on a yearly report."""

    answer = NormalisedCharField(
        label=_("a word back"), max_length=2000, required=False, multiline=True, help_text=_("The leaders read it.")
    )


class MergeForm(forms.Form):
    """Why, and what becomes of the committee of the group that goes."""

    keeps_officers = forms.ChoiceField(
        label=_("the committee of the group that goes"),
        choices=[("", _("Its terms end today")), ("yes", _("Its posts and their holders join the other committee"))],
        required=False,
        widget=forms.RadioSelect,
    )
    reason = NormalisedCharField(label=_("reason"), max_length=300, help_text=_("Members of both groups read it."))
    is_sure = forms.BooleanField(
        label=_("I have read what moves and what does not"),
        error_messages={"required": _("Read what moves and what does not first.")},
    )


class UnmergeForm(forms.Form):
    """Why a merge is taken back."""

    reason = NormalisedCharField(label=_("reason"), max_length=300)
