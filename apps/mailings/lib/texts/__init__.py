"""The text of a mailing: Markdown with placeholders in, a subject, a plain text and an HTML for each reader out.

What costs (Markdown, the styles written into each element) is done once for a mailing and language; each reader's
letter is then joined from what is ready."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import css_inline

from . import markup, plain
from .filling import NOT_BROKEN, Filler, filler
from .markup import Picture, UnknownPicture
from .placeholders import (
    PLACEHOLDERS,
    BadText,
    Kind,
    Marked,
    Placeholder,
    Slot,
    UnknownPlaceholder,
    find,
    marked,
    used,
)

__all__ = [
    "BARE",
    "PLACEHOLDERS",
    "BadText",
    "Compiled",
    "Frame",
    "Kind",
    "Picture",
    "Placeholder",
    "Rendered",
    "UnknownPicture",
    "UnknownPlaceholder",
    "compile",
    "find",
    "page",
    "used",
]

SUBJECT_LENGTH = 300
_HEADING = re.compile(r"<(/?)h([1-5])>")


@dataclass(frozen=True)
class Frame:
    """What stands around every text: `html` and `text` with `[[body]]` in it, and `[[stop_link]]` and other keys of
    placeholders. The styles of `html` are written into the elements; those with `data-css-inline="keep"` stay as they
    are (dark colours, narrow screens)."""

    html: str
    text: str


BARE = Frame('<!doctype html><html><head><meta charset="utf-8"></head><body>[[body]]</body></html>', "[[body]]")


@dataclass(frozen=True)
class Rendered:
    """A letter to one reader."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Compiled:
    """A text that is ready to be filled. `slots`: keys of what it asks of each reader; `wanting`: those for which it
    says nothing else where the reader has none; `links`: where its links lead, placeholders as {key}."""

    slots: frozenset[str]
    wanting: frozenset[str]
    links: tuple[str, ...]
    _subject: Filler
    _text: Filler
    _html: Filler

    def fill(self, values: Mapping[str, str]) -> Rendered:
        """Never raises, whatever the values are."""
        subject = self._subject.fill(values).strip()
        if len(subject) > SUBJECT_LENGTH:
            subject = subject[: SUBJECT_LENGTH - 1] + "…"
        return Rendered(subject, self._text.fill(values), self._html.fill(values))


def compile(  # noqa: A001 - as one says of regular expressions
    subject: str,
    markdown: str,
    *,
    language: str,
    frame: Frame = BARE,
    pictures: Mapping[str, Picture] | None = None,
) -> Compiled:
    """Makes a text ready. `pictures` by the names that the text gives them. Raises BadText: UnknownPlaceholder,
    UnknownPicture."""
    marks = marked(subject, markdown, frame.html, frame.text)
    line = marks.mark(" ".join(clean_text(subject).split()))
    tokens = markup.parsed(marks.mark(clean_text(markdown)), marks, {} if pictures is None else pictures)
    links = tuple(marks.shown(link) for link in markup.links(tokens))
    body = f'<div lang="{language}">{markup.html(tokens)}</div>'
    own = marks.slots[:]
    html = css_inline.inline(_framed(frame.html, body, marks), load_remote_stylesheets=False)
    text = _framed(frame.text, plain.text(tokens), marks)
    return Compiled(
        slots=frozenset(slot.placeholder.key for slot in marks.slots),
        wanting=frozenset(slot.placeholder.key for slot in own if not slot.fallback and not _is_ours(slot)),
        links=links,
        _subject=filler(line, marks),
        _text=filler(text, marks),
        _html=filler(html, marks, is_html=True),
    )


def page(ready: Compiled, values: Mapping[str, str]) -> str:
    """The body of a text that was compiled in no frame (BARE), for a page of our own: it allows no styles, has its own
    buttons, and the heading above all others is the subject."""
    html = ready.fill(values).html
    body = html[html.index("<body>") + 6 : html.rindex("</body>")].replace(NOT_BROKEN, 'class="nm"')
    body = body.replace('<a class="button" ', '<a class="btn" ')
    return _HEADING.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) + 1}>", body)


def clean_text(text: str) -> str:
    """Without what no program can write: halves of characters, control characters but line ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").encode(errors="ignore").decode().split("\n")
    return "\n".join("".join(char for char in line if char == "\t" or char >= " ") for line in lines)


def _framed(frame: str, body: str, marks: Marked) -> str:
    for key, placeholder in PLACEHOLDERS.items():
        while f"[[{key}]]" in frame:
            frame = frame.replace(f"[[{key}]]", marks.add(Slot(placeholder)), 1)
    return frame.replace("[[body]]", body, 1)


def _is_ours(slot: Slot) -> bool:
    """The portal has these for everybody."""
    return slot.placeholder.kind is Kind.LINK or slot.placeholder.key == "sender"
