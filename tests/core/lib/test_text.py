import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.lib.text import fold, is_thai, normalise, normalise_lines, normalise_with_lists

MESSY_THAI = st.text(alphabet=st.sampled_from("กนฤเแไะาำๅัิื็ฺุูํ๎่้๊๋์ๆฯณแซ่ \u200b\u00a0.-e\u0301\u0323é1๑"), max_size=14)
ANY_TEXT = st.text(alphabet=st.characters(), max_size=40)  # surrogates too


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("สมชาย ใจดี", "สมชาย ใจดี"),
        ("น\u0e4d\u0e32", "นำ"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("น\u0e33\u0e49", "น้ำ"),
        ("น\u0e32\u0e4d", "นำ"),
        ("น\u0e33\u0e4d", "นำ"),
        ("น\u0e4d\u0e45", "นำ"),
        ("เเก้ว", "แก้ว"),
        ("เ\u200bเก้ว", "แก้ว"),
        ("ก\u0e48\u0e34น", "ก\u0e34\u0e48น"),
        ("ก\u0e48\u0e31น", "ก\u0e31\u0e48น"),
        ("ป\u0e49\u0e39", "ป\u0e39\u0e49"),
        ("ศักด\u0e4c\u0e34", "ศักดิ์"),
        ("ศักดิ \u0e4c", "ศักดิ์"),
        ("ศักดิ \u0e4c ใจดี", "ศักดิ์ ใจดี"),
        ("พันธ\u0e4c\u0e38", "พันธ\u0e38\u0e4c"),
        ("บาน\u0e49\u0e49\u0e49", "บาน\u0e49"),
        ("บ\u0e32\u0e49น", "บ้าน"),
        ("บ\u0e48\u0e49าน", "บ้าน"),
        ("จ\u0e30\u0e4a", "จ๊ะ"),
        ("กิิน", "กิน"),
        ("มะะลิ", "มะลิ"),
        ("ปรีชาา", "ปรีชา"),
        ("แแดง", "แดง"),
        ("เเเเดง", "แดง"),
        ("ไไพศาล", "ไพศาล"),
        ("มารค\u0e45", "มารคา"),
        ("ฤๅชา", "ฤๅชา"),
        ("ฦๅชา", "ฦๅชา"),
        ("ส \u0e38ดา", "สุดา"),
        ("คำ \u0e48ที่สอง", "คำ ที่สอง"),
        ("\u0e48กา", "กา"),
        ("สม\u200bชาย", "สมชาย"),
        ("สม\u200c\u200d\ufeff\u00ad\u2060ชาย", "สมชาย"),
        ("\u202eสมชาย\u202c", "สมชาย"),
        ("สมชาย\u00a0\u2003\u3000ใจดี", "สมชาย ใจดี"),
        ("\t สมชาย \r\n ใจดี \u2028", "สมชาย ใจดี"),
        ("สม\x00\x0b\x1bชาย", "สมชาย"),
        ("สม\ud800ชาย\udfff", "สมชาย"),
        ("\ufffeสมชาย\U0010ffff", "สมชาย\U0010ffff"),
        ("\u3164", ""),
        ("ปู\uf70a", "ปู่"),
        ("Rene\u0301", "René"),
        ("e\u0323\u0302", "ệ"),
        ("ﬁ ½ ａ", "ﬁ ½ ａ"),
        ("๑๒๓", "๑๒๓"),
        ("", ""),
        ("\u0e48", ""),
        (" ", ""),
    ],
)
def test_normalise_gives_the_one_spelling(typed, meant):
    assert normalise(typed) == meant


def test_normalise_never_takes_sara_am_apart():
    assert normalise("กำนัน") == "กำนัน" != unicodedata.normalize("NFKC", "กำนัน")


@given(MESSY_THAI | ANY_TEXT)
def test_normalise_and_fold_are_idempotent(text):
    assert normalise(normalise(text)) == normalise(text)
    assert fold(fold(text)) == fold(text)
    assert fold(normalise(text)) == fold(text)


