"""What a writer is told of a text before it goes out."""

import pytest

from apps.mailings.lib import texts
from apps.mailings.lib.remarks import remarks

OURS = "https://portal.example.org/"


def told(subject, markdown, language="th"):
    ready = texts.compile(subject, markdown, language=language)
    found = remarks(ready, ready.fill({}), written=subject + markdown, language=language, is_ours=_is_ours)
    return {each.code: each.is_refusal for each in found}


def _is_ours(url):
    return url == OURS if url.startswith(OURS) else None


@pytest.mark.parametrize(
    ("subject", "markdown", "expected"),
    [
        ("ข่าว", "สวัสดี https://www.psu.ac.th/ [เรา](https://portal.example.org/)", {}),
        ("", "สวัสดี", {"no_subject": True}),
        ("ข่าว" * 30, "สวัสดี", {"long_subject": False}),
        ("news", "hello", {"no_thai": False}),
        ("ข่าว", "**ครับ **นะ", {"stars": False}),
        ("ข่าว", "[ก](foo) [ข](/events/)", {"link": False}),
        ("ข่าว", "[ก](https://portal.example.org/gone/)", {"dead_link": False}),
        ("ข่าว", "[ก](http://www.psu.ac.th/)", {"plain_link": False}),
        ("ข่าว", "[ก](http://[)", {"link": False}),
        ("ข่าว", "[ก](javascript:alert(1))", {"brackets": False}),
        ("ข่าว", "[ก] (https://www.psu.ac.th/)", {"brackets": False}),
        ("ข่าว", "[ก](https://www.psu.ac.th/ข่าว ใหม่)", {"brackets": False}),
        ("ข่าว", "[ใหม่] (1)", {}),
        ("ข่าว", "ก" * 10_500, {"large": False}),
        ("ข่าว", "ก" * 13_000, {"too_large": True}),
    ],
)
def test_remark(subject, markdown, expected):
    assert told(subject, markdown) == expected


def test_english_text_without_a_latin_letter_is_remarked():
    assert told("ข่าว", "สวัสดี", "en") == {"no_latin": False}


def test_picture_that_says_nothing_is_remarked():
    pictures = {"picture-1": texts.Picture("https://portal.example.org/p.jpg", 10, 10)}
    ready = texts.compile("ข่าว", "สวัสดี ![](picture-1)", language="th", pictures=pictures)
    found = remarks(ready, ready.fill({}), written="ข่าว", language="th", is_ours=_is_ours)
    assert [each.code for each in found] == ["no_alt"]
