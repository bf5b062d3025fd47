"""An institution's two colours become the tokens of portal.css that carry its identity, in light and in dark.

Every token is mixed until the text that stands on it can be read (WCAG 2.2: 4.5 to 1), whatever colour was chosen."""

import colorsys
import re
from dataclasses import dataclass

WHITE = (255, 255, 255)
BLACK = (0, 0, 0)
NIGHT = (20, 27, 41)  # --surface of the dark theme
READABLE = 4.6  # a little over the 4.5 that is asked for: hex colours are rounded
COMFORTABLE = 7.0

Rgb = tuple[int, int, int]


@dataclass(frozen=True)
class Theme:
    """Custom properties (name without dashes → colour) of the two themes."""

    light: dict[str, str]
    dark: dict[str, str]


def theme(primary: str, accent: str) -> Theme:
    """The tokens for an institution's main and second colour, both '#rrggbb'. Raises ValueError for anything else."""
    return Theme(light=_light(parse(primary), parse(accent)), dark=_dark(parse(primary), parse(accent)))


def parse(text: str) -> Rgb:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise ValueError(f"{text!r} is not a colour of the form #rrggbb")
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def contrast(one: Rgb, other: Rgb) -> float:
    """WCAG's ratio of two colours, 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _light(primary: Rgb, accent: Rgb) -> dict[str, str]:
    brand = _until(primary, BLACK, on=WHITE, ratio=COMFORTABLE)
    soft = _lit(brand, 0.945)
    return _written(
        {
            "brand": brand,
            "brand-hover": _mix(brand, BLACK, 0.3),
            "brand-soft": soft,
            "on-brand": WHITE,
            "link": _until(_lit(brand, 0.31), BLACK, on=soft, ratio=READABLE),
            "hero": _mix(brand, BLACK, 0.22),
            "hero-2": brand,
            "accent": _until(accent, BLACK, on=WHITE, ratio=3.0),
        }
    )


def _dark(primary: Rgb, accent: Rgb) -> dict[str, str]:
    deep = _until(primary, BLACK, on=WHITE, ratio=COMFORTABLE)
    soft = _lit(primary, 0.2)
    brand = _until(_lit(primary, 0.66), WHITE, on=NIGHT, ratio=COMFORTABLE)
    return _written(
        {
            "brand": brand,
            "brand-hover": _mix(brand, WHITE, 0.35),
            "brand-soft": soft,
            "on-brand": _until(_mix(primary, BLACK, 0.75), BLACK, on=brand, ratio=COMFORTABLE),
            "link": _until(brand, WHITE, on=soft, ratio=READABLE),
            "hero": _mix(deep, BLACK, 0.55),
            "hero-2": _mix(deep, BLACK, 0.3),
            "accent": _until(accent, WHITE, on=NIGHT, ratio=3.0),
        }
    )


def _until(colour: Rgb, towards: Rgb, *, on: Rgb, ratio: float) -> Rgb:
    """`colour`, mixed with `towards` by as little as makes it readable on `on`."""
    steps = (_mix(colour, towards, step / 50) for step in range(51))
    return next((mixed for mixed in steps if contrast(mixed, on) >= ratio), towards)


def _mix(colour: Rgb, other: Rgb, share: float) -> Rgb:
    red, green, blue = (round(one + (two - one) * share) for one, two in zip(colour, other, strict=True))
    return red, green, blue


def _lit(colour: Rgb, lightness: float) -> Rgb:
    """The same hue at another lightness (0 to 1), never glaring."""
    hue, _lightness, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in colour))
    red, green, blue = (round(255 * channel) for channel in colorsys.hls_to_rgb(hue, lightness, min(saturation, 0.7)))
    return red, green, blue


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _written(colours: dict[str, Rgb]) -> dict[str, str]:
    return {name: "#{:02x}{:02x}{:02x}".format(*colour) for name, colour in colours.items()}