@given(MESSY_THAI | ANY_TEXT)
def test_normalise_leaves_nothing_unstorable_or_doubled(text):
    result = normalise(text)

    assert result == result.strip()
    assert "  " not in result
    assert "\x00" not in result
    result.encode()


@pytest.mark.parametrize(
    "hostile",
    [
        *(
            "ุ่" * 500_000,
            "\u0338\u0327" * 500_000,
            "e\u0301" * 500_000,
            "า" * 1_000_000,
            " ่" * 500_000,
            "เ" * 1_000_000,
        ),
        *(
            "\x00" * 1_000_000,
            "\ud800" * 1_000_000,
            "\u0e4dา" * 500_000,
            "\ufdfa" * 50_000,
            "ณ " * 500_000,
            "." * 1_000_000,
        ),
    ],
    ids=lambda text: ascii(text[:2]),
)
def test_normalise_and_fold_take_linear_time(hostile):
    began = time.process_time()
    fold(hostile)

    assert time.process_time() - began < 10  # by the square it would be minutes


def test_normalise_is_quick_on_clean_names():
    names = ["สมชาย ใจดี", "นงลักษณ์ ณ พัทลุง", "Somchai Jaidee"] * 10_000
    began = time.process_time()
    for name in names:
        normalise(name)

    assert time.process_time() - began < 0.6  # 20 µs each; it is one or two


def test_normalise_lines_keeps_the_lines():
    assert normalise_lines("\r\n  น\u0e4dา \r\nเเก้ว\u00a0\n\n1\u2028") == "นำ\nแก้ว\n\n1"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("สมศักดิ์", "สมศักดิ"),
        ("บ้าน", "บาน"),
        ("เพ็ญ", "เพญ"),
        ("น\u0e4d\u0e49\u0e32", "นำ"),
        ("พุทฺธํ", "พุทธ"),
        ("ฤๅชา", "ฤาชา"),
        ("๑๒๓", "123"),
        ("ม.อ.", "มอ"),
        ("กรุงเทพฯ", "กรุงเทพ"),
        ("ต่างๆ", "ตาง"),
        ("René O'Brien", "rene obrien"),
        ("Sae-Ueng", "saeueng"),
        ("Łukasz Ørsted Straße", "lukasz orsted strasse"),
        ("İstanbul", "istanbul"),
        ("ＡＢＣ", "abc"),
        ("a_b,c/d(e)", "a b c d e"),
        ("ณ สงขลา", "ณสงขลา"),
        ("สมชาย ณ สงขลา", "สมชาย ณสงขลา"),
        ("แซ่ ลิ้ม", "แซลิม"),
        ("เ-เก้ว", "แกว"),
        ("   ", ""),
        ("!!!", ""),
    ],
)
def test_fold_gives_the_search_form(text, form):
    assert fold(text) == form


@pytest.mark.parametrize(
    ("text", "answer"),
    [("สมชาย", True), ("สมชาย 2", True), ("Somchai", False), ("สมชาย (Tom)", False), ("", False), ("๑", False)],
)
def test_is_thai_asks_for_thai_letters_only(text, answer):
    assert is_thai(text) is answer


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1. ก\r\n   - ข\r\n   - ค\r\n2. ง", "1. ก\n   - ข\n   - ค\n2. ง"),
        ("10. ก\n  - ข", "10. ก\n    - ข"),
        ("  - ก\n  - ข\n\t- ค\n\t\t- ง\n  - จ", "- ก\n- ข\n  - ค\n    - ง\n- จ"),
        ("- ก\n - ข", "- ก\n- ข"),
        ("    ย่อหน้า เเก้ว\n      - ก", "ย่อหน้า แก้ว\n- ก"),
        ("- ก\n\n  - ข\n\nค\n  - ง", "- ก\n\n  - ข\n\nค\n- ง"),
        ("   -\n- ", "-\n-"),
        ("", ""),
    ],
)
def test_lists_stay_as_deep_as_they_were_written(typed, kept):
    assert normalise_with_lists(typed) == kept
    assert normalise_with_lists(kept) == kept
