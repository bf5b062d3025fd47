"""What the office enters about groups of alumni."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.chapters.models import Chapter, Membership, Position, Talk
from apps.core.fields import NormalisedCharField, ThaiDateField
from apps.records.models import Campus, Cohort, Country, Faculty, Province

_GROUNDS = {
    Chapter.Kind.PROVINCE: "province",
    Chapter.Kind.FACULTY: "faculty",
    Chapter.Kind.CAMPUS: "campus",
    Chapter.Kind.ABROAD: "country",
    Chapter.Kind.COHORT: "cohort",
}


class GroupForm(forms.Form):
    """A new group. Of what its members have in common, only what fits its kind is kept."""

    kind = forms.ChoiceField(label=_("kind"), choices=Chapter.Kind)
    name_th = NormalisedCharField(label=_("name in Thai"), max_length=200)
    name_en = NormalisedCharField(label=_("name in English"), max_length=200, required=False)
    slug = forms.SlugField(
        label=_("web address"),
        max_length=60,
        help_text=_("Small Latin letters, digits and hyphens, such as songkhla. It never changes."),
    )
    province = forms.ModelChoiceField(Province.objects.order_by("name_th"), label=_("province"), required=False)
    faculty = forms.ModelChoiceField(Faculty.objects.none(), label=_("faculty"), required=False)
    campus = forms.ModelChoiceField(Campus.objects.none(), label=_("campus"), required=False)
    cohort = forms.ModelChoiceField(Cohort.objects.none(), label=_("cohort"), required=False)
    country = forms.ModelChoiceField(
        Country.objects.exclude(code="TH").order_by("name_th"), label=_("country"), required=False
    )
    joining = forms.ChoiceField(label=_("how one joins"), choices=Chapter.Joining, initial=Chapter.Joining.APPROVAL)
    recognised_on = ThaiDateField(
        label=_("recognised on"),
        required=False,
        latest=timezone.localdate,
        help_text=_("Leave it empty for a group that only asks to be recognised; nobody else sees it until then."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (("faculty", Faculty), ("campus", Campus), ("cohort", Cohort)):
            rows = model._default_manager.filter(institution__code=settings.INSTITUTION)
            field: Any = self.fields[name]
            field.queryset = rows.order_by("number" if model is Cohort else "code")

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].lower()
        if Chapter.objects.filter(slug=slug).exists():
            raise ValidationError(_("Another group has this address."))
        return slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        ground = _GROUNDS.get(cleaned.get("kind", ""))
        for name in _GROUNDS.values():
            if name != ground:
                cleaned[name] = None
        if ground and not cleaned.get(ground) and ground not in self.errors:
            self.add_error(ground, _("Say of which faculty, campus, province, country or class this group is."))
        return cleaned


class StatusForm(forms.Form):
    """The group's standing with the university."""

    status = forms.ChoiceField(label=_("standing"), choices=Chapter.Status)
    reason = NormalisedCharField(
        label=_("reason"), max_length=300, help_text=_("Where the group closes, its members read it.")
    )


class LiaisonForm(forms.Form):
    """Who of the office looks after the group."""

    officer = forms.ModelChoiceField(
        get_user_model().objects.filter(is_staff=True, is_active=True).order_by("name"),
        label=_("liaison officer"),
        required=False,
    )


class MemberForm(forms.Form):
    """Somebody who is a member, from a roll on paper."""

    record = NormalisedCharField(label=_("student id or page of the person"), max_length=200)
    rank = forms.ChoiceField(label=_("class of membership"), choices=Membership.Rank)


class TermForm(forms.Form):
    """Who holds a post, from minutes or an order."""

    record = NormalisedCharField(label=_("student id or page of the person"), max_length=200)
    position = forms.ModelChoiceField(Position.objects.none(), label=_("post"))
    since = ThaiDateField(label=_("since"))
    until = ThaiDateField(label=_("until"))
    minutes = NormalisedCharField(label=_("minutes or order"), max_length=120, required=False)

    def __init__(self, *args: Any, chapter: Chapter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["position"]
        field.queryset = Position.objects.filter(chapter=chapter).order_by("order", "pk")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("since", "until"):
            if cleaned.get(name):
                cleaned[name] = cleaned[name].first_day
        if cleaned.get("since") and cleaned.get("until") and cleaned["since"] > cleaned["until"]:
            self.add_error("until", _("The end comes before the beginning."))
        return cleaned


class TalkForm(forms.Form):
    """That somebody of the office was really in touch with the group."""

    held_on = ThaiDateField(label=_("day"), latest=timezone.localdate, initial=timezone.localdate)
    channel = forms.ChoiceField(label=_("how"), choices=Talk.Channel)
    summary = NormalisedCharField(label=_("what was said"), max_length=500, multiline=True)

    def clean_held_on(self) -> date:
        held_on: date = self.cleaned_data["held_on"].first_day
        return held_on


class MatterForm(forms.Form):
    """What the office asks of the group."""

    subject = NormalisedCharField(label=_("what about"), max_length=150)
    text = NormalisedCharField(label=_("what is asked"), max_length=3000, multiline=True)


class AnswerForm(forms.Form):
    answer = NormalisedCharField(label=_("answer"), max_length=3000, multiline=True)


class EndTermForm(forms.Form):
    """Why a term ends early."""

    why = NormalisedCharField(
        label=_("why it ends early"), max_length=300, help_text=_("They read this word for word.")
    )
