"""Two parts of names, and two courses of study, beside each other."""

import pytest

from apps.duplicates.lib import studies
from apps.duplicates.lib.descriptions import Called, Description, Studied
from apps.duplicates.lib.evidence import Weighing
from apps.duplicates.lib.likeness import Kind, Level
from apps.duplicates.lib.traits import Traits
from apps.duplicates.lib.words import Rarity, Word
from apps.duplicates.querysets.rarity import known_first_names

CLASS = Studied("bachelor", 7, 2540, 2544)


def level(one, other, *, is_first=False):
    return Kind(Rarity(known_first_names()), is_first=is_first).compare(Word(one, ""), Word(other, ""))[1]


@pytest.mark.parametrize(
    "written",
    [
        "สุดารัตน์ (ตุ๊ก)",
        "สุดารัตน์(เดิม พรทิพย์)",
        "สุดารัตน์ [Tuk]",
        "สุดารัตน์（ตุ๊ก）",
        "นางสาวสุดารัตน์",
        "ว่าที่ร้อยตรีหญิงสุดารัตน์",
        "ดร.สุดารัตน์",
    ],
)
def test_what_stands_around_a_first_name_is_no_part_of_it(written):
    [(first, _last)] = Traits(Description(1, (Called(written, "แก้วมณีวงศ์"),))).names

    assert first.letters == Word("สุดารัตน์", "").letters


@pytest.mark.parametrize("written", ["นายิกา", "(ตุ๊ก)", "นายก"])
def test_a_name_that_is_all_there_is_stays(written):
    [(first, _last)] = Traits(Description(1, (Called(written, "แก้วมณีวงศ์"),))).names

    assert first.letters == Word(written, "").letters


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("แก้วมณีวงศ์", "แก้วมวงศ์", Level.SLIP),  # a consonant, and the vowel above it
        ("สุขุมาล", "สุมาล", Level.SLIP),  # and the vowel below it
        ("แก้วมณีวงศ์", "แก้วมณีว", Level.SLIP),  # two letters of a long name
        ("ทองดี", "ทอง", Level.SLIP),  # three letters are left
        ("สมดี", "สม", Level.DIFFERENT),
    ],
)
def test_a_lost_consonant_takes_its_vowel_along(one, other, expected):
    assert level(one, other) == level(other, one) == expected


def test_one_letter_between_two_names_in_use_is_no_slip():
    rarity, one, other = Rarity(), Word("สมชาย", ""), Word("สมชัย", "")
    assert Kind(rarity, is_first=True).compare(one, other)[1] == Level.SLIP

    for name in (one, other) * 3:
        rarity.count([(name, Word("แก้วมณีวงศ์", ""))])

    assert Kind(rarity, is_first=True).compare(one, other)[1] == Level.NEIGHBOUR


def beside(one, other, **known):
    return Weighing(Rarity(), look=-99.0).compare(
        *(
            Traits(Description(key, (Called(first, "แก้วมณีวงศ์"),), studies=(study,), **known))
            for key, (first, study) in enumerate((one, other))
        )
    )


@pytest.mark.parametrize(
    ("first", "number", "known", "is_believed"),
    [
        ("สุดารัตน์", "4012346", {}, True),  # called the same
        ("สุดารัตน", "4012945", {}, True),
        ("สุดารัฅน์", "4012945", {"birth": "1979-03-08"}, True),  # a second slip, of somebody born that day
        ("สุดารัฅน์", "4012945", {}, False),
        ("สุดารัฅน์", "4012346", {"birth": "1979-03-08"}, False),  # neighbours in the register may be twins
        ("สุดารัฅน์", "4012346", {}, False),
    ],
)
def test_a_slip_in_an_id_is_believed_where_the_rest_is_equal(first, number, known, is_believed):
    mine = CLASS._replace(student_id="4012345")
    verdict = beside(("สุดารัตน์", mine), (first, CLASS._replace(student_id=number)), **known)

    assert (verdict is not None and "student_id_slip" in verdict.reasons) == is_believed


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("4012345", "4012346", studies.NEIGHBOURS),
        ("4012345", "4012364", "student_id_different"),  # two digits are no slip
        ("4012345", "4012945", studies.SLIP),
        ("4012345", "401234", studies.SLIP),
        ("4012", "4013", "student_id_different"),  # too short to tell
    ],
)
def test_ids_of_one_class(one, other, expected):
    ones, others = ((CLASS._replace(student_id=number),) for number in (one, other))

    assert studies.compare(ones, others)[1] == expected


@pytest.mark.parametrize(
    ("bachelor", "master", "is_backwards"), [(2544, 2547, False), (2550, 2547, False), (2552, 2547, True)]
)
def test_a_bachelor_who_came_years_after_the_master_speaks_against(bachelor, master, is_backwards):
    lower = CLASS._replace(graduated=bachelor, entry=None)
    higher = CLASS._replace(level="master", graduated=master, entry=None)

    for pair in (((lower,), (higher,)), ((higher,), (lower,))):
        assert (studies.compare(*pair) == studies.BACKWARDS) == is_backwards
