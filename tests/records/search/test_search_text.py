"""What is stored to be found and what is typed to find it are folded alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.records.lib.search_text import MAX_TERMS, NameParts, Query, Term, parse_query, row_sort_key, row_text


def terms(text):
    return [term.text for term in parse_query(text).terms]


def finds(query, row):
    """Does a LIKE search for the query find the row's text?"""
    return all(term.part in row for term in parse_query(query).terms)


SOMYING = row_text(
    names=[
        NameParts("สมหญิง", "", "รักไทย", "Somying", "", "Rakthai", "ก้อย"),
        NameParts("สมหญิง", "", "ณ อยุธยา", "Somying", "", "Na Ayutthaya"),
    ],
    student_ids=["50-21001"],
    phones=["+66812345678", "+6674282209;ext=2209"],
    emails=["Somying.R@example.ac.th"],
    handles=["somying_2512"],
)


def test_row_text_puts_every_word_after_two_spaces():
    name = NameParts("อารี", "", "ใจดี", "Aree", "", "Jaidee", "ปู")

    assert row_text(names=[name]) == "  อารีใจดี  ใจดี  aree  jaidee  ปู"


def test_row_text_of_nothing_is_empty():
    assert row_text(names=[NameParts()]) == ""


@pytest.mark.parametrize(
    "query",
    [
        "สมหญิง",
        "นางสาวสมหญิง",
        "น.ส. สมหญิง รักไทย",
        "ผศ.ดร.สมหญิง",
        "Ms. Somying",
        "สมหญิงรักไทย",
        "รักไทย สมหญิง",
        "หญิง",
        "ส",
        "รั",
        "กอย",
        "ณ อยุธยา",
        "ณอยุธยา",
        "อยุธยา",
        "somying na ayutthaya",
        "SOMY",
        "5021001",
        "50-21001",
        "๕๐๒๑๐๐๑",
        "0812345678",
        "081-234-5678",
        "081 234 5678",
        "(081) 234 5678",
        "๐๘๑ ๒๓๔ ๕๖๗๘",
        "+66 81 234 5678",
        "+66 (0)81-234-5678",
        "0066812345678",
        "66812345678",
        "234567",
        "074-282-209 ต่อ 2209",
        "somying.r@example.ac.th",
        "Somying.R@EXAMPLE",
        "@example.ac.th",
        "somying.r",
        "somying_2512",
        "สม\u200bหญิง",
    ],
)
def test_person_is_found_however_it_is_typed(query):
    assert parse_query(query).terms != ()
    assert finds(query, SOMYING)


@pytest.mark.parametrize("query", ["สมชาย", "ญิ", "5021002", "081 234 5679", "mple", "somying x", "ไทยรัก"])
def test_somebody_else_is_not_found(query):
    assert not finds(query, SOMYING)


def test_a_title_alone_is_looked_for_as_typed():
    assert terms("นาย") == ["นาย"]


@pytest.mark.parametrize("nothing", ["", "   ", "\n\t"])
def test_nothing_typed_asks_for_everybody(nothing):
    assert parse_query(nothing) == Query()
    assert not parse_query(nothing)


@pytest.mark.parametrize("junk", ["%", "_", "'", '"', "%%%", "\\", "😀", "\x00", "\ud800", "--", "(*)", "\ufe0f"])
def test_typing_no_letter_finds_nobody(junk):
    assert parse_query(junk) == Query(is_void=True)


@given(st.text(max_size=300))
def test_any_input_gives_plain_words(text):
    query = parse_query(text)

    assert len(query.terms) <= MAX_TERMS
    for term in query.terms:
        assert term.text == term.text.strip()
        assert set(term.text).isdisjoint("%_\\\"' \x00")
        term.text.encode()


def test_ten_megabytes_are_read_at_once():
    assert terms("ก" * 10_000_000) == ["ก" * 200]


def test_words_beyond_the_eighth_are_left_out():
    assert terms("aaa bbb ccc ddd eee fff ggg hhh iii jjj") == ["aaa", "bbb", "ccc", "ddd", "eee", "fff", "ggg", "hhh"]


def test_ids_side_by_side_stay_apart():
    assert terms("5021001 5021002") == ["5021001", "5021002"]


@pytest.mark.parametrize(
    ("text", "like", "fts"),
    [("ก", "%  ก%", '"  ก"'), ("กา", "% กา%", '" กา"'), ("กาน", "%กาน%", '"กาน"'), ('a%"_', r'%a\%"\_%', '"a%""_"')],
)
def test_one_or_two_letters_begin_a_word(text, like, fts):
    assert (Term(text).like, Term(text).fts) == (like, fts)


def test_a_name_is_not_found_in_the_domain_of_an_address():
    row = row_text(names=[NameParts("อารี")], emails=["aree@gmail.com"])

    assert not finds("mai", row)
    assert finds("@gmail.com", row)


def test_list_goes_by_thai_first_name_then_surname():
    names = [
        NameParts("ไก่", "", "แดง"),
        NameParts("", "", "", "Aree", "", "Jaidee"),
        NameParts("เก่ง", "", "ขาว"),
        NameParts("ขวัญ", "", "ก"),
        NameParts("เก่ง", "", "กล้า"),
    ]

    in_order = sorted(names, key=row_sort_key)

    assert [" ".join(filter(None, name)) for name in in_order] == [
        "เก่ง กล้า",
        "เก่ง ขาว",
        "ไก่ แดง",
        "ขวัญ ก",
        "Aree Jaidee",
    ]


def test_sort_key_fits_its_column():
    assert len(row_sort_key(NameParts("เก่ง" * 300))) == 400
