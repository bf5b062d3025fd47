"""Words that were meant, for words that were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.records.lib.near_words import anchors, begins_nearly, fits, may_be_mistyped
from apps.records.lib.search_text import NameParts, Term, parse_query, row_text

words = st.text("กขสมชยด", min_size=3, max_size=12) | st.text("abcmnz", min_size=3, max_size=12)


@pytest.mark.parametrize("typed", ["สมชาย", "สมขาย", "สชาย", "สมชชาย", "สมาชย", "มสชาย", "ลมชาย", "กสมชาย", "มชาย"])
def test_one_mistake_is_forgiven(typed):
    assert begins_nearly("สมชายใจด", typed)


@pytest.mark.parametrize("typed", ["สขขาย", "ยาชมส", "อาร", "สมชายแจว"])
def test_two_mistakes_are_not(typed):
    assert not begins_nearly("สมชายใจด", typed)


def test_the_end_may_be_missing_and_nothing_else_is_read_out_of_the_word():
    assert [begins_nearly("ปู", typed) for typed in ("ปู", "ป", "ปูน", "")] == [True, True, True, True]


def changes(word, at, letter):
    yield word[:at] + letter + word[at + 1 :]
    yield word[:at] + letter + word[at:]
    yield word[:at] + word[at + 1 :]
    yield word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


@given(words, st.integers(0, 12), st.sampled_from("กม"), st.sampled_from("az"))
def test_whatever_is_one_mistake_away_is_recognised_and_looked_at(word, at, thai, latin):
    letter = latin if word.isascii() else thai
    text = row_text(names=[NameParts(first_th=word)])
    for typed in changes(word, min(at, len(word) - 1), letter):
        assert begins_nearly(word, typed)
        assert len(typed) < 4 or is_looked_at(text, typed)


def is_looked_at(text, typed):
    return any(all(part.part in text for part in anchor) for anchor in anchors(Term(typed)))


@pytest.mark.parametrize("typed", ["สมชย", "สชาย", "อารร", "สมชาา", "สุมชาย", "วิชัยย์วัฒนา", "panm"])
def test_few_rows_are_looked_at_in_vain(typed):
    """What is tried begins with four letters of the word, or holds nearly all of them."""
    assert all(
        sum(len(part.text.strip()) for part in anchor) >= min(4, len(typed) - 1) for anchor in anchors(Term(typed))
    )


def test_anchors_are_long_enough_for_a_trigram():
    found = [part for length in range(1, 20) for anchor in anchors(Term("ก" * length)) for part in anchor]
    assert all(len(part.part) >= 3 for part in found)


def test_numbers_and_short_words_are_taken_as_they_are():
    assert [may_be_mistyped(parse_query(text)) for text in ("5012345", "สมช", "", "สมชาย")] == [False] * 3 + [True]
    assert anchors(Term("5012345")) == [(Term("5012345"),)]


def test_every_word_must_fit_and_work_is_never_guessed_at():
    text = row_text(names=[NameParts("สมชาย", "", "ใจดี")], work=["ธนาคารกรุงเทพ"])

    assert fits(text, parse_query("สมขาย ใจดี").terms)
    assert fits(text, parse_query("สมขาย ธนาคาร").terms)
    assert not fits(text, parse_query("สมขาย ใจร้าย").terms)
    assert not fits(text, parse_query("ธนาคาน").terms)
