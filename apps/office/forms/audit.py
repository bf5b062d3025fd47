from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.core.admin import ThaiDayField
from apps.core.lib.student_ids import normalise_student_id
from apps.core.models import AuditEntry, Tracked
from apps.core.querysets.entries import packing
from apps.core.registries import audit_facts, audit_verbs
from apps.records.models import Person


class AuditFilterForm(forms.Form):
    """Which part of the audit log is looked at; every field may stay empty."""

    who = forms.ModelChoiceField(
        label=_("Who"),
        queryset=User.objects.filter(is_staff=True).order_by("name", "pk"),
        required=False,
        empty_label=_("everybody"),
    )
    action = forms.ChoiceField(label=_("What was done"), required=False)
    table = forms.ChoiceField(label=_("To what"), required=False)
    since = ThaiDayField(label=_("From"), required=False)
    until = ThaiDayField(label=_("Until"), required=False)
    person = forms.CharField(label=_("Student id of the person"), required=False, max_length=40)
    key = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = [("", _("everything")), *_verbs()]  # type: ignore[attr-defined] # a choice
        self.fields["table"].choices = [("", _("everything")), *_tables()]  # type: ignore[attr-defined] # a choice

    def clean_person(self) -> Person | None:
        typed = self.cleaned_data["person"].strip()
        if not typed:
            return None
        found = Person.objects.filter(_is_called(typed)).distinct()[:2]
        if len(found) != 1:
            raise ValidationError(_("Nobody has this student id."))
        return found[0]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("since") and cleaned.get("until") and cleaned["until"] < cleaned["since"]:
            self.add_error("until", _("The end comes before the beginning."))
        return cleaned

    def as_query(self) -> Q:
        """The filter that the valid form describes."""
        chosen, wanted = self.cleaned_data, Q()
        wanted &= Q(by=chosen["who"]) if chosen["who"] else Q()
        if rows := {name: chosen[name] for name in ("action", "table") if chosen[name]}:
            is_packed = any(chosen["table"] == table or chosen["action"] == action for table, action in audit_facts)
            wanted &= Q(**rows) | packing() if is_packed else Q(**rows)
        wanted &= Q(key=chosen["key"]) if chosen["key"] else Q()
        wanted &= Q(subject_id=chosen["person"].pk) if chosen["person"] else Q()
        wanted &= Q(at__gte=_moment(chosen["since"], time.min)) if chosen["since"] else Q()
        return wanted & (Q(at__lte=_moment(chosen["until"], time.max)) if chosen["until"] else Q())

    def shows(self, entry: AuditEntry) -> bool:
        """Whether the entry of one row is of what was asked for: it may have been packed with others of another."""
        return all(self.cleaned_data[name] in ("", getattr(entry, name)) for name in ("action", "table"))

    def in_words(self) -> str:
        """What was asked for, to be written down beside a reason."""
        return ", ".join(f"{name}={self.data[name]}" for name in self.fields if self.data.get(name))


def _verbs() -> list[tuple[str, str]]:
    return sorted(((action, capfirst(str(verb))) for action, verb in audit_verbs), key=lambda pair: pair[1])


def _tables() -> list[tuple[str, str]]:
    tables = [(model._meta.label_lower, model) for model in apps.get_models() if issubclass(model, Tracked)]
    named = [(table, capfirst(str(model._meta.verbose_name))) for table, model in tables if not model._meta.proxy]
    return sorted(named, key=lambda pair: pair[1])


def _is_called(typed: str) -> Q:
    """A student id, or the public id with which other pages link to a person."""
    try:
        return Q(public_id=UUID(typed))
    except ValueError:
        return Q(degrees__student_id=normalise_student_id(typed) or typed)


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))
