"""What leaders write to their members: one screen."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField
from apps.core.registries import MailWriter, mail_audiences
from apps.mailings.forms.composing import WRITTEN, TextField, WhenForm
from apps.mailings.models import Mailing
from apps.mailings.reports.desk import wished
from apps.mailings.reports.ready import refused_words

MEMBERS, OFFICERS, UNPAID, EVENT = "own_members", "own_officers", "chapter_unpaid", "event_attendees"
MOST_TEXT = 8_000


class MembersLetterForm(WhenForm):
    """To whom, about what, the words; with the declaration where it is sent."""

    to = forms.ChoiceField(label=_("to whom"))
    cohort = forms.ChoiceField(label=_("of the class"), required=False)
    subject_th = NormalisedCharField(label=_("subject"), max_length=150, required=False)
    text_th = TextField(label=_("text"), max_length=MOST_TEXT, widget=forms.Textarea(attrs={"rows": 11}))
    subject_en = NormalisedCharField(label=_("subject in English"), max_length=150, required=False)
    text_en = TextField(label=_("text in English"), max_length=MOST_TEXT, widget=forms.Textarea(attrs={"rows": 8}))
    is_neutral = forms.BooleanField(
        label=_("This letter is politically neutral"),
        required=False,
        help_text=_(
            "It speaks neither for nor against a party, a candidate or a campaign. You declare it in your name."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    field_order = ("to", "cohort", *WRITTEN, "is_neutral")

    def __init__(self, *args: Any, writer: MailWriter, mailing: Mailing | None = None, **kwargs: Any) -> None:
        initial = {"form_key": uuid4(), "to": MEMBERS} | _initial(mailing)
        super().__init__(*args, **{"initial": initial} | kwargs)
        kinds: list[tuple[str, Any]] = [(MEMBERS, _("All members")), (OFFICERS, _("Whoever holds a post"))]
        kinds.append((UNPAID, _("Members whose dues of this year are not noted")))
        events = mail_audiences[EVENT].choices if EVENT in mail_audiences else None
        kinds += [(f"{EVENT}:{value}", words) for value, words in (events(writer) if events else [])]
        cohorts = mail_audiences["cohort"].choices
        self.fields["to"].choices = kinds  # type: ignore[attr-defined]
        self.fields["cohort"].choices = [("", _("any")), *(cohorts(writer) if cohorts else [])]  # type: ignore[attr-defined]
        self.button = str(self.data.get("do") or "")
        self._ask(is_needed=True)

    @property
    def goes_out(self) -> bool:
        """A draft may be half a letter, and wrong: it is kept as it is. What is sent is whole."""
        return self.button in {"send", "test"}

    def full_clean(self) -> None:
        self._ask(is_needed=self.goes_out)
        super().full_clean()
        self._ask(is_needed=True)  # as the page says it

    def _ask(self, *, is_needed: bool) -> None:
        for name in ("subject_th", "text_th"):  # one language will do
            self.fields[name].required = is_needed and not self.data.get("text_en")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_empty = not any(cleaned.get(name) for name in WRITTEN)
        if self.goes_out or (self.button == "save" and is_empty):
            for name, words in refused_words({name: cleaned.get(name, "") for name in WRITTEN}).items():
                if name not in self.errors:
                    self.add_error(name, words)
        if self.button == "send" and not cleaned.get("is_neutral"):
            self.add_error("is_neutral", _("Declare that the letter is politically neutral, or change it first."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """The words and the wish when it goes out, for an action."""
        words = {name: self.cleaned_data[name] for name in WRITTEN}
        begins = [
            words["subject_th"],
            words["subject_en"],
            words["text_th"],
            words["text_en"],
            gettext("(no subject)"),
        ]
        title = next(filter(None, begins)).partition("\n")[0][:120]
        return words | {"title": title, "scheduled_at": self.moment()}

    def audience(self) -> dict[str, Any]:
        """To whom, as mailings keep it; what was not chosen rightly is passed over."""
        data = getattr(self, "cleaned_data", {})
        kind, _colon, value = str(data.get("to") or MEMBERS).partition(":")
        leaf = {"kind": kind, "values": [value] if value else []}
        if not data.get("cohort"):
            return leaf
        return {"all": [leaf, {"kind": "cohort", "values": [data["cohort"]]}]}


def _initial(mailing: Mailing | None) -> dict[str, Any]:
    """What is kept, as the form has it."""
    if mailing is None:
        return {}
    words = {name: getattr(mailing, name) for name in WRITTEN}
    leaf, cohort = mailing.audience, ""
    if set(mailing.audience) == {"all"}:
        leaf, narrowed = mailing.audience["all"]
        cohort = (narrowed.get("values") or [""])[0]
    to = ":".join([leaf.get("kind", MEMBERS), *leaf.get("values", [])])
    return words | {"to": to, "cohort": cohort, "version": mailing.version} | wished(mailing)
