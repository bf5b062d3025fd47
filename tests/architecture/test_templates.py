"""Templates: nothing inline (the content policy forbids it), dates in the Buddhist era, one place for all."""

import ast
import re

import pytest

from .source import ROOT, modules

INLINE_STYLE = re.compile(r"\sstyle\s*=", re.IGNORECASE)
INLINE_HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE)
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc\s*=)(?![^>]*type\s*=\s*[\"']application/(ld\+)?json)", re.IGNORECASE)
STYLE_ELEMENT = re.compile(r"<style\b", re.IGNORECASE)
FOREIGN_SOURCE = re.compile(r"<(script|link|img|iframe)\b[^>]*\s(src|href)\s*=\s*[\"'](https?:)?//", re.IGNORECASE)
GREGORIAN = re.compile(r"\{\{[^}]*\|\s*date\b|\{%[^%]*\|\s*date\b|\{%\s*now\b")

PAGE_RULES = {
    "inline style": INLINE_STYLE,
    "inline handler": INLINE_HANDLER,
    "inline script": INLINE_SCRIPT,
    "inline style sheet": STYLE_ELEMENT,
    "another machine's file": FOREIGN_SOURCE,
}


def templates(root=ROOT):
    return sorted(path for path in (root / "templates").rglob("*") if path.is_file())


def inline(root=ROOT):
    """Mail is exempt: mail programs read no style sheets, and no content policy applies to them."""
    pages = [path for path in templates(root) if path.suffix == ".html" and "emails" not in path.parts]
    return [
        f"{path.relative_to(root).as_posix()}: {rule}"
        for path in pages
        for rule, pattern in PAGE_RULES.items()
        if pattern.search(path.read_text(encoding="utf-8"))
    ]


def gregorian_dates(root=ROOT):
    return [
        f"{path.relative_to(root).as_posix()}: Django's date; use be_date"
        for path in templates(root)
        if GREGORIAN.search(path.read_text(encoding="utf-8"))
    ]


def inline_in_python(root=ROOT):
    """Markup that is put together in code is judged like a template."""
    return [
        module.at(node.lineno, rule)
        for module in modules(root)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "<" in node.value
        for rule, pattern in PAGE_RULES.items()
        if pattern.search(node.value)
    ]


CHECKS = [inline, gregorian_dates, inline_in_python]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_templates_keep_the_rule(check):
    assert check() == []


# ---- each rule, broken once on purpose


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ('<p style="color: red">', "inline style"),
        ('<a href="#" onclick="x()">', "inline handler"),
        ("<script>x()</script>", "inline script"),
        ('<script type="module">x()</script>', "inline script"),
        ("<style>p {}</style>", "inline style sheet"),
        ('<script src="https://cdn.example.org/x.js"></script>', "another machine's file"),
        ('<link rel="stylesheet" href="//cdn.example.org/x.css">', "another machine's file"),
    ],
)
def test_inline_is_caught(tmp_path, source, rule):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "x.html").write_text(source)

    assert inline(tmp_path) == [f"templates/x.html: {rule}"]


@pytest.mark.parametrize(
    "source", ["{{ day|date }}", '{{ day|date:"j F Y" }}', "{% if day|date == '1' %}", "{% now 'Y' %}"]
)
def test_gregorian_date_is_caught(tmp_path, source):
    (tmp_path / "templates" / "emails").mkdir(parents=True)
    (tmp_path / "templates" / "emails" / "x.txt").write_text(source)

    assert gregorian_dates(tmp_path) == ["templates/emails/x.txt: Django's date; use be_date"]


def test_inline_in_python_is_caught(tmp_path):
    (tmp_path / "apps" / "core").mkdir(parents=True)
    (tmp_path / "apps" / "core" / "widgets.py").write_text("x = format_html('<i style=\"color: red\">{}</i>', y)")

    assert inline_in_python(tmp_path) == ["apps/core/widgets.py:1: inline style"]


def test_what_the_rules_permit_is_not_caught(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "x.html").write_text(
        '<p class="lifestyle">{{ day|be_date }}</p><script src="/x.js" type="module"></script>'
        '<script type="application/json">{}</script><input name="condition" value="one=1">'
    )

    assert inline(tmp_path) + gregorian_dates(tmp_path) == []
