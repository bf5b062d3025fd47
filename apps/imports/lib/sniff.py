"""What kind of file this is, by what is inside: a name says little, and whoever wants to do harm chooses it."""

import mmap
import re
from pathlib import Path

from .refused import Refused

SAMPLE = 65_536
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# How other files begin: (first bytes, code of the refusal).
_OTHERS = (
    (b"%PDF", "is_pdf"),
    (b"{\\rtf", "is_document"),
    (b"\x89PNG", "is_picture"),
    (b"\xff\xd8\xff", "is_picture"),
    (b"GIF8", "is_picture"),
    (b"Rar!", "is_archive"),
    (b"7z\xbc\xaf\x27\x1c", "is_archive"),
    (b"\x1f\x8b", "is_archive"),
    (b"\xfd7zXZ", "is_archive"),
    (b"BZh", "is_archive"),
    (b"PK\x05\x06", "is_archive"),  # a zip with nothing in it
    (b"SQLite format 3", "is_database"),
    (b"\x00\x01\x00\x00Standard ", "is_database"),
    (b"\x7fELF", "is_program"),
    (b"MZ\x90", "is_program"),
    (b"\x09\x00\x04\x00", "is_old_excel"),
    (b"\x09\x02\x06\x00", "is_old_excel"),
    (b"\x09\x04\x06\x00", "is_old_excel"),
    (b"\x09\x08\x10\x00", "is_old_excel"),
)
_HTML = re.compile(
    rb"\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|meta|body|table|style)\b", re.IGNORECASE | re.DOTALL
)
_JSON = re.compile(rb'\s*(?:\[\s*)?\{\s*"')


def kind_of(path: Path) -> str:
    """zip, ole, html or text. Raises Refused for anything else."""
    with path.open("rb") as file:
        head = file.read(SAMPLE)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused("is_empty")
    if head.startswith(_ZIP):
        return "zip"
    if head.startswith(_OLE):
        return "ole"
    for beginning, code in _OTHERS:
        if head.startswith(beginning):
            raise Refused(code)
    return _kind_of_text(_plain(head))


def _plain(head: bytes) -> bytes:
    """Marks at the start away, UTF-16 without its zeros: enough to see what markup it is."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    return head[2:].replace(b"\x00", b"") if head[:2] in {b"\xff\xfe", b"\xfe\xff"} else head


def _kind_of_text(head: bytes) -> str:
    start = head.lstrip()[:512].lower()
    if start.startswith(b"<?xml") and b"<html" not in head.lower():
        raise Refused("is_xml_spreadsheet" if b"office:spreadsheet" in head else "is_xml")
    if start.startswith(b"mime-version:"):
        raise Refused("is_web_archive")
    if _HTML.match(head) or start.startswith(b"<?xml"):
        return "html"
    if _JSON.match(head):
        raise Refused("is_json")
    return "text"


def check_ole(path: Path) -> bool:
    """Looks through the directory of an old Office file; says whether it has macros. Raises Refused unless it is a
    workbook that can be opened without a password."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if _holds(content, "EncryptedPackage"):
            raise Refused("has_password")
        if not (_holds(content, "Workbook") or _holds(content, "Book")):
            known = _holds(content, "WordDocument") or _holds(content, "PowerPoint Document")
            raise Refused("is_document" if known else "is_broken")
        return _holds(content, "_VBA_PROJECT")


def _holds(content: mmap.mmap, name: str) -> bool:
    return content.find(name.encode("utf-16-le")) >= 0
