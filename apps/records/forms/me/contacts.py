"""How somebody can be reached: what is there to be mended in place, and a line for each way that is still missing."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.core.fields import NormalisedCharField
from apps.core.lib import phones
from apps.records.actions import contacts
from apps.records.forms.me.audience import AudienceField
from apps.records.forms.me.places import country_field, province_field
from apps.records.models import Address, Audience, Contact, Person

_KEYBOARDS: dict[str, dict[str, str]] = {
    Contact.Kind.EMAIL: {"type": "email", "autocomplete": "email"},
    Contact.Kind.MOBILE: {"type": "tel", "autocomplete": "tel"},
    Contact.Kind.PHONE: {"type": "tel", "autocomplete": "off"},
    Contact.Kind.WEBSITE: {"inputmode": "url", "autocomplete": "url"},
}


class ContactForm(forms.Form):
    """One contact: the one that is there, or a new one of its kind, which may stay empty."""

    value = NormalisedCharField(max_length=254)
    audience = AudienceField(initial=Audience.OFFICE)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, data: Any = None, *, contact: Contact) -> None:
        self.contact = contact
        self.is_new = contact.pk is None
        seen = (
            {} if self.is_new else {"value": shown(contact), "audience": contact.audience, "version": contact.version}
        )
        super().__init__(data, initial=seen, prefix=f"new-{contact.kind}" if self.is_new else f"c{contact.pk}")
        self.fields["value"].label = contact.get_kind_display()
        self.fields["value"].required = not self.is_new
        self.fields["value"].widget.attrs.update({"autocomplete": "off"} | _KEYBOARDS.get(contact.kind, {}))
        self.fields["value"].error_messages["required"] = _("To take it out, press “No longer use”.")

    def clean_value(self) -> str:
        typed = self.cleaned_data["value"]
        if not typed or typed == shown(self.contact):
            return self.contact.value
        return contacts.normal_value(self.contact.kind, typed)

    def changes(self) -> dict[str, Any]:
        return {"value": self.cleaned_data["value"], "audience": self.cleaned_data["audience"]}

    def new_contact(self) -> Contact | None:
        """What a line for a missing contact says; None where it stayed empty."""
        if not self.cleaned_data["value"]:
            return None
        return Contact(person=self.contact.person, kind=self.contact.kind, **self.changes())


def shown(contact: Contact) -> str:
    """As its owner writes it."""
    number = phones.stored_phone(contact.value) if contact.kind in {Contact.Kind.MOBILE, Contact.Kind.PHONE} else None
    return number.display() if number else contact.value


def blank_forms(person: Person, data: Any = None) -> list[ContactForm]:
    """A line for a new contact of each kind."""
    return [ContactForm(data, contact=Contact(person=person, kind=kind)) for kind in Contact.Kind]


class AddressForm(forms.Form):
    """A postal address in its Thai parts, or in lines when it is abroad."""

    kind = forms.ChoiceField(label=_("which address"), choices=Address.Kind)
    house_no = NormalisedCharField(label=_("house number"), max_length=60, required=False)
    moo = NormalisedCharField(label=_("village number (moo)"), max_length=10, required=False)
    village = NormalisedCharField(label=_("village, building, floor, room"), max_length=150, required=False)
    soi = NormalisedCharField(label=_("lane (trok, soi)"), max_length=100, required=False)
    road = NormalisedCharField(label=_("road"), max_length=100, required=False)
    subdistrict = NormalisedCharField(label=_("subdistrict"), max_length=100, required=False)
    district = NormalisedCharField(label=_("district"), max_length=100, required=False)
    province = province_field()
    postcode = NormalisedCharField(
        label=_("postcode"),
        max_length=12,
        required=False,
        widget=forms.TextInput({"autocomplete": "postal-code", "inputmode": "numeric"}),
    )
    country = country_field(initial="TH")
    foreign_lines = NormalisedCharField(label=_("address abroad"), max_length=400, required=False, multiline=True)
    audience = AudienceField(initial=Audience.OFFICE)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        country = cleaned.get("country")
        if country and country.code == "TH":
            self._check_thai(cleaned)
        elif country:
            cleaned["province"] = None
            if not cleaned.get("foreign_lines"):
                self.add_error("foreign_lines", _("Write the address as it stands on an envelope."))
        return cleaned

    def _check_thai(self, cleaned: dict[str, Any]) -> None:
        postcode = phones.digits(cleaned.get("postcode", ""))
        cleaned["postcode"] = postcode
        if postcode and len(postcode) != 5:
            self.add_error("postcode", _("A Thai postcode has five digits, such as 90110."))
        if not cleaned.get("province") and "province" not in self.errors:
            self.add_error("province", _("Choose the province."))

    def changes(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def address_initial(address: Address) -> dict[str, Any]:
    return {name: getattr(address, name) for name in AddressForm.base_fields}


class CodeForm(forms.Form):
    """The digits that came by mail or text message."""

    code = forms.CharField(
        label=_("code that we sent"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "in--code", "size": "8"}
        ),
        error_messages={"required": _("Type the six digits that we sent.")},
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if len(phones.digits(code)) != 6:
            raise ValidationError(_("Type the six digits that we sent."))
        return code
