"""Makes what is kept of a picture in a mailing: a JPEG, which every mail program shows, not wider than a letter on a
sharp screen. Run as a program, this module is the process in which `make_picture` has it read."""

import io
import struct
import sys
from dataclasses import dataclass

from PIL import Image

from apps.core.lib.pictures import MOST_BYTES, PictureError, answer, apart, upright

WIDEST, TALLEST = 1200, 2400  # pixels; shown half as wide
SMALLEST = 40
SHOWN = 560  # at most, in the letter
_HEAD = struct.Struct(">HH")


@dataclass(frozen=True)
class LetterPicture:
    """A JPEG without metadata, and its size in pixels."""

    content: bytes
    width: int
    height: int


def make_picture(picture: bytes) -> LetterPicture:
    """Reads a JPEG, PNG or WebP file. Raises PictureError."""
    made = apart(__name__, picture)
    width, height = _HEAD.unpack_from(made)
    return LetterPicture(made[_HEAD.size :], width, height)


def shown(width: int, height: int) -> tuple[int, int]:
    """How large a picture of these pixels stands in a letter."""
    if width <= SHOWN:
        return width, height
    return SHOWN, max(1, round(height * SHOWN / width))


def _packed(picture: bytes) -> bytes:
    image = upright(picture, smallest=SMALLEST, shrink_to=2 * WIDEST)
    image.thumbnail((WIDEST, TALLEST), Image.Resampling.LANCZOS)
    bare = Image.frombytes("RGB", image.size, image.tobytes())
    kept = io.BytesIO()
    bare.save(kept, "JPEG", quality=84, optimize=True, progressive=True)
    return _HEAD.pack(*image.size) + kept.getvalue()


if __name__ == "__main__":
    sys.exit(answer(_packed))


__all__ = ["MOST_BYTES", "LetterPicture", "PictureError", "make_picture", "shown"]
