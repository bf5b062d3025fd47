"""A mail taken apart, however broken. The standard parser recurses without a limit, trusts what a header says and
gives up on a missing boundary; returns are made by programs that never read a standard."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.header import decode_header
from functools import cached_property

from .charsets import decode

MAX_BYTES, MAX_DEPTH, MAX_PARTS, MAX_HEADERS = 3_000_000, 12, 200, 500
_HEADER = re.compile(rb"([!-9;-~]{1,100})[ \t]{0,9}:(.*)", re.DOTALL)
_USUAL = re.compile(
    rb"(?im)^(?:from|to|subject|date|mime-version|content-type|return-path|message-id|received|x-[a-z-]{3,60}):"
)
_PARAMETER = r"(?i)(?:^|[;\s]){}\s{{0,9}}=\s{{0,9}}(?:\"([^\"\n]{{0,200}})\"?|([^\s;]{{1,200}}))"
_BASE64_LINES = re.compile(rb"(?:[A-Za-z0-9+/]{40,100}={0,2}\s{1,4}){2,}[A-Za-z0-9+/]*={0,2}\s*")


@dataclass(frozen=True)
class Part:
    headers: dict[str, list[str]]  # names in lower case; values unfolded, not decoded
    body: bytes
    parts: tuple["Part", ...] = ()
    depth: int = 0
    default: str = "text/plain"
    cache: dict[str, str] = field(default_factory=dict, compare=False)

    def raw(self, name: str) -> str:
        values = self.headers.get(name)
        return values[0] if values else ""

    def header(self, name: str) -> str:
        """The first header of that name, as a reader sees it."""
        return readable(self.raw(name))

    @cached_property
    def kind(self) -> str:
        found = re.match(r"\s*([\w.+-]{1,60}/[\w.+-]{1,60})", self.raw("content-type"))
        return found[1].lower() if found else self.default

    def parameter(self, name: str) -> str:
        found = re.search(_PARAMETER.format(re.escape(name)), self.raw("content-type"))
        return (found[1] or found[2] or "") if found else ""

    @cached_property
    def text(self) -> str:
        return decode(unpacked(self), self.parameter("charset"))

    def walk(self) -> Iterator["Part"]:
        yield self
        for part in self.parts:
            yield from part.walk()


def parse(raw: bytes) -> Part:
    raw = (
        raw[:MAX_BYTES]
        .removeprefix(b"\xef\xbb\xbf")
        .replace(b"\r\r\n", b"\n")
        .replace(b"\r\n", b"\n")
        .replace(b"\r", b"\n")
    )
    return _Parser().part(raw.lstrip(b"\n \t\0"), 0, "text/plain")


class _Parser:
    def __init__(self) -> None:
        self.count = 0

    def part(self, raw: bytes, depth: int, default: str) -> Part:
        self.count += 1
        headers, body = split_headers(raw)
        part = Part(headers, body, (), depth, default)
        if depth >= MAX_DEPTH or self.count >= MAX_PARTS:
            return part
        return Part(headers, body, self.children(part), depth, default)

    def children(self, part: Part) -> tuple[Part, ...]:
        if part.kind.startswith("multipart/"):
            default = "message/rfc822" if part.kind == "multipart/digest" else "text/plain"
            pieces = split_body(part.body, part.parameter("boundary"))
            return tuple(self.part(piece, part.depth + 1, default) for piece in pieces if self.count < MAX_PARTS)
        if part.kind in {"message/rfc822", "message/global", "message/partial"}:
            return (self.part(unpacked(part).lstrip(b"\n"), part.depth + 1, "text/plain"),)
        return ()


def split_headers(raw: bytes) -> tuple[dict[str, list[str]], bytes]:
    """The headers up to the first line that can be none, and the rest."""
    found: dict[str, list[str]] = {}
    position, last, count = 0, "", 0
    while position < len(raw) and count < MAX_HEADERS:
        end = raw.find(b"\n", position)
        end = len(raw) if end < 0 else end
        line = raw[position : min(end, position + 20_000)]
        if not line.strip():
            return found, raw[end + 1 :]
        header = _HEADER.match(line)
        is_flush = bool(last and not header and line[:1] not in b" \t" and _goes_on(raw[end : end + 8_000]))
        count += is_flush
        if last and (line[:1] in b" \t" or is_flush):
            if len(found[last][-1]) < 50_000:
                found[last][-1] += " " + _latin(line.strip())
        elif header:
            last, count = _latin(header[1]).lower(), count + 1
            found.setdefault(last, []).append(_latin(header[2].strip()))
        elif not line.startswith((b"From ", b">From ")):
            break
        position = end + 1
    return found, raw[position:]


def _goes_on(raw: bytes) -> bool:
    """More headers come: a line that is none lost the blanks by which it belongs to the one before."""
    return bool(_USUAL.search(raw.partition(b"\n\n")[0]))


def split_body(body: bytes, boundary: str) -> list[bytes]:
    """The parts of a multipart body; a boundary that the header forgot or mangled is guessed from the body."""
    name = boundary.encode("latin-1", "replace").rstrip()
    marked = b"\n" + body
    if not name or b"\n--" + name not in marked:
        guess = re.search(rb"(?m)^--([^\s-][^\n]{4,90}?)[ \t]*\n[Cc]ontent-", body)
        if not guess:
            return [b"\n" + body] if body.strip() else []
        name = guess[1]
    pieces = marked.split(b"\n--" + name, MAX_PARTS)[1:]
    parts = []
    for piece in pieces:
        if piece.startswith(b"--"):
            break
        _, _, rest = piece.partition(b"\n")
        parts.append(rest)
    return parts


def unpacked(part: Part) -> bytes:
    """The body without its transfer encoding. What is not in the encoding that it claims stays as it is."""
    encoding = part.raw("content-transfer-encoding").strip().lower()
    if "quoted" in encoding:
        return binascii.a2b_qp(part.body)
    if "base64" in encoding or (part.kind.startswith("text/") and _BASE64_LINES.fullmatch(part.body[:200_000])):
        return _base64(part.body)
    return part.body


def readable(value: str) -> str:
    """A header's encoded words decoded; raw bytes read in whatever they are in."""
    value = value[:5_000]
    if "=?" not in value:
        return value if value.isascii() else decode(value.encode("latin-1", "replace"), "")
    try:
        pieces = decode_header(value)
    except Exception:  # the standard decoder has its own bugs on hostile words
        return value
    return "".join(
        decode(text, charset or "") if isinstance(text, bytes) else decode(text.encode("latin-1", "replace"), "")
        for text, charset in pieces
    )


def _base64(body: bytes) -> bytes:
    letters = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
    if not letters or len(re.findall(rb"[A-Za-z]{2,20} [A-Za-z]{1,20} ", body[:2_000])) > 5:
        return body  # readable as it is: the header lies
    try:
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
    except binascii.Error:
        return binascii.a2b_base64(letters[: len(letters) // 4 * 4])


def _latin(raw: bytes) -> str:
    return raw.decode("latin-1")
