"""Makes what is kept of a photograph for an album: the picture anew in two sizes, without where and when it was taken.
Run as a program, this module is the process in which `make_photo` has it read."""

import struct
import sys
from dataclasses import dataclass

from PIL import Image

from apps.core.lib.pictures import MOST_BYTES, PictureError, answer, apart, upright, webp

LARGE, SMALL = 1600, 480  # pixels of the longer side
SMALLEST = 200
_HEAD = struct.Struct(">IHH")


@dataclass(frozen=True)
class PhotoPicture:
    """A WebP picture in two sizes, without metadata; width and height are those of the large one."""

    large: bytes
    small: bytes
    width: int
    height: int


def make_photo(picture: bytes) -> PhotoPicture:
    """Reads a JPEG, PNG or WebP file. Raises PictureError."""
    made = apart(__name__, picture)
    length, width, height = _HEAD.unpack_from(made)
    large = made[_HEAD.size : _HEAD.size + length]
    return PhotoPicture(large, made[_HEAD.size + length :], width, height)


def encode(picture: bytes) -> PhotoPicture:
    """As `make_photo`, in this very process: for files that are trusted."""
    image = upright(picture, smallest=SMALLEST, shrink_to=LARGE, longer=True)
    image.thumbnail((LARGE, LARGE), Image.Resampling.LANCZOS)
    small = image.copy()
    small.thumbnail((SMALL, SMALL), Image.Resampling.LANCZOS)
    return PhotoPicture(webp(image, effort=2), webp(small), *image.size)


def _packed(picture: bytes) -> bytes:
    made = encode(picture)
    return _HEAD.pack(len(made.large), made.width, made.height) + made.large + made.small


if __name__ == "__main__":
    sys.exit(answer(_packed))


__all__ = ["MOST_BYTES", "PhotoPicture", "PictureError", "encode", "make_photo"]
