"""Two people at one draft: whoever saves later sees what the other one wrote beside what they typed."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import capfirst

from apps.mailings.models import Mailing
from apps.mailings.reports import audience_words

FIELDS = ("title", "subject_th", "text_th", "subject_en", "text_en")


@dataclass(frozen=True)
class Theirs:
    """What a field says by now, where something else was typed."""

    label: str
    text: str


def theirs_of(mailing: Mailing, form: forms.BaseForm, *, audience: Any = None) -> list[Theirs]:
    """What the draft says by now where it differs from what was typed into the form (`audience`: with to whom)."""
    recorded = Mailing.objects.select_related("author").get(pk=mailing.pk)
    typed = form.cleaned_data if hasattr(form, "cleaned_data") else {}
    found = [
        Theirs(capfirst(str(form.fields[name].label)), getattr(recorded, name) or "–")
        for name in FIELDS
        if name in form.fields and typed.get(name) != getattr(recorded, name)
    ]
    if audience is not None and audience != recorded.audience:
        words = "\n".join(audience_words.said(recorded))
        found.append(Theirs(capfirst(str(form.fields["to"].label)), words or "–"))
    return found
