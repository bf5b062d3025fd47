"""golden_sort.txt: invented names in the order of ICU's Thai collation (Node 20, ICU 78, Intl.Collator("th")), judged
once. Each line says how it stands to the line before ("<" after it, "=" at the same place, as case and punctuation do
not count), then first name and surname."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.lib.sort import sort_key

GOLDEN = [line.split("\t") for line in (Path(__file__).parent / "golden_sort.txt").read_text("utf-8").splitlines()]
VECTOR = ["กัลยา", "แก้ว", "บาน", "บ้าน", "พิชัย", "ไพศาล", "สุวรรณ", "เสรี", "หทัย", "ใหม่", "อรุณ", "เอกชัย"]
WORDS = st.text(st.sampled_from("กขนบรวสเแไะาัิีุ่้๊์็ฯ -aBé1๒"), max_size=7)


def test_sort_key_agrees_with_icu_on_every_golden_name():
    keys = [sort_key(first, last) for _, first, last in GOLDEN]

    stands = ["<" if before < after else "=" if before == after else ">" for before, after in pairwise(keys)]

    assert len(GOLDEN) >= 8_000
    assert stands == [relation for relation, _, _ in GOLDEN[1:]]


def test_sort_key_puts_the_leading_vowel_after_its_consonant():
    assert sorted(set(VECTOR), key=sort_key) == VECTOR


def test_sort_key_orders_by_first_name_then_surname():
    people = [("บาน", "ฮ"), ("บ้าน", "ก"), ("บ้าน", "ข"), ("บ้านนา", "ก"), ("Bann", "ก")]

    assert sorted(set(people), key=lambda names: sort_key(*names)) == people


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anna", "ANNA"),
        ("สม-ชาย", "สมชาย"),
        ("ณ สงขลา", "ณสงขลา"),
        ("สมชายฯ", "สมชาย"),
        ("๑๐", "10"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("เเก้ว", "แก้ว"),
        ("ส\u200bมชาย ", "สมชาย"),
        ("", "..."),
    ],
)
def test_sort_key_passes_over_what_does_not_count(one, other):
    assert sort_key(one) == sort_key(other)


@given(WORDS, WORDS, WORDS)
def test_sort_key_of_a_longer_name_never_stands_before_its_beginning(first, last, more):
    assert sort_key(first) <= sort_key(first, last)
    assert sort_key(first, last) <= sort_key(first, last, more)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=8))
def test_sort_key_compares_alike_as_text_and_as_bytes(people):
    keys = [sort_key(*names) for names in people]

    assert sorted(keys) == sorted(keys, key=str.encode)


@given(st.text(st.characters()))
def test_sort_key_takes_any_text(text):
    sort_key(text, text).encode()


def test_sort_key_is_quick_for_all_graduates():
    names = [(first, last) for _, first, last in GOLDEN] * 7
    began = time.process_time()
    for first, last in names[:66_757]:
        sort_key(first, last)

    assert time.process_time() - began < 2  # it is half a second here
