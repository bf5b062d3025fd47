"""The Thai of the portal keeps to its wording, and corrects of the packages only what they still say. (That every
text is there and compiled is for `make check-messages`.)"""

import re
from pathlib import Path

import allauth
import django
import pytest

from .catalogues import texts_of
from .source import ROOT

OURS = ROOT / "locale/th/LC_MESSAGES/django.po"
VENDOR = ROOT / "locale/vendor/th/LC_MESSAGES/django.po"
THAI = [text for path in (OURS, VENDOR) for text in texts_of(path)]

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|%%|\{\w*\}|<[^>]*>")
# Nobody is shouted at; ![…] is a picture in Markdown.
OFFICIAL = re.compile(r"!(?!\[…\])|ค่ะ|ครับ|ดำเนินการ|(?<!เ)ท่าน|สามารถ|นิสิต|(?<!ข้อ)ตกลง")
# Thai and Latin letters or figures stand apart; so does ๆ.
UNSPACED = re.compile(r"[ก-ฯะ-ูเ-๎][A-Za-z0-9]|[A-Za-z0-9][ก-ๆ]|[^ ]ๆ|  ")


def placeholders(text):
    return sorted(set(PLACEHOLDER.findall(text)))


def offenders(is_wrong):
    return [text.msgstr for text in THAI if is_wrong(text)]


def test_thai_is_plain_and_friendly():
    assert offenders(lambda text: OFFICIAL.search(text.msgstr)) == []


def test_thai_is_spaced():
    assert offenders(lambda text: UNSPACED.search(PLACEHOLDER.sub("…", text.msgstr))) == []


def test_thai_keeps_the_placeholders():
    assert offenders(lambda text: placeholders(text.msgstr) != placeholders(text.msgid_plural or text.msgid)) == []


def test_what_packages_say_is_translated_once():
    ours = {text.key for text in texts_of(OURS)}
    assert [text.key for text in texts_of(VENDOR) if text.key in ours] == []


@pytest.fixture(scope="module")
def packages():
    """Every text of Django and django-allauth in the versions of the lock."""
    catalogues = [
        path
        for package in (django, allauth)
        for path in Path(package.__file__).parent.glob("**/locale/en/LC_MESSAGES/django.po")
    ]
    return {text.key for path in catalogues for text in texts_of(path)}


def test_packages_still_say_what_is_translated_for_them(packages):
    assert [text.key for text in texts_of(VENDOR) if text.key not in packages] == []
