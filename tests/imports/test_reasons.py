"""Whatever may be wrong with a row has words, short and long."""

import pytest
from django.utils import translation

from apps.imports.lib.grades import GRADES
from apps.imports.lib.mapping import KINDS
from apps.imports.reports import fields, reasons
from apps.imports.reports.columns import letter, masked
from apps.imports.reports.names import Names
from apps.imports.reports.problems import PROBLEMS


@pytest.mark.parametrize("code", sorted(GRADES))
def test_problem_has_a_title_and_a_sentence(code):
    assert code in reasons.TITLES
    assert code in PROBLEMS


def test_every_meaning_of_a_column_can_be_chosen():
    assert set(fields.LABELS) == set(KINDS)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (
            {"field": "", "code": "like_row", "value": "7"},
            "Another row of the file names somebody just like this: row 7",
        ),
        ({"field": "", "code": "subtotal", "value": "รวม 3 คน"}, "Sum: “รวม 3 คน”"),
        ({"field": "birth_date", "code": "said_by_person", "value": "1980-01-31"}, "31 January 1980"),
        (
            {"field": "", "code": "probable_duplicate", "value": "name, birth_same"},
            "the same name, same date of birth",
        ),
    ],
)
def test_reason_in_words(reason, words):
    with translation.override("en"):
        assert words in reasons.words(reason, Names())


def test_only_what_decides_counts():
    told = [{"code": "nobody", "grade": "reject"}, {"code": "gpa_rounded", "grade": "note"}, {"code": "missing_name"}]

    assert [each["code"] for each in reasons.that_decide(told, "rejected")] == ["nobody", "missing_name"]
    assert [each["code"] for each in reasons.that_remark(told, "rejected")] == ["gpa_rounded"]


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (702, "AAA")])
def test_columns_are_named_as_in_spreadsheets(index, name):
    assert letter(index) == name


def test_numbers_of_identity_cards_are_masked():
    assert masked("1 1000 00000 01 7") == "•••••••••0017"
    assert masked("4710001 0812345678") == "4710001 0812345678"
