"""Fields for Thai dates, years, numbers and secrets: on forms, and on a model made for these tests."""

from datetime import date

import pytest
from cryptography.fernet import Fernet
from django import forms
from django.core.exceptions import FieldError, ImproperlyConfigured, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F, Q
from django.test.utils import isolate_apps
from django.utils import translation

from apps.core.fields import (
    EncryptedTextField,
    NationalIdField,
    NormalisedCharField,
    PartialDateField,
    PhoneField,
    ThaiDateField,
    ThaiYearField,
)
from apps.core.lib.dates import PartialDate
from apps.core.lib.phones import Phone


def code_of(field, text):
    """The code with which the field refuses a text."""
    with pytest.raises(ValidationError) as refused:
        field.clean(text)
    (error,) = refused.value.error_list
    assert error.messages  # its parameters fit its words
    return error.code


# ---- ThaiDateField


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("31/3/2549", PartialDate(2006, 3, 31)),
        ("๓๑ มีนาคม พ.ศ. ๒๕๔๙", PartialDate(2006, 3, 31)),
        ("31/3/2006", PartialDate(2006, 3, 31)),
        (date(2006, 3, 31), PartialDate(2006, 3, 31)),
        (PartialDate(2006, 3, 31), PartialDate(2006, 3, 31)),
        ("", None),
        (" \u200b", None),
        (None, None),
    ],
)
def test_thai_date_field_cleans_to_a_partial_date(typed, cleaned):
    assert ThaiDateField(required=False).clean(typed) == cleaned


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "required"),
        ("abc", "invalid"),
        ("31/3/49", "two_digit_year"),
        ("มี.ค. 2549", "day_missing"),
        ("2549", "day_missing"),
        ("31/3", "year_missing"),
        ("31/13/2549", "no_such_month"),
        ("31/9/2549", "no_such_day"),
        ("29/2/2566", "not_leap_year"),
        ("1/1/2483", "no_such_month_in_2483"),
        ("วันเสาร์ที่ 31 มีนาคม 2549", "wrong_weekday"),
        ("ร.ศ. 125", "era_unsupported"),
        ("1/1/2300", "too_late"),
        ("1/1/1300", "too_early"),
        ("\ud800", "required"),
        ("9" * 100_000, "invalid"),
    ],
    ids=lambda text: ascii(text)[:20],
)
def test_thai_date_field_says_what_is_wrong(typed, code):
    assert code_of(ThaiDateField(), typed) == code


def test_thai_date_field_takes_a_partial_date_where_it_may():
    assert ThaiDateField(partial=True).clean("มี.ค. 2549") == PartialDate(2006, 3)


def test_thai_date_field_keeps_births_in_the_past():
    field = ThaiDateField(latest=lambda: date(2026, 11, 21))

    with translation.override("th"), pytest.raises(ValidationError, match="21 พฤศจิกายน 2569"):
        field.clean("22/11/2569")


def test_thai_date_field_asks_which_year_is_meant():
    field = ThaiDateField(latest=date(2010, 1, 1))

    with translation.override("en"), pytest.raises(ValidationError, match="31 March 1949, 31 March 2006"):
        field.clean("31/3/49")
    assert ThaiDateField(two_digit_year=2500).clean("31/3/49") == PartialDate(2006, 3, 31)


def test_thai_date_field_shows_what_is_known_and_echoes_what_was_typed():
    class BirthForm(forms.Form):
        born = ThaiDateField(partial=True)

    with translation.override("th"):
        assert 'value="มีนาคม 2549"' in str(BirthForm(initial={"born": PartialDate(2006, 3)})["born"])
        assert 'value="31/13/2549"' in str(BirthForm({"born": "31/13/2549"})["born"])
    with translation.override("en"):
        assert 'value="31 March 2006"' in str(BirthForm(initial={"born": PartialDate(2006, 3, 31)})["born"])


@pytest.mark.parametrize(
    "known", [PartialDate(2006), PartialDate(2006, 3), PartialDate(1940, 3, 31), PartialDate(2006, 3, 31)]
)
@pytest.mark.parametrize("language", ["th", "en"])
def test_thai_date_field_reads_back_what_its_widget_shows(known, language):
    field = ThaiDateField(partial=True)

    with translation.override(language):
        shown = field.widget.format_value(known)

        assert field.clean(shown) == known
        assert not field.has_changed(known, shown)
    assert field.has_changed(known, "1/1/2550")
    assert field.has_changed(known, "nonsense")
    assert not ThaiDateField(disabled=True).has_changed(known, "1/1/2550")


# ---- the other form fields


