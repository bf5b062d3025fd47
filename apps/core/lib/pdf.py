"""Documents set by Typst (PDF, a picture): right stacking of Thai marks, lines broken by words, no system fonts."""

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

# What Sarabun has letters for: Latin with its accents, Thai, ordinary punctuation.
_IN_THE_FONT = re.compile(r"[\t\n\r\x20-\x7e\xa0-\u017f\u0e01-\u0e3a\u0e3f-\u0e5b\u2010-\u2026\u20ac]*")


class DocumentRefused(Exception):
    """The template does not compile with this data, or a letter is missing from the fonts."""


def render_pdf(template: Path, data: object, *, fonts: Path, made_at: datetime) -> bytes:
    """Sets `template` (a .typ file) with `data`, which it reads as JSON from sys.inputs.data and in no other way, so
    that nothing in the data can act as Typst code. The same input gives the same bytes. Raises DocumentRefused."""
    return _set(template, data, fonts=fonts, made_at=made_at, format="pdf")


def render_png(template: Path, data: object, *, fonts: Path, made_at: datetime) -> bytes:
    """The same as a picture of its only page, a pixel for each point. Raises DocumentRefused."""
    return _set(template, data, fonts=fonts, made_at=made_at, format="png", ppi=72)


def _set(template: Path, data: object, *, fonts: Path, made_at: datetime, **form: Any) -> bytes:
    try:
        made, warnings = typst.compile_with_warnings(
            template,
            root=template.parent,
            font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]),
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            **form,
            timestamp=made_at.replace(microsecond=0),
        )
    except typst.TypstError as error:
        raise DocumentRefused(str(error)) from error
    if warnings:
        raise DocumentRefused("; ".join(str(warning) for warning in warnings))
    return bytes(made)


def has_letters_for(text: str) -> bool:
    """Can the documents' font write this? (An empty box in a letter is an insult, and nobody sees it in time.)"""
    return _IN_THE_FONT.fullmatch(text) is not None
