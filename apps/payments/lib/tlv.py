"""Tags, lengths and values in digits, as EMVCo's QR codes (and the banks' slips) write them: "5802TH" is tag 58 with
two characters; and the checksum at their end."""

from binascii import crc_hqx
from collections.abc import Iterable

from apps.core.lib.errors import BadInputError

LONGEST = 99  # characters of one value


class TlvError(BadInputError):
    """A text that is no such code. Codes: characters, broken (a length that does not fit), twice (a tag), too_long,
    unsealed, checksum."""


def read(text: str) -> dict[str, str]:
    """The values by their tags, in order. Raises TlvError."""
    if not text.isascii() or not text.isprintable():
        raise TlvError("characters", "only printable ASCII stands in such a code")
    found: dict[str, str] = {}
    rest = text
    while rest:
        tag, length = rest[:2], rest[2:4]
        if len(rest) < 4 or not (tag + length).isdecimal() or len(rest) < 4 + int(length):
            raise TlvError("broken", f"it breaks off at {rest[:4]!r}")
        if tag in found:
            raise TlvError("twice", f"tag {tag} stands in it twice")
        found[tag], rest = rest[4 : 4 + int(length)], rest[4 + int(length) :]
    return found


def write(values: Iterable[tuple[str, str]]) -> str:
    """The other way round. Raises TlvError."""
    return "".join(_written(tag, value) for tag, value in values)


def checksum(text: str) -> str:
    """CRC-16/CCITT with the initial value FFFF, as four hexadecimal digits."""
    return f"{crc_hqx(text.encode('ascii'), 0xFFFF):04X}"


def sealed(text: str, tag: str) -> str:
    """The text with its checksum at the end; tag and length of the checksum are part of what is summed up."""
    head = f"{text}{tag}04"
    return head + checksum(head)


def unsealed(text: str, tag: str) -> str:
    """What stands before the checksum, if that fits; some banks' programs leave out its leading zeros. Raises
    TlvError with the codes "unsealed" and "checksum"."""
    for digits in (4, 3, 2, 1):
        head, given = text[:-digits], text[-digits:]
        if head.isascii() and head.endswith((f"{tag}04", f"{tag}0{digits}")):
            if checksum(head) != given.upper().zfill(4):
                raise TlvError("checksum", "the checksum does not fit what stands before it")
            return head[:-4]
    raise TlvError("unsealed", "no checksum stands at its end")


def _written(tag: str, value: str) -> str:
    if len(value) > LONGEST:
        raise TlvError("too_long", f"tag {tag} holds {len(value)} characters")
    if not value.isascii() or not value.isprintable():
        raise TlvError("characters", f"tag {tag} holds {value!r}")
    return f"{tag}{len(value):02}{value}"
