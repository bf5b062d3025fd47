"""Pictures that somebody uploads: nothing of the file survives but what is to be seen in it.

They are read in a process of its own with little memory and time, since a picture may be made to use up both: `apart`
starts it, `answer` is what it does."""

import io
import resource
import subprocess
import sys
from collections.abc import Callable
from math import ceil
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from .errors import BadInputError

MOST_BYTES = 10 * 1024 * 1024
FORMATS = ("JPEG", "PNG", "WEBP")
# A JPEG can be shrunk while it is read; the others are unfolded whole. In millions of pixels.
_MOST_PIXELS = {"JPEG": 100, "MPO": 100, "PNG": 30, "WEBP": 30}
_SCRIPTS = (b"<script", b"<?php", b"<html", b"<svg", b"<!doctype")
_MEMORY = 1024 * 1024 * 1024  # bytes of addresses, most of which are the program's own
_SECONDS = 10
_ROOT = Path(__file__).resolve().parents[3]
_REFUSALS = {"kind": 3, "scripts": 4, "pixels": 5, "small": 6, "broken": 7}


class PictureError(BadInputError):
    """A file that is no picture which we take. Codes: too_large, kind, scripts, pixels, small, broken."""


def apart(module: str, picture: bytes) -> bytes:
    """What the program `module` makes of the picture, in a process of its own. Raises PictureError."""
    if len(picture) > MOST_BYTES:
        raise PictureError("too_large", "the file is larger than 10 MB")
    command = [sys.executable, "-m", module]
    try:
        done = subprocess.run(  # noqa: S603 - ourselves
            command, input=picture, capture_output=True, timeout=2 * _SECONDS, cwd=_ROOT, env={}, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise PictureError("broken", "the picture takes too long to read") from error
    if done.returncode:
        code = next((code for code, number in _REFUSALS.items() if number == done.returncode), "broken")
        raise PictureError(code, done.stderr.decode(errors="replace")[-200:])
    return done.stdout


def answer(make: Callable[[bytes], bytes]) -> int:
    """The other side of `apart`: limits this process, reads a picture from standard input and writes what `make` makes
    of it."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    try:
        made = make(sys.stdin.buffer.read(MOST_BYTES + 1))
    except PictureError as error:
        sys.stderr.write(str(error))
        return _REFUSALS[error.code]
    sys.stdout.buffer.write(made)
    return 0


def upright(picture: bytes, *, smallest: int, shrink_to: int, longer: bool = False) -> Image.Image:
    """The picture as it was held, in the colours of screens, both sides of at least `smallest` pixels; a JPEG may come
    shrunk, but no side of it (`longer`: not the longer one) below `shrink_to`. Raises PictureError."""
    try:
        return _upright(picture, smallest, shrink_to, longer=longer)
    except PictureError:
        raise
    except Exception as error:  # a picture may be broken in every way that its reader can be
        raise PictureError("broken", str(error)) from error


def webp(image: Image.Image, *, effort: int = 4) -> bytes:
    """A new file from the bare pixels: what else came with the picture is not carried over. With an effort of 2 a
    large photograph takes half the time and a hundredth more room."""
    bare = Image.frombytes("RGB", image.size, image.tobytes())
    kept = io.BytesIO()
    bare.save(kept, "WEBP", quality=82, method=effort)
    return kept.getvalue()


def _upright(picture: bytes, smallest: int, shrink_to: int, *, longer: bool) -> Image.Image:
    image: Image.Image = _opened(picture)
    width, height = image.size
    if min(width, height) < smallest:
        raise PictureError("small", f"{width} x {height}")
    if width * height > _MOST_PIXELS[image.format or ""] * 1_000_000:
        raise PictureError("pixels", f"{width} x {height}")
    share = shrink_to / max(width, height)
    image.draft("RGB", (ceil(width * share), ceil(height * share)) if longer else (shrink_to, shrink_to))
    image.load()
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return _in_srgb(image, profile)


def _opened(picture: bytes) -> Any:
    Image.MAX_IMAGE_PIXELS = None  # we count them ourselves, by format
    try:
        image = Image.open(io.BytesIO(picture), formats=FORMATS)
    except UnidentifiedImageError as error:
        raise PictureError("kind", "no JPEG, PNG or WebP file") from error
    if any(script in picture.lower() for script in _SCRIPTS):
        raise PictureError("scripts", "the file holds a script beside the picture")
    return image


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Telephones photograph in more colours than many screens have."""
    if profile and image.mode == "RGB":
        screen = ImageCms.createProfile("sRGB")
        try:
            return ImageCms.profileToProfile(image, io.BytesIO(profile), screen) or image
        except ImageCms.PyCMSError:
            return image
    return image.convert("RGB")
