"""Markdown as letters are written in it: no HTML, pictures of the mailing only, links that a reader can press."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

from .placeholders import BadText, Kind, Marked

# What a reader's program makes a link of: it ends before Thai letters, which often follow without a space.
_ADDRESS = re.compile(r"\bhttps?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*[A-Za-z0-9/#=&_~-]")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_OPENS = {"link_open"}


@dataclass(frozen=True)
class Picture:
    """A picture of the mailing, as large as it is shown: at most as wide as a letter."""

    url: str
    width: int
    height: int


class UnknownPicture(BadText):
    """A picture that is none of the mailing's own: others would tell their hosts who reads the letter, and when."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        super().__init__("picture", f"unknown pictures: {', '.join(names)}")


def parsed(markdown: str, marks: Marked, pictures: Mapping[str, Picture]) -> list[Token]:
    """The blocks of a text whose placeholders are marked, ready to be written as HTML or as plain text. Raises
    UnknownPicture."""
    tokens = _reader().parse(markdown)
    strange: list[str] = []
    for token in _inlines(tokens):
        children = list(_linked(token.children or [], marks))
        for child in children:
            if child.type == "image" and not _show(child, pictures):
                strange.append(str(child.attrGet("src") or ""))
        token.children = children
    if strange:
        raise UnknownPicture([marks.shown(name) for name in dict.fromkeys(strange)])
    _make_buttons(tokens)
    return tokens


def html(tokens: list[Token]) -> str:
    """The body of the letter's HTML, its placeholders still marked."""
    reader = _reader()
    written: str = reader.renderer.render(tokens, reader.options, {})
    return written


def links(tokens: list[Token]) -> list[str]:
    """The targets of all links, in order, with their marks."""
    inline = (child for token in _inlines(tokens) for child in token.children or [])
    return [str(child.attrGet("href") or "") for child in inline if child.type in _OPENS]


def _reader() -> MarkdownIt:
    reader = MarkdownIt("js-default", {"html": False, "breaks": True})
    reader.disable(["html_block", "html_inline"])
    reader.inline.ruler.at("emphasis", _emphasis)
    return reader


def _inlines(tokens: Iterable[Token]) -> Iterable[Token]:
    return (token for token in tokens if token.type == "inline")


def _emphasis(state: StateInline, silent: bool) -> bool:
    """As Markdown has it, but Thai is written without spaces: a mark of punctuation inside the stars and a Thai letter
    outside of them do not keep the words from being bold."""
    marker = state.src[state.pos]
    if silent or marker not in ("_", "*"):
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    opens, closes = scanned.can_open, scanned.can_close
    if marker == "*":
        before = state.src[state.pos - 1] if state.pos else " "
        end = state.pos + scanned.length
        after = state.src[end] if end < state.posMax else " "
        opens = opens or (bool(_THAI.match(before)) and not after.isspace())
        closes = closes or (bool(_THAI.match(after)) and not before.isspace())
    for _each in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        place = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(marker), scanned.length, place, -1, opens, closes))
    state.pos += scanned.length
    return True


def _linked(tokens: list[Token], marks: Marked) -> Iterable[Token]:
    """Addresses that are written out become links, and so do placeholders that stand for one."""
    inside = 0
    for token in tokens:
        inside += token.nesting if token.type in {"link_open", "link_close"} else 0
        if token.type != "text" or inside:
            yield token
        else:
            yield from _with_addresses(token, marks)


def _with_addresses(token: Token, marks: Marked) -> Iterable[Token]:
    text, done = token.content, 0
    for start, end in sorted({*_spans(_ADDRESS, text), *_link_marks(text, marks)}):
        if start < done:
            continue
        if start > done:
            yield _text(text[done:start])
        opened = Token("link_open", "a", 1, attrs={"href": text[start:end]})
        yield from (opened, _text(text[start:end]), Token("link_close", "a", -1))
        done = end
    if done < len(text):
        yield _text(text[done:])


def _spans(pattern: "re.Pattern[str]", text: str) -> Iterable[tuple[int, int]]:
    return (found.span() for found in pattern.finditer(text))


def _link_marks(text: str, marks: Marked) -> Iterable[tuple[int, int]]:
    found = marks.pattern.finditer(text)
    return (each.span() for each in found if marks.slots[int(each[1])].placeholder.kind is Kind.LINK)


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _show(image: Token, pictures: Mapping[str, Picture]) -> bool:
    picture = pictures.get(str(image.attrGet("src") or ""))
    if picture is None:
        return False
    image.attrSet("src", picture.url)
    image.attrSet("width", str(picture.width))
    image.attrSet("height", str(picture.height))
    return True


def _make_buttons(tokens: list[Token]) -> None:
    """A paragraph that is one bold link and nothing else is shown as a button."""
    shape = ("strong_open", "link_open", "link_close", "strong_close")
    for paragraph, token in pairwise(tokens):
        children = [child for child in token.children or [] if child.type != "text" or child.content]
        edges = tuple(child.type for child in (*children[:2], *children[-2:]))
        links = sum(child.type == "link_open" for child in children)
        if paragraph.type == "paragraph_open" and edges == shape and links == 1:
            children[1].attrSet("class", "button")
            token.children = children[1:-1]
