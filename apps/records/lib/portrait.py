"""Makes a portrait of a picture that somebody uploads. Run as a program, this module is the process in which
`make_portrait` has it read: the picture comes in, the length of the large portrait, it, and the small one go out."""

import struct
import sys
from dataclasses import dataclass

from PIL import Image, ImageOps

from apps.core.lib.pictures import MOST_BYTES, PictureError, answer, apart, upright, webp

LARGE, SMALL = 600, 128  # pixels, both ways
_LENGTH = struct.Struct(">I")


@dataclass(frozen=True)
class Portrait:
    """A square WebP picture in two sizes, without metadata."""

    large: bytes
    small: bytes


def make_portrait(picture: bytes) -> Portrait:
    """Reads a JPEG, PNG or WebP file. Raises PictureError."""
    made = apart(__name__, picture)
    length = _LENGTH.unpack_from(made)[0]
    return Portrait(large=made[4 : 4 + length], small=made[4 + length :])


def encode(picture: bytes) -> Portrait:
    """As `make_portrait`, in this very process: for files that are trusted."""
    square = _square(upright(picture, smallest=SMALL, shrink_to=2 * LARGE))
    return Portrait(webp(square), webp(square.resize((SMALL, SMALL), Image.Resampling.LANCZOS)))


def _square(image: Image.Image) -> Image.Image:
    """The middle, a little higher than wide pictures have it: heads are above."""
    side = min(LARGE, *image.size)
    return ImageOps.fit(image, (side, side), Image.Resampling.LANCZOS, centering=(0.5, 0.4))


def _packed(picture: bytes) -> bytes:
    portrait = encode(picture)
    return _LENGTH.pack(len(portrait.large)) + portrait.large + portrait.small


if __name__ == "__main__":
    sys.exit(answer(_packed))


__all__ = ["LARGE", "MOST_BYTES", "SMALL", "PictureError", "Portrait", "encode", "make_portrait"]
