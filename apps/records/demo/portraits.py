"""Portraits of people who do not exist: a head and shoulders in two or three tones, drawn and not photographed."""

import io
from functools import cache

from PIL import Image, ImageDraw

from apps.records.lib.portrait import LARGE, SMALL, Portrait

KINDS = 24
_GROUNDS = ("#dbe7f5", "#ece4fa", "#fdeccb", "#dff1e6", "#f7dede", "#dcecef")
_CLOTHES = ("#003c71", "#6a5ac6", "#17663a", "#a65b00", "#8a2f3f", "#37506b")
_SKINS = ("#e8bf98", "#d7a577", "#c58c5c", "#b07845")
_HAIRS = ("#1d1a1a", "#33241c", "#4b4b52", "#8d8f96")
_FINE = 2  # drawn so many times as large, and made smaller: edges without steps


@cache
def portrait(kind: int) -> Portrait:
    """One of KINDS."""
    return Portrait(_webp(_drawn(kind, LARGE)), _webp(_drawn(kind, SMALL)))


def _drawn(kind: int, size: int) -> Image.Image:
    picture = Image.new("RGB", (size * _FINE, size * _FINE), _GROUNDS[kind % len(_GROUNDS)])
    skin, hair = _SKINS[kind % len(_SKINS)], _HAIRS[kind // 2 % len(_HAIRS)]
    clothes = _CLOTHES[kind // 3 % len(_CLOTHES)]
    draw = ImageDraw.Draw(picture)
    if kind % 2:  # long hair, behind the neck
        draw.rounded_rectangle(_box(size, 29, 24, 71, 74), radius=size * _FINE * 0.18, fill=hair)
    draw.ellipse(_box(size, 12, 70, 88, 140), fill=clothes)
    draw.rounded_rectangle(_box(size, 42, 54, 58, 78), radius=size * _FINE * 0.07, fill=skin)
    draw.ellipse(_box(size, 32, 22, 68, 65), fill=skin)
    draw.chord(_box(size, 31, 18, 69, 58), 180 - kind % 3 * 8, 360 + kind % 3 * 8, fill=hair)
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def _box(size: int, left: int, top: int, right: int, bottom: int) -> tuple[float, float, float, float]:
    """A box given in hundredths of the picture."""
    unit = size * _FINE / 100
    return left * unit, top * unit, right * unit, bottom * unit


def _webp(image: Image.Image) -> bytes:
    kept = io.BytesIO()
    image.save(kept, "WEBP", quality=80, method=2)
    return kept.getvalue()
