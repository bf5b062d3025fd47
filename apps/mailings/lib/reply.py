"""What a person answered to a mail, however their program put it: their words, the id of the mail, attachments."""

import re
from urllib.parse import unquote_to_bytes

from .bounces.charsets import decode
from .bounces.markup import to_text
from .bounces.mime import Part, readable

MAX_TEXT, MAX_NAMES = 20_000, 10
_QUOTE = re.compile(r"^(?:>.*|On .{5,200} wrote:|เมื่อ .{5,200} เขียน(?:ว่า)?:?)$")
_ID = re.compile(r"<[!-;=?-~]{3,180}>")
_FILE_NAME = re.compile(
    r"(?i)(?:^|[;\s])(?:file)?name(?:\*(\d{1,2}))?\*?\s{0,9}=\s{0,9}(?:\"([^\"\n]{1,200})\"|([^\s;]{1,200}))"
)


def words_of(message: Part) -> str:
    """Without what it quotes at its end; HTML only where there is nothing else."""
    parts = [
        part for part in message.walk() if not part.parts and part.kind.startswith("text/") and not _is_attached(part)
    ]
    plain = next((part.text for part in parts if part.kind == "text/plain" and part.text.strip()), "")
    words = plain or next((to_text(part.text) for part in parts if part.kind == "text/html"), "")
    lines = words.replace("\r\n", "\n").replace("\0", "").split("\n")
    while lines and (not lines[-1].strip() or _QUOTE.fullmatch(lines[-1].strip())):
        lines.pop()
    kept = "".join(char for char in "\n".join(lines) if char.isprintable() or char in "\n\t")
    return kept.strip()[:MAX_TEXT]


def attached(message: Part) -> list[str]:
    """The names of some of the files that came with it."""
    names = [_file_name(part) for part in message.walk() if not part.parts and _is_attached(part)]
    return [printable(name, 80) or "?" for name in names[:MAX_NAMES]]


def message_id_of(message: Part) -> str:
    """ "" where it has none that can be said again."""
    found = _ID.fullmatch(message.raw("message-id").strip())
    return found[0] if found else ""


def printable(text: str, length: int) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:length]


def _is_attached(part: Part) -> bool:
    """A file, and no text of the letter: pictures within the text are none either."""
    disposition = part.raw("content-disposition").strip().lower()
    if disposition.startswith("attachment"):
        return True
    return bool(_file_name(part)) and not part.kind.startswith("text/") and not part.raw("content-id")


def _file_name(part: Part) -> str:
    """Also one that is cut into numbered pieces (RFC 2231)."""
    for name in ("content-disposition", "content-type"):
        pieces = [(int(found[1] or 0), found[2] or found[3] or "") for found in _FILE_NAME.finditer(part.raw(name))]
        charset, is_coded, said = "".join(words for _number, words in sorted(pieces)).rpartition("''")
        if said:
            return decode(unquote_to_bytes(said), charset) if is_coded else readable(said)
    return ""
