"""Contact cards (vCard 3.0, RFC 2426: the version that every telephone and mail program reads), in UTF-8."""

from collections.abc import Iterable
from dataclasses import dataclass, field

LONGEST = 75  # octets of a line, without its end (RFC 2426, 2.6)


@dataclass(frozen=True)
class Telephone:
    number: str
    is_mobile: bool


@dataclass(frozen=True)
class Card:
    """What is written on a card; empty parts are left out."""

    full_name: str
    last: str = ""
    first: str = ""
    middle: str = ""
    title: str = ""
    nickname: str = ""
    organisation: str = ""
    position: str = ""
    telephones: list[Telephone] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    websites: list[str] = field(default_factory=list)
    line_id: str = ""
    note: str = ""
    uid: str = ""
    url: str = ""  # where the card is from


def write(card: Card) -> str:
    """The card as a file: lines that end in CRLF and are folded by octets, never within a letter."""
    return "".join(_fold(line) + "\r\n" for line in _lines(card))


def _lines(card: Card) -> Iterable[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield "FN:" + _escaped(card.full_name)
    yield "N:" + ";".join(map(_escaped, (card.last, card.first, card.middle, card.title, "")))
    single = {
        "NICKNAME": card.nickname,
        "ORG": card.organisation,
        "TITLE": card.position,
        "X-LINE": card.line_id,
        "NOTE": card.note,
        "UID": card.uid,
        "SOURCE": card.url,
    }
    for telephone in card.telephones:
        yield f"TEL;TYPE={'CELL' if telephone.is_mobile else 'VOICE'}:{_escaped(telephone.number)}"
    yield from ("EMAIL;TYPE=INTERNET:" + _escaped(email) for email in card.emails)
    yield from ("URL:" + _escaped(website) for website in card.websites)
    yield from (f"{name}:{_escaped(value)}" for name, value in single.items() if value)
    yield "END:VCARD"


def _escaped(text: str) -> str:
    """Without what would end a value or begin a line of its own."""
    for sign, instead in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(sign, instead)
    return "".join(letter for letter in text if letter.isprintable() or letter in "\u200b\u200c\u200d")


def _fold(line: str) -> str:
    """Lines longer than 75 octets go on in lines that begin with a space."""
    pieces, piece, room = [], "", LONGEST
    for letter in line:
        size = len(letter.encode())
        if size > room:
            pieces.append(piece)
            piece, room = "", LONGEST - 1  # the space counts
        piece += letter
        room -= size
    return "\r\n ".join([*pieces, piece])