def test_normalised_char_field_cleans_to_the_one_spelling():
    assert NormalisedCharField().clean(" น\u0e4d\u0e49\u0e32\u200b  เเก้ว ") == "น้ำ แก้ว"
    assert NormalisedCharField(multiline=True, required=False).clean("ก \r\n\r\n ข ") == "ก\n\nข"
    assert [NormalisedCharField(required=False, empty_value=None).clean(empty) for empty in ("\u200b", "", None)] == [
        None
    ] * 3


def test_normalised_char_field_refuses_the_invisible_and_the_long():
    assert code_of(NormalisedCharField(), "\u200b\u00a0") == "required"
    assert code_of(NormalisedCharField(max_length=2), "กขค") == "max_length"
    assert NormalisedCharField(max_length=2).clean("น\u0e4d\u0e32") == "นำ"


@pytest.mark.parametrize(
    ("typed", "year"), [("2549", 2549), ("๒๕๔๙", 2549), ("2006", 2549), ("ค.ศ. 2006", 2549), (2549, 2549), ("", None)]
)
def test_thai_year_field_cleans_to_a_buddhist_year(typed, year):
    assert ThaiYearField(required=False).clean(typed) == year


@pytest.mark.parametrize(
    ("typed", "code"),
    [("49", "invalid"), ("x", "invalid"), ("2400", "out_of_range"), ("2700", "out_of_range"), ("", "required")],
)
def test_thai_year_field_says_what_is_wrong(typed, code):
    assert code_of(ThaiYearField(), typed) == code


def test_thai_year_field_knows_whether_it_changed():
    assert not ThaiYearField().has_changed(2549, "๒๕๔๙")
    assert ThaiYearField().has_changed(2549, "2550")
    assert ThaiYearField().has_changed(2549, "x")
    assert not ThaiYearField(disabled=True).has_changed(2549, "2550")


def test_phone_field_cleans_to_a_phone():
    assert PhoneField().clean("0-7428-2209 ภายใน 2209") == Phone("+6674282209", "2209")
    assert PhoneField().clean(Phone("+6674282209")) == Phone("+6674282209")
    assert PhoneField(required=False).clean(" ") is None
    assert code_of(PhoneField(), "1234") == "invalid"
    assert code_of(PhoneField(), "0812345678, 0898765432") == "several"
    assert code_of(PhoneField(), "") == "required"


def test_phone_field_shows_a_number_as_one_dials_it():
    class PhoneForm(forms.Form):
        phone = PhoneField()

    assert 'value="081-234-5678"' in str(PhoneForm(initial={"phone": Phone("+66812345678")})["phone"])


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("123", "length"),
        ("1000000000018", "checksum"),
        ("0000000000001", "juristic"),
        ("1.1017E+12", "spreadsheet"),
        ("x", "invalid"),
        ("", "required"),
    ],
)
def test_national_id_field_says_what_is_wrong(typed, code):
    assert code_of(NationalIdField(), typed) == code


def test_national_id_field_cleans_to_digits():
    assert NationalIdField().clean("๑-0000-00000-01-7") == "1000000000017"
    assert NationalIdField(required=False).clean("") == ""


# ---- the model fields


@pytest.fixture
def secrets(transactional_db):
    """A table with one partial date and one secret."""
    with isolate_apps("apps.core"):

        class Secret(models.Model):
            born = PartialDateField(null=True, blank=True)
            number = EncryptedTextField(blank=True, default="")

            class Meta:
                app_label = "core"
                constraints = [
                    models.CheckConstraint(
                        name="born_late_enough", condition=Q(born__isnull=True) | Q(born__gte="1889")
                    )
                ]

            def __str__(self):
                return f"#{self.pk}"

        with connection.schema_editor() as editor:
            editor.create_model(Secret)
        yield Secret
        with connection.schema_editor() as editor:
            editor.delete_model(Secret)


def test_partial_dates_come_back_as_they_were(secrets):
    for value in (PartialDate(2006, 3, 31), PartialDate(2006, 3), PartialDate(2006), None):
        row = secrets.objects.create(born=value)
        row.refresh_from_db()
        assert row.born == value


def test_a_partial_date_field_takes_dates_and_stored_text(secrets):
    assert secrets(born=date(2006, 3, 31)).born == PartialDate(2006, 3, 31)
    assert secrets(born="2006-03").born == PartialDate(2006, 3)
    assert secrets(born="").born is None
    with pytest.raises(ValidationError, match="31/3/2549"):
        secrets(born="31/3/2549").full_clean()


def test_partial_dates_order_and_answer_lookups(secrets):
    for value in ("2006-03-31", "2006", None, "1999-12", "2006-03"):
        secrets.objects.create(born=value)
    known = secrets.objects.exclude(born=None).order_by("born")

    assert [str(row.born) for row in known] == ["1999-12", "2006", "2006-03", "2006-03-31"]
    assert known.filter(born=PartialDate(2006, 3)).count() == 1
    assert known.filter(born=date(2006, 3, 31)).count() == 1
    assert known.filter(born__startswith="2006-03").count() == 2
    assert known.filter(born__gte="2006-03").count() == 2
    assert known.filter(born__in=["2006", PartialDate(1999, 12)]).count() == 2
    assert known.filter(born__range=("1999", "2006")).count() == 2
    assert [str(value) for value in known.values_list("born", flat=True)][:2] == ["1999-12", "2006"]


