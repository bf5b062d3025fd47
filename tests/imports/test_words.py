"""Every problem and every warning can be said."""

import ast
import re

import pytest
from django.utils.translation import override

from apps.imports.lib.grades import GRADES
from apps.imports.lib.mapping import KINDS
from apps.imports.lib.rows import Grade, Problem, Warned
from apps.imports.reports.names import Names
from apps.imports.reports.problems import PROBLEMS, reasons, sentence
from apps.imports.reports.reasons import TITLES, title, words
from apps.imports.reports.refusals import REASONS, REFUSALS, WARNINGS, warning
from tests.architecture.source import ROOT


def _texts():
    """Every short text in the room that reads files."""
    for path in sorted((ROOT / "apps/imports/lib").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"Refused", "Warned"} and node.args:
                yield node.func.id, node.args[0]


def test_every_problem_has_a_grade_and_words():
    assert set(PROBLEMS) == set(GRADES)


def test_every_refusal_and_warning_has_words():
    said = {"Refused": REFUSALS, "Warned": WARNINGS}
    for kind, first in _texts():
        for node in ast.walk(first):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch("[a-z_]+", node.value):
                assert node.value in said[kind]


@pytest.mark.parametrize("code", sorted(GRADES))
def test_sentences_name_the_cell(code):
    with override("en"):
        text = sentence(Problem("field", code, GRADES[code], "4.4E+06", "one|two"))

    assert text
    assert "%" not in text
    assert "|" not in text


def test_reasons_are_those_of_one_grade():
    told = [Problem("", "nobody", Grade.REJECT), Problem("gpa", "gpa_rounded", Grade.NOTE, "3.456", "3.46")]

    with override("en"):
        assert reasons(told) == "There is no name and no number by which somebody could be known. Fill in one of them."


def test_warning_in_words():
    with override("en"):
        assert warning(Warned("hidden_sheets", {"count": "2"})) == "Hidden sheets that were not looked at: 2."


def test_reasons_for_a_column_are_codes_of_their_own():
    assert not set(REASONS) & set(KINDS)


def _codes(room):
    """What is handed on as the code of a reason, wherever a room writes it out."""
    at = {"problem": 1, "flagged": 1, "_reason": 0, "_held": 1, "dispute": 1, "CannotBe": 0}
    for path in sorted((ROOT / "apps/imports" / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
                found = [node.args[at[name]]] if len(node.args) > at.get(name, 99) else []
            else:  # a flag of a cell: field, code, value, hint
                found = [node.elts[1]] if isinstance(node, ast.Tuple) and len(node.elts) == 4 and room == "lib" else []
            for part in (leaf for each in found for leaf in ast.walk(each)):
                if isinstance(part, ast.Constant) and re.fullmatch("[a-z]+_[a-z_]+", str(part.value)):
                    yield part.value


@pytest.mark.parametrize("room", ["lib", "actions"])
def test_every_code_that_is_handed_on_has_words(room):
    codes = set(_codes(room)) - set(KINDS)

    assert len(codes) > 10
    assert codes - set(TITLES) == set()
    assert room == "actions" or codes <= set(GRADES)


def test_code_without_words_is_shown_as_it_is():
    reason = {"field": "birth_date", "code": "not_known_here", "value": "1"}

    assert "not_known_here" in words(reason, Names()).lower()
    assert title("not_known_here") == "not_known_here"
    assert warning(Warned("not_known_here", {})) == "not_known_here"


def test_codes_of_a_row_are_told_by_name():
    told = {"field": "level", "code": "level_differs", "value": "bachelor", "hint": "master"}

    with override("en"):
        text = words(told, Names())
    assert "level Bachelor" in text
    assert "level Master" in text
