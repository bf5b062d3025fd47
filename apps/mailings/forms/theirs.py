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


def keep_both(form: forms.BaseForm, mailing: Mailing, *, audience: Any = None) -> list[Theirs]:
    """What the draft says by now where it differs from what the form was given (`audience`: with to whom). The form
    keeps what was typed, and may be saved over it: it was seen."""
    recorded = Mailing.objects.select_related("author").get(pk=mailing.pk)
    form.data = {**form.data.dict(), "version": recorded.version}  # type: ignore[attr-defined] # each name once
    typed = form.cleaned_data if hasattr(form, "cleaned_data") else {}
    names = [name for name in FIELDS if name in form.fields]
    found = [
        Theirs(capfirst(str(form.fields[name].label)), getattr(recorded, name) or "–")
        for name in names
        if typed.get(name) != getattr(recorded, name)
    ]
    if audience is not None and audience != recorded.audience:
        words = "\n".join(audience_words.said(recorded))
        found.append(Theirs(capfirst(str(form.fields["to"].label)), words or "–"))
    return found