def test_partial_dates_take_part_in_updates_and_constraints(secrets):
    row = secrets.objects.create(born="2006")
    secrets.objects.update(born=PartialDate(2007, 1))
    row.refresh_from_db()
    row.born = PartialDate(2008)
    secrets.objects.bulk_update([row], ["born"])

    assert secrets.objects.get(born="2008") == row
    with pytest.raises(ValidationError, match="born_late_enough"):
        secrets(born="1850").full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        secrets.objects.create(born="1850")


def test_a_partial_date_field_is_described_without_its_length():
    _, path, args, kwargs = PartialDateField(null=True).deconstruct()

    assert (path, args, kwargs) == ("apps.core.fields.partial_date.PartialDateField", [], {"null": True})
    assert PartialDateField(null=True, blank=True).formfield().partial


def test_a_partial_date_is_dumped_as_it_is_stored(secrets):
    field = secrets._meta.get_field("born")

    assert [field.value_to_string(secrets(born=value)) for value in (PartialDate(2006, 3), None)] == ["2006-03", ""]
    assert field.to_python("2006-03") == PartialDate(2006, 3)


def test_the_database_holds_only_the_cipher(secrets):
    row = secrets.objects.create(number="1000000000017")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT number FROM {secrets._meta.db_table}")
        (stored,) = cursor.fetchone()
    row.refresh_from_db()

    assert "1000000000017" not in stored
    assert row.number == "1000000000017"
    assert secrets.objects.values_list("number", flat=True).get() == "1000000000017"


def test_equal_secrets_have_different_ciphers(secrets):
    field = secrets._meta.get_field("number")

    assert field.get_prep_value("1") != field.get_prep_value("1")
    assert [field.get_prep_value(empty) for empty in ("", None)] == ["", None]


def test_secrets_do_not_show_in_repr(secrets):
    row = secrets(number="1000000000017")
    copy = secrets.objects.create(number="1000000000017")
    copy.refresh_from_db()

    assert "1000000000017" not in repr([row.number, copy.number, vars(row), vars(copy)])
    assert str(row.number) == f"{copy.number}" == "1000000000017"


def test_a_secret_is_typed_into_a_box_that_nobody_remembers(secrets):
    assert secrets._meta.get_field("number").formfield().widget.attrs["autocomplete"] == "off"


def test_secrets_survive_bulk_writes(secrets):
    rows = secrets.objects.bulk_create([secrets(number="1"), secrets(number=""), secrets(number="สาม")])
    rows[0].number = "๑"
    secrets.objects.bulk_update(rows, ["number"])
    secrets.objects.filter(number="").update(number="2")

    assert [row.number for row in secrets.objects.order_by("pk")] == ["๑", "2", "สาม"]


def test_secrets_cannot_be_searched(secrets):
    assert not secrets.objects.filter(number="").exists()
    assert not secrets.objects.filter(number__isnull=True).exists()
    for lookup in ({"number": "1"}, {"number__contains": "1"}, {"number__in": ["1"]}, {"number__startswith": "1"}):
        with pytest.raises(FieldError):
            secrets.objects.filter(**lookup).exists()
    assert not secrets.objects.filter(number=F("number")).exists()


def test_a_new_first_key_opens_what_the_old_one_closed(secrets, settings):
    row = secrets.objects.create(number="1000000000017")
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode(), *settings.FIELD_ENCRYPTION_KEYS]
    row.refresh_from_db()
    row.save()
    settings.FIELD_ENCRYPTION_KEYS = settings.FIELD_ENCRYPTION_KEYS[:1]
    row.refresh_from_db()

    assert row.number == "1000000000017"


@pytest.mark.parametrize("keys", [[], ["short"], ["ก" * 44]])
def test_secrets_need_a_key(settings, keys):
    settings.FIELD_ENCRYPTION_KEYS = keys

    with pytest.raises(ImproperlyConfigured, match="FIELD_ENCRYPTION_KEYS"):
        EncryptedTextField().get_prep_value("1")


def test_a_lost_key_is_no_empty_field(secrets, settings):
    secrets.objects.create(number="1000000000017")
    settings.FIELD_ENCRYPTION_KEYS = [Fernet.generate_key().decode()]

    with pytest.raises(ImproperlyConfigured, match="no key"):
        secrets.objects.get()


def test_the_model_fields_pass_the_system_checks(secrets):
    assert secrets.check() == []
