"""The mails of one mailing as bytes. What is the same for all readers is encoded once, for each of them the rest is
joined to it. What comes out reads like what Django would write (tests/mailings/test_skeleton.py compares them)."""

import re
from binascii import b2a_base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import Header, decode_header, make_header
from email.utils import parseaddr
from functools import lru_cache
from struct import unpack
from urllib.parse import quote

from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import sanitize_address

from .letter import NotMailable, compose

_LONGEST = 900  # letters of a line that is not folded; a mail server takes 998
_WORDS, _NEW_LINE = re.compile(r"(?<=\?=) (?==\?|<)"), "\r\n "  # between encoded words, and behind the last
_FOLDED = 76  # letters of a line with encoded words (RFC 2047, section 2)
_BASE64 = b"Content-Transfer-Encoding: base64\r\n\r\n"
_PLAIN = b'Content-Type: text/plain; charset="utf-8"\r\n' + _BASE64
_HTML = b'Content-Type: text/html; charset="utf-8"\r\n' + _BASE64


@dataclass(frozen=True)
class Attachment:
    """A document that goes with every mail. `name` as its reader sees it."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """What is one reader's own. `sender`: the envelope's, to which it is returned."""

    sender: str
    to: str
    message_id: str
    subject: str
    text: str
    html: str
    headers: Mapping[str, str]


class Skeleton:
    """The parts of a mail that are the same for all readers, and how theirs are put in."""

    def __init__(self, headers: Mapping[str, str], *, boundary: str, attachments: Sequence[Attachment] = ()) -> None:
        inner = f"{boundary}-a" if attachments else boundary
        head = [header(name, value) for name, value in headers.items()] + [b"MIME-Version: 1.0\r\n"]
        kind = f'Content-Type: multipart/alternative; boundary="{inner}"\r\n\r\n'.encode()
        if attachments:
            outer = f'Content-Type: multipart/mixed; boundary="{boundary}"\r\n\r\n--{boundary}\r\n'
            kind = outer.encode() + kind
        self._headers, self._attachments = headers, attachments
        self._head = b"".join(head)
        self._begins = kind + f"--{inner}\r\n".encode() + _PLAIN
        self._goes_on = f"--{inner}\r\n".encode() + _HTML
        self._ends = f"--{inner}--\r\n".encode() + _attached(attachments, boundary)

    def write(self, mail: Mail) -> bytes:
        """The mail as it goes over the wire. Raises NotMailable."""
        return b"".join(self.parts(mail))

    def parts(self, mail: Mail) -> Sequence[bytes]:
        """The same before it is joined: many that wait have one copy of the attachments."""
        own = [
            header("To", mail.to),
            _subject(mail.subject),
            header("Message-ID", mail.message_id),
            *(header(name, value) for name, value in mail.headers.items()),
        ]
        return (*own, self._head, self._begins, encoded(mail.text), self._goes_on, encoded(mail.html), self._ends)

    def compose(self, mail: Mail) -> EmailMultiAlternatives:
        """The same for ways out of the house that take Django's messages: providers' interfaces."""
        own = {"Message-ID": mail.message_id, **mail.headers}
        others = {name: value for name, value in self._headers.items() if name != "From"}
        email = compose(
            to=mail.to,
            subject=mail.subject,
            text=mail.text,
            html=mail.html,
            from_email=self._headers["From"],
            headers=others | own,
        )
        for each in self._attachments:
            email.attach(each.name, each.content, each.content_type)
        return email


def header(name: str, value: str) -> bytes:
    """One header with its line end. Raises NotMailable for a line end within it."""
    if "\n" in value or "\r" in value or "\0" in value:
        raise NotMailable(f"a line break in the header {name}")
    if value.isascii() and len(value) < _LONGEST:
        return f"{name}: {_WORDS.sub(_NEW_LINE, value)}\r\n".encode()
    try:
        charset = "utf-8" if not value.isascii() else "us-ascii"
        folded = Header(value, charset, header_name=name, maxlinelen=_FOLDED).encode()
    except UnicodeError as error:
        raise NotMailable(str(error)) from error
    return f"{name}: {folded}\n".replace("\n", "\r\n").encode()


def encoded(text: str) -> bytes:
    """A part's text as base64, in lines."""
    try:
        return _base64(text.encode())
    except UnicodeError as error:
        raise NotMailable(str(error)) from error


def address(value: str) -> str:
    """An address, with or without a name, as a header carries it. Raises NotMailable."""
    if value.isascii() and value.isprintable() and "<" not in value:
        return value
    try:
        name, bare = parseaddr(value)
        name = str(make_header(decode_header(name)))  # as `formataddr` wrote it: one word of any length
        sane = str(sanitize_address(value, "utf-8")).replace("\n", "")
        if name.isascii() or not sane.endswith(f"<{bare}>"):
            return sane
        words = Header(name, "utf-8", header_name="Reply-To", maxlinelen=_FOLDED).encode()
        return f"{' '.join(words.split())} <{bare}>"
    except (ValueError, LookupError, HeaderParseError) as error:
        raise NotMailable(str(error)) from error


def _base64(content: bytes) -> bytes:
    """As `base64.encodebytes` has it, in lines of 76 letters, in a tenth of the time."""
    letters = b2a_base64(content, newline=False)
    whole, rest = divmod(len(letters), 76)
    lines = [*unpack("76s" * whole + f"{rest}s", letters), b""] if rest else [*unpack("76s" * whole, letters), b""]
    return b"\r\n".join(lines)


@lru_cache(maxsize=64)
def _subject(value: str) -> bytes:
    """Most readers of a mailing get the same one."""
    return header("Subject", value)


def _attached(attachments: Sequence[Attachment], boundary: str) -> bytes:
    if not attachments:
        return b""
    parts = [b"".join((f"--{boundary}\r\n".encode(), *_document(each))) for each in attachments]
    return b"".join(parts) + f"--{boundary}--\r\n".encode()


def _document(each: Attachment) -> tuple[bytes, ...]:
    name = "".join(char for char in each.name if char.isprintable() and char not in '"\\')
    shown = f'filename="{name}"' if name.isascii() else f"filename*=utf-8''{quote(name, safe='')}"
    return (
        f"Content-Type: {each.content_type}\r\nContent-Disposition: attachment; {shown}\r\n".encode(),
        _BASE64,
        _base64(each.content),
    )
