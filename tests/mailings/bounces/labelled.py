"""The labelled set: each make of server with answers of many servers, then the same in unusual wrappings."""

import base64
import itertools
import quopri
from dataclasses import dataclass

from . import harmless
from .diagnostics import HARD, SOFT
from .makes import MAKES, OURS, Case, head


@dataclass(frozen=True)
class Labelled:
    name: str
    raw: bytes
    kind: str
    to: str = ""


def _case(number: int, answer: tuple[str, str, str]) -> Case:
    user, domain = f"somchai.{number}", f"host{number % 7}.example.com"
    to = f"{user}@{domain}"
    reply, status, words = answer
    return Case(to, reply, status, words.format(to=to, user=user, domain=domain))


def bounces() -> list[Labelled]:
    """Every answer in eight makes each, every make with answers of every sort."""
    found = []
    for kind, answers in (("hard", HARD), ("soft", SOFT)):
        for number, answer in enumerate(answers):
            case = _case(number, answer)
            for make in (MAKES[(number * 5 + step * 4 + number // 8) % len(MAKES)] for step in range(8)):
                found.append(Labelled(f"{make.__name__}: {case.said}", make(case), kind, case.to))
    return found


def wrapped() -> list[Labelled]:
    """Some of them cut off, forwarded, encoded or with other ends of lines."""
    found = []
    wrappings = itertools.cycle(WRAPPINGS)
    for item in bounces()[::3]:
        wrap = next(wrappings)
        found.append(Labelled(f"{wrap.__name__}: {item.name}", wrap(item.raw), item.kind, item.to))
    return found


def rest() -> list[Labelled]:
    items = [*harmless.all_of_them(), *harmless.delays()]
    return [Labelled(f"harmless {number}", raw, kind) for number, (raw, kind) in enumerate(items)]


def crlf(raw: bytes) -> bytes:
    return raw.replace(b"\n", b"\r\n")


def cr(raw: bytes) -> bytes:
    return raw.replace(b"\n", b"\r")


def mbox(raw: bytes) -> bytes:
    return b"From MAILER-DAEMON Mon Nov 30 09:05:00 2026\n" + raw


def truncated(raw: bytes) -> bytes:
    """Without the returned mail, cut in its middle."""
    mark = raw.find(b"Subject: News of the university\nMessage-ID")
    return raw[: mark + 10] if mark > 0 else raw


def forwarded(raw: bytes) -> bytes:
    """Passed on whole by a program, as an attachment."""
    top = head("catchall@mail.example.ac.th", "Fwd: bounce", MIME_Version="1.0",
               Content_Type='multipart/mixed; boundary="fw"')  # fmt: skip
    return (
        top.encode()
        + b"\n--fw\nContent-Type: text/plain\n\n\n--fw\nContent-Type: message/rfc822\n\n"
        + raw
        + b"\n--fw--\n"
    )


def encoded(raw: bytes) -> bytes:
    """The whole text in base64, if it has no parts."""
    top, _, body = raw.partition(b"\n\n")
    if b"multipart" in top or b"Content-Transfer-Encoding" in top:
        return raw
    return top + b"\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(body)


def printable(raw: bytes) -> bytes:
    top, _, body = raw.partition(b"\n\n")
    if b"multipart" in top or b"Content-Transfer-Encoding" in top:
        return raw
    return top + b"\nContent-Transfer-Encoding: quoted-printable\n\n" + quopri.encodestring(body)


def listed(raw: bytes) -> bytes:
    """Passed through a list manager, which adds headers of its own."""
    return b"Precedence: bulk\nList-Id: <returns.example.ac.th>\nDelivered-To: " + OURS.encode() + b"\n" + raw


WRAPPINGS = (crlf, cr, mbox, truncated, forwarded, encoded, printable, listed)


def everything() -> list[Labelled]:
    return [*bounces(), *wrapped(), *rest()]
