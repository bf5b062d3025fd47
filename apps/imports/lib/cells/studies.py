"""Degrees, programmes, levels and honours."""

import re

from apps.imports.lib.levels import read_honours, read_level
from apps.imports.lib.lookup import Lookup

from .plain import NOTHING, Found, Reader, clean, damage, flagged, put, together

_PROGRAMME_WORDS = re.compile(
    r"^(?:หลักสูตร|สาขาวิชา|สาขา|วิชาเอก|ภาควิชา|แขนงวิชา|โปรแกรมวิชา|เอก(?=[ .])|department of|major(?: in)?|in) *[:.\-]? *",
    re.IGNORECASE,
)
_HONOURS = re.compile(r"[ ,(]*(?:เกียรตินิยม|\b(?:first|second)[- ]class hono).*$", re.IGNORECASE)


def degree(lookup: Lookup) -> Reader:
    """วท.บ. · วิทยาศาสตรบัณฑิต · วท.บ. (เคมี) · วศ.บ. สาขาวิศวกรรมโยธา เกียรตินิยมอันดับ 2 · B.Sc. (Chemistry)"""

    def read(cell: str) -> Found:
        text = clean(cell)
        if not text:
            return NOTHING
        found = _split(text, lookup)
        return found if found else flagged("degree", "unknown_degree", text)

    return read


def programme(lookup: Lookup) -> Reader:
    """A field of study; a degree before it is taken too."""

    def read(cell: str) -> Found:
        text = clean(cell)
        if not text:
            return NOTHING
        if lookup.programme(text):
            return named(text, lookup)
        return _split(text, lookup) or named(text, lookup)

    return read


def _split(text: str, lookup: Lookup) -> Found | None:
    honours = _HONOURS.search(text)
    one = _honours(honours[0].strip(" ,()")) if honours and honours.start() else NOTHING
    bare = text[: honours.start()] if honours and honours.start() else text
    bare = re.sub(r"^หลักสูตร *", "", bare).strip()
    entry, rest = lookup.degree(bare)
    if entry is None:
        return None
    return together(put("degree", entry.abbr_th), named(rest, lookup), one)


def named(text: str, lookup: Lookup) -> Found:
    bare = text
    for _ in range(2):
        bare = _PROGRAMME_WORDS.sub("", bare).strip(" ()")
    if not bare:
        return NOTHING
    known = lookup.programme(bare)
    if known:
        return (("programme", known),), ()
    found = put("programme", bare)
    return found[0], (*found[1], ("programme", "unknown_programme", bare, "")) if found[0] else found[1]


def level(cell: str) -> Found:
    text = clean(cell)
    if not text:
        return NOTHING
    known = read_level(text)
    return ((("level", known),), ()) if known else flagged("level", "unknown_level", text)


def honours(cell: str) -> Found:
    text = clean(cell)
    return _honours(text) if text else NOTHING


def _honours(text: str) -> Found:
    known = read_honours(text)
    if known is None:
        return flagged("honours", "honours_unclear", text)
    return ((("honours", known),), ()) if known else NOTHING


def raw(field: str) -> Reader:
    """A faculty or campus as it stands: understood together with the rest of its row."""

    def read(cell: str) -> Found:
        text = clean(cell)
        flags = damage(field, text)
        return ((), flags) if flags or not text else (((field, text),), ())

    return read
