import pytest

from apps.home.lib import palette

WHITE, NIGHT = "#ffffff", "#141b29"
CHOICES = [
    ("#003C71", "#009CDE"),
    ("#ffcc00", "#ffff00"),
    ("#8b0000", "#123456"),
    ("#000000", "#ffffff"),
    ("#ffffff", "#000000"),
    ("#5a8f00", "#ddeeff"),
    ("#ff00ff", "#00ff00"),
]


def ratio(one, other):
    return palette.contrast(palette.parse(one), palette.parse(other))


@pytest.mark.parametrize("colours", CHOICES)
def test_whatever_the_colours_text_can_be_read(colours):
    theme = palette.theme(*colours)

    for tokens, surface in ((theme.light, WHITE), (theme.dark, NIGHT)):
        assert ratio(tokens["on-brand"], tokens["brand"]) >= 4.5
        assert ratio(tokens["on-brand"], tokens["brand-hover"]) >= 4.5
        assert ratio(tokens["link"], surface) >= 4.5
        assert ratio(tokens["link"], tokens["brand-soft"]) >= 4.5
        assert ratio(WHITE, tokens["hero"]) >= 4.5
        assert ratio(WHITE, tokens["hero-2"]) >= 4.5
        assert ratio(tokens["accent"], surface) >= 3


@pytest.mark.parametrize("bad", ["", "red", "#fff", "#00000g", "#0000001", "#003c71;}body{display:none", "#003c71\n"])
def test_anything_but_a_hex_colour_is_refused(bad):
    with pytest.raises(ValueError, match="not a colour"):
        palette.theme(bad, "#009CDE")


def test_contrast_of_black_on_white_is_21():
    assert round(ratio("#000000", WHITE), 2) == 21
