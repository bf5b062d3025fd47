import re

from apps.records.actions.reference import read
from apps.records.demo.dice import Dice
from apps.records.demo.surnames import Surnames

PARTS = read("names_th")["surname"]


def test_surnames_of_a_whole_university_are_more_than_40000():
    dice, surnames = Dice(1), Surnames(PARTS)

    distinct = {surnames.thai(dice)[0] for _ in range(55_000)}

    assert len(distinct) > 40_000


def test_surname_is_always_spelled_alike():
    dice, surnames = Dice(2), Surnames(PARTS)
    spelled = {}

    for thai, latin in (make(dice) for _ in range(5_000) for make in (surnames.thai, surnames.malay)):
        assert spelled.setdefault(thai, latin) == latin


def test_parts_are_thai_words_with_latin_spellings():
    for thai, latin in (pair for part in PARTS.values() for pair in part):
        assert re.fullmatch(r"[ก-์ ]{2,}", thai), thai
        assert re.fullmatch(r"[A-Za-z][a-zA-Z -]*", latin), latin


def test_no_word_stands_twice_in_a_surname():
    dice = Dice(3)
    surnames = Surnames({"whole": [("ดี", "Dee")], "first": [("แก้ว", "kaew"), ("ทอง", "thong")]} | _ends())

    made = {surnames.thai(dice)[0] for _ in range(300)}

    assert made == {"ดี", "แก้วทอง", "ทองแก้ว", "แก้วทองกุล", "ทองแก้วกุล"}


def _ends():
    gold = [("ทอง", "thong"), ("แก้ว", "kaew")]
    return {"middle": gold, "last": gold, "end": [("กุล", "kun")]}
