"""The style sheet itself: readable in both themes, small, and its dark theme written the same way twice."""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings

from apps.home.lib import palette

CSS = (Path(settings.BASE_DIR) / "static" / "css" / "portal.css").read_text()
TEXT, MARK = 4.5, 3.0  # WCAG 2.2: text; borders, icons, focus and lines of charts
PAIRS = [
    ("ink", "paper", TEXT),
    ("ink", "surface", TEXT),
    ("ink", "sunken", TEXT),
    ("ink", "brand-soft", TEXT),
    ("ink", "gold-soft", TEXT),
    ("ink", "ok-soft", TEXT),
    ("ink", "danger-soft", TEXT),
    ("ink-2", "paper", TEXT),
    ("ink-2", "surface", TEXT),
    ("ink-2", "sunken", TEXT),
    ("link", "paper", TEXT),
    ("link", "surface", TEXT),
    ("link", "sunken", TEXT),
    ("link", "brand-soft", TEXT),
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-hover", TEXT),
    ("on-hero", "hero", TEXT),
    ("on-hero", "petal-deep", TEXT),
    ("on-hero-2", "hero", TEXT),
    ("on-hero-2", "hero-2", TEXT),
    ("on-hero-2", "petal-deep", TEXT),
    ("petal-ink", "petal-soft", TEXT),
    ("petal-ink", "sunken", TEXT),
    ("gold-ink", "gold-soft", TEXT),
    ("on-gold", "gold", TEXT),
    ("danger", "surface", TEXT),
    ("danger", "paper", TEXT),
    ("danger", "danger-soft", TEXT),
    ("ok", "ok-soft", TEXT),
    ("warn", "warn-soft", TEXT),
    ("tile", "m0", TEXT),
    ("tile", "m1", TEXT),
    ("tile", "m2", TEXT),
    ("tile", "m3", TEXT),
    ("tile-hi", "m4", TEXT),
    ("tile-hi", "m5", TEXT),
    ("surface", "danger", TEXT),
    ("ink-2", "brand-soft", TEXT),
    ("ink-2", "petal-soft", TEXT),
    ("line-strong", "surface", MARK),
    ("line-strong", "paper", MARK),
    ("line-strong", "sunken", MARK),
    ("petal", "surface", MARK),
    ("petal", "paper", MARK),
    ("accent", "surface", MARK),
    ("series", "surface", MARK),
]


def block(selector):
    start = CSS.index(selector + "{") + len(selector) + 1
    return CSS[start : CSS.index("}", start)]


def tokens(text):
    found = dict(re.findall(r"--([a-z0-9-]+):(#[0-9a-f]{3,8})\b", text))
    return {
        name: "#" + "".join(c * 2 for c in value[1:]) if len(value) == 4 else value for name, value in found.items()
    }


LIGHT, DARK = tokens(block("  :root")), tokens(block("  :root[data-theme=dark]"))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_colours_can_be_told_apart(theme, front, back, least):
    assert palette.contrast(palette.parse(theme[front]), palette.parse(theme[back])) >= least


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["hero", "hero-2", "petal-deep"])
@pytest.mark.parametrize("veil", ["veil", "veil-2", "veil-3"])
def test_veils_over_the_hero_leave_text_readable(theme, ground, veil):
    white, share = palette.parse(LIGHT[veil][:7]), int(LIGHT[veil][7:], 16) / 255
    seen = tuple(
        round(low + (high - low) * share) for low, high in zip(palette.parse(theme[ground]), white, strict=True)
    )

    assert palette.contrast(palette.parse(theme["on-hero"]), seen) >= TEXT


@pytest.mark.parametrize("ground", ["glow", "glow-2", "gold"])
def test_squares_that_glow_on_the_hero_can_be_read(ground):
    assert palette.contrast(palette.parse(LIGHT["on-gold"]), palette.parse(LIGHT[ground])) >= TEXT


def test_dark_by_choice_is_dark_by_device():
    assert block(":root:not([data-theme=light])").split() == block("  :root[data-theme=dark]").split()


def test_tokens_of_the_first_university_are_those_of_its_colours():
    theme = palette.theme("#003C71", "#009CDE")

    assert {name: LIGHT[name] for name in theme.light} == theme.light
    assert {name: DARK[name] for name in theme.dark} == theme.dark


def test_style_sheet_is_small():
    assert len(brotli.compress(CSS.encode())) <= 12 * 1024


def test_no_colour_outside_the_tokens():
    """Drawn pictures, print, QR codes and LINE's own green excepted."""
    outside = CSS[CSS.index("@layer base{") : CSS.index(":root{ /*")]
    raw = set(re.findall(r"#[0-9a-f]{3,8}\b(?!\()", outside))

    assert raw <= {"#fff", "#000", "#b3a7f2", "#f2b233", "#067a3a", "#055f2e"}
