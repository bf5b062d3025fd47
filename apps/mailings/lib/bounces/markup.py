"""The words of an HTML notice, a line where a reader sees a line."""

import html
import re

_UNSEEN = re.compile(r"(?i)<(?:(script|style|title)\b|(!--))")
_BREAK = re.compile(r"(?i)<(?:br|/?p|/?div|/?tr|/?li|/?h[1-6]|/?table|/?ul|hr|/?pre|/?blockquote)\b[^<>]{0,2000}>")
_CELL = re.compile(r"(?i)<(?:/?td|/?th)\b[^<>]{0,2000}>")
_TAG = re.compile(r"</?[A-Za-z!?][^<>]{0,4000}>")
_ADDRESS_TAG = re.compile(r"<([^\s<>@/]{1,80}@[^\s<>]{1,120})>")
MAX_CHARACTERS = 400_000


def to_text(source: str) -> str:
    source = source[:MAX_CHARACTERS]
    source = _ADDRESS_TAG.sub(r"&lt;\1&gt;", source)  # written by a program that escapes nothing
    source = _seen(source)
    source = re.sub(r"[ \t\r\n]+", " ", source)
    source = _TAG.sub("", _CELL.sub(" ", _BREAK.sub("\n", source)))
    return html.unescape(source).replace("\xa0", " ")


def _seen(source: str) -> str:
    """Without scripts, styles and comments. Each ending is looked for until it was missed once: hostile pages open a
    hundred thousand of them."""
    lowered = source.lower()
    kept, position, missed = [], 0, set()
    while opened := _UNSEEN.search(source, position):
        ending = "-->" if opened[2] else f"</{opened[1].lower()}"
        end = -1 if ending in missed else lowered.find(ending, opened.end())
        kept.append(source[position : opened.start()])
        if end < 0:
            missed.add(ending)
            position = opened.end()
        else:
            position = end + (len(ending) if opened[2] else len(ending) + 1)
    return " ".join([*kept, source[position:]])
