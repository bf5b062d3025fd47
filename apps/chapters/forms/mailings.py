"""What leaders write to their members: one screen."""

from datetime import datetime, time
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField, OfficeFileField, ThaiDateField
from apps.core.registries import MailWriter, mail_audiences
from apps.mailings import rules
from apps.mailings.models import Mailing
from apps.mailings.reports.desk import wished
from apps.mailings.reports.ready import refused_words

MEMBERS, OFFICERS, UNPAID, EVENT = "own_members", "own_officers", "chapter_unpaid", "event_attendees"
HOURS = [(f"{hour:02}:{minute:02}", f"{hour}.{minute:02}") for hour in range(6, 22) for minute in (0, 30)]
WRITTEN = ("subject_th", "text_th", "subject_en", "text_en")
MOST_TEXT = 8_000


class MembersLetterForm(forms.Form):
    """To whom, about what, the words; with the declaration where it is sent."""

    to = forms.ChoiceField(label=_("to whom"))
    cohort = forms.ChoiceField(label=_("of the class"), required=False)
    subject_th = NormalisedCharField(label=_("subject"), max_length=150, required=False)
    text_th = NormalisedCharField(
        label=_("text"),
        max_length=MOST_TEXT,
        multiline=True,
        lists=True,
        required=False,
        widget=forms.Textarea(attrs={"rows": 11}),
    )
    subject_en = NormalisedCharField(label=_("subject in English"), max_length=150, required=False)
    text_en = NormalisedCharField(
        label=_("text in English"),
        max_length=MOST_TEXT,
        multiline=True,
        lists=True,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    is_neutral = forms.BooleanField(
        label=_("This letter is politically neutral"),
        required=False,
        help_text=_(
            "It speaks neither for nor against a party, a candidate or a campaign. You declare it in your name."
        ),
    )
    scheduled_on = ThaiDateField(
        label=_("day on which it goes out"),
        required=False,
        help_text=_("Such as 31/3/2570. Empty: at once."),
        earliest=timezone.localdate,
        latest=rules.last_day,
        error_messages={"too_early": _("This day has passed. Choose today or a later one.")},
    )
    scheduled_at = forms.ChoiceField(label=_("at"), choices=HOURS, initial="09:00", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, writer: MailWriter, mailing: Mailing | None = None, **kwargs: Any) -> None:
        initial = {"form_key": uuid4(), "scheduled_at": "09:00", "to": MEMBERS} | _initial(mailing)
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

    def moment(self) -> datetime | None:
        """When it is to go out; None: at once."""
        day = self.cleaned_data.get("scheduled_on")
        if day is None:
            return None
        clock = time.fromisoformat(self.cleaned_data.get("scheduled_at") or "09:00")
        return timezone.make_aware(datetime.combine(day.first_day, clock))


class PictureForm(forms.Form):
    """A picture for the text."""

    file = forms.FileField(
        label=_("picture"),
        help_text=_("A JPEG, PNG or WebP file. It is made anew, without metadata."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={"required": _("Choose the file first.")},
    )
    alt = NormalisedCharField(
        label=_("what it shows"), max_length=200, help_text=_("For those who do not see it, and who load no pictures.")
    )


class AttachmentForm(forms.Form):
    """A document that goes with every letter."""

    file = OfficeFileField(
        label=_("document"),
        help_text=_(
            "The same for everybody, so nothing personal. A PDF or a file of an office program without macros; all "
            "together at most 7 MB. A link to a page is better where many get it."
        ),
    )
    name = NormalisedCharField(label=_("name of the file"), max_length=80, help_text=_("Without its ending."))


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
