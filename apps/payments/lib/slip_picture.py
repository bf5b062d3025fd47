"""Makes what is kept of the picture of a slip: the picture anew, without what else came in the file, and what the QR
codes in it say. Run as a program, this module is the process in which `read_slip` has it read."""

import json
import struct
import sys
from dataclasses import dataclass

import zxingcpp
from PIL import Image

from apps.core.lib.pictures import MOST_BYTES, PictureError, answer, apart, upright, webp

LONG_SIDE = 1800  # pixels: small print stays legible
SMALLEST = 200
MOST_CODES = 8
_LENGTH = struct.Struct(">I")


@dataclass(frozen=True)
class SlipPicture:
    """A WebP picture without metadata, and the texts of the QR codes in it."""

    picture: bytes
    codes: tuple[str, ...]


def read_slip(picture: bytes) -> SlipPicture:
    """Reads a JPEG, PNG or WebP file. Raises PictureError."""
    made = apart(__name__, picture)
    length = _LENGTH.unpack_from(made)[0]
    return SlipPicture(made[4 + length :], tuple(json.loads(made[4 : 4 + length])))


def encode(picture: bytes) -> SlipPicture:
    """As `read_slip`, in this very process: for files that are trusted."""
    image = upright(picture, smallest=SMALLEST, shrink_to=2 * LONG_SIDE)
    codes = _codes(image)
    image.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    return SlipPicture(webp(image), codes)


def _codes(image: Image.Image) -> tuple[str, ...]:
    """Read before the picture is made smaller: the code on a slip is small enough."""
    found = zxingcpp.read_barcodes(image.convert("L"), formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return tuple(each.text for each in found[:MOST_CODES])


def _packed(picture: bytes) -> bytes:
    made = encode(picture)
    codes = json.dumps(made.codes).encode()
    return _LENGTH.pack(len(codes)) + codes + made.picture


if __name__ == "__main__":
    sys.exit(answer(_packed))


__all__ = ["MOST_BYTES", "PictureError", "SlipPicture", "encode", "read_slip"]
