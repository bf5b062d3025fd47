from django import forms
from django.utils.translation import gettext_lazy as _

from apps.chapters.models import Chapter, Membership
from apps.core.fields import NormalisedCharField


class ChapterSearchForm(forms.Form):
    """The list of groups, by kind and by words of their names."""

    q = NormalisedCharField(label=_("name of the group"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("kind"), choices=[("", ""), *Chapter.Kind.choices], required=False)


class RollForm(forms.Form):
    """A group's roll, by words and by class of membership."""

    q = forms.CharField(label=_("name"), required=False, max_length=200)
    rank = forms.ChoiceField(
        label=_("class of membership"),
        choices=[("", _("all classes")), *Membership.Rank.choices],
        required=False,
        widget=forms.Select(attrs={"class": "sel"}),
    )
