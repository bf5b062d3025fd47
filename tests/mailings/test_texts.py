"""The texts of mailings: Markdown and placeholders in, three safe versions out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.mailings.lib import texts

FRAME = texts.Frame(
    html=(
        "<!doctype html><html><head><style>p{margin:0 0 1em}</style>"
        '<style data-css-inline="keep">@media (prefers-color-scheme:dark){p{color:#eee!important}}</style></head>'
        '<body>[[body]]<p><a href="[[stop_link]]">stop</a></p></body></html>'
    ),
    text="[[body]]\n[[stop_link]]\n",
)


def written(markdown: str, subject: str = "s", language: str = "th", **values: str) -> texts.Rendered:
    return texts.compile(subject, markdown, language=language, frame=FRAME).fill(values)


def test_facts_take_the_place_of_the_words_in_braces() -> None:
    letter = written("สวัสดี {ชื่อเล่น} {cohort}", "ถึง {nickname}", nickname="ต้อม", cohort="30")
    assert (letter.subject, letter.text.splitlines()[0]) == ("ถึง ต้อม", "สวัสดี ต้อม 30")
    assert 'สวัสดี <span style="white-space:nowrap">ต้อม</span> 30' in letter.html


def test_what_is_not_known_has_other_words() -> None:
    ready = texts.compile("s", "{ชื่อเล่น|เพื่อน} {คณะ}", language="th")
    assert ready.fill({}).text == "เพื่อน \n"
    assert (ready.slots, ready.wanting) == (frozenset({"nickname", "faculty"}), frozenset({"faculty"}))


def test_braces_that_stand_for_nothing_are_refused_with_what_was_meant() -> None:
    with pytest.raises(texts.UnknownPlaceholder) as refusal:
        texts.compile("s", "{nik name} {ชื่อเล่}", language="th")
    assert refusal.value.meant == {"nik name": "nickname", "ชื่อเล่": "ชื่อเล่น"}


def test_braces_may_be_doubled_and_are_meant_behind_a_stroke() -> None:
    assert written(r"{{ name }} \{ชื่อ\} 100 %", full_name="ก ข").text.startswith("ก ข {ชื่อ} 100 %")


@pytest.mark.parametrize(
    "value",
    ["<b>", '"><img src=x onerror=alert(1)>', "\ud800x", "a\r\nBcc: b@example.org", "x" * 65_536, "\x00", "%s"],
)
def test_no_value_breaks_out(value: str) -> None:
    letter = written("{ชื่อ} [x](https://example.org/?q={ชื่อ})", "{ชื่อ}", first_name=value, stop_link=value)
    whole = letter.subject + letter.text + letter.html
    whole.encode()
    assert not {"<b>", "<img"} & set(re.findall("<b>|<img", letter.html))
    assert "\n" not in letter.subject
    assert len(letter.subject) <= 300
    assert len(whole) < 4000


@given(st.dictionaries(st.sampled_from(sorted(texts.PLACEHOLDERS)), st.text(max_size=40), max_size=4))
def test_filling_never_raises(values: dict[str, str]) -> None:
    braces = " ".join(f"{{{key}}}" for key in texts.PLACEHOLDERS)
    assert written(braces, braces, **values).html.endswith("</html>")


@given(st.text(alphabet=st.sampled_from(list('ก้*_[]()!<>{}|#-`~\\1. \n"')), max_size=60))
def test_whatever_is_written_is_refused_or_becomes_a_letter(markdown: str) -> None:
    try:
        letter = written(markdown)
    except texts.BadText:
        return
    assert letter.html.endswith("</html>")


def test_a_link_that_the_portal_makes_is_only_ever_an_address() -> None:
    assert 'href=""' in written("x", stop_link="javascript:alert(1)").html
    assert 'href="https://example.org/?a=1&amp;b=2"' in written("x", stop_link="https://example.org/?a=1&b=2").html


def test_no_script_and_no_stranger_of_a_picture() -> None:
    assert "javascript" not in written("[x](javascript:alert(1))").html.replace("[x](javascript:alert(1))", "")
    with pytest.raises(texts.UnknownPicture):
        texts.compile("s", "![x](https://tracker.example.org/p.gif)", language="en")


def test_a_picture_of_the_mailing_is_shown() -> None:
    pictures = {"image-1": texts.Picture("https://portal.example/p.webp", 560, 300)}
    ready = texts.compile("s", "![ชายหาด](image-1)", language="th", pictures=pictures)
    assert '<img src="https://portal.example/p.webp" alt="ชายหาด" width="560" height="300">' in ready.fill({}).html
    assert ready.fill({}).text == "[ชายหาด]\n"


@pytest.mark.parametrize("markdown", ['**"ข้อความ"**ครับ', "วันนี้**(ด่วน)**นะ", "**{ชื่อ}**ครับ", "**สำคัญ!**มาก"])
def test_thai_words_are_bold_without_spaces_around_them(markdown: str) -> None:
    assert "<strong>" in written(markdown, first_name="พิม").html


def test_addresses_become_links_and_end_before_thai_letters() -> None:
    letter = written("ดู https://www.psu.ac.th/a?b=1ที่นี่ และ https://www.psu.ac.th/.")
    assert '<a href="https://www.psu.ac.th/a?b=1">https://www.psu.ac.th/a?b=1</a>ที่นี่' in letter.html
    assert "ดู https://www.psu.ac.th/a?b=1 ที่นี่ และ https://www.psu.ac.th/.\n" in letter.text


def test_a_bold_link_alone_is_a_button() -> None:
    assert 'class="button" href="https://example.org/"' in written("**[ฉันจะไป](https://example.org/)**").html


def test_styles_stand_in_the_elements_and_dark_colours_stay() -> None:
    html = written("ก").html
    assert '<p style="margin: 0 0 1em;">ก</p>' in html
    assert "@media (prefers-color-scheme:dark)" in html


def test_plain_text_has_lists_quotes_tables_and_addresses() -> None:
    markdown = "# ก\n\n- a\n- b\n  1. c\n\n> q\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n[ข](https://example.org/)\n"
    lines = written(markdown).text.splitlines()
    assert {"ก", "- a", "- b", "  1. c", "> q", "x | y", "1 | 2", "ข ( https://example.org/ )"} <= set(lines)
