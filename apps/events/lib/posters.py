"""Makes what is kept of an event's picture. Run as a program, this module is the process in which `make_poster` has it
read: the picture comes in, the lengths of the three files and the files go out."""

import io
import struct
import sys
from dataclasses import dataclass

from PIL import Image, ImageOps

from apps.core.lib.pictures import MOST_BYTES, PictureError, answer, apart, upright, webp

LONG_SIDE = 1600  # pixels; posters are often upright and have small print
CARD = (640, 360)
SHARE = (1200, 630)  # as LINE and Facebook show it
SMALLEST = 200
_LENGTHS = struct.Struct(">III")


@dataclass(frozen=True)
class Poster:
    """A picture without metadata: whole (WebP), cut for a card (WebP), cut for sharing (JPEG, which every program
    reads)."""

    large: bytes
    card: bytes
    share: bytes


def make_poster(picture: bytes) -> Poster:
    """Reads a JPEG, PNG or WebP file. Raises PictureError."""
    made = apart(__name__, picture)
    first, second, _third = _LENGTHS.unpack_from(made)
    files = made[_LENGTHS.size :]
    return Poster(files[:first], files[first : first + second], files[first + second :])


def encode(picture: bytes) -> Poster:
    """As `make_poster`, in this very process: for files that are trusted."""
    image = upright(picture, smallest=SMALLEST, shrink_to=2 * LONG_SIDE)
    card = ImageOps.fit(image, CARD, Image.Resampling.LANCZOS, centering=(0.5, 0.35))
    share = ImageOps.fit(image, SHARE, Image.Resampling.LANCZOS, centering=(0.5, 0.35))
    image.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    return Poster(webp(image), webp(card), _jpeg(share))


def _jpeg(image: Image.Image) -> bytes:
    bare = Image.frombytes("RGB", image.size, image.tobytes())
    kept = io.BytesIO()
    bare.save(kept, "JPEG", quality=84, optimize=True)
    return kept.getvalue()


def _packed(picture: bytes) -> bytes:
    made = encode(picture)
    return _LENGTHS.pack(len(made.large), len(made.card), len(made.share)) + made.large + made.card + made.share


if __name__ == "__main__":
    sys.exit(answer(_packed))


__all__ = ["CARD", "MOST_BYTES", "SHARE", "PictureError", "Poster", "encode", "make_poster"]
