from django.template import Context, Template

from apps.core.lib.plots import Bar
from apps.core.templatetags.charts import Place

HOSTILE = '"><script>alert(1)</script>'


def drawn(tag, **context):
    return Template("{% load charts %}{% " + tag + " %}").render(Context(context))


def test_stacked_bars_are_an_image_with_a_name():
    drawing = drawn("stacked_bars bars 'By cohort'", bars=[Bar("2548", (30, 10), "Cohort 35")])

    assert '<svg class="chart" viewBox="0 0 440 220" role="img" aria-label="By cohort">' in drawing
    assert "<title>Cohort 35</title>" in drawing
    assert drawing.count('class="part0"') == drawing.count('class="part1"') == 1


def test_stacked_bars_show_hostile_labels_inert():
    drawing = drawn("stacked_bars bars label", bars=[Bar(HOSTILE, (1, 1), HOSTILE)], label=HOSTILE)

    assert "<script>" not in drawing


def test_charts_bring_no_style_of_their_own():
    places = {"90": Place("90", "สงขลา", "สข", 5, "/there/")}

    drawing = drawn("stacked_bars bars 'x'", bars=[Bar("a", (1,))]) + drawn("tile_map places 'x'", places=places)

    assert "style=" not in drawing


def test_tile_map_links_each_province_and_can_be_skipped():
    places = {"90": Place("90", "สงขลา", "สข", 1234, "/there/?province=90")}

    drawing = drawn("tile_map places 'Map' 'home'", places=places)

    assert '<a href="/there/?province=90" aria-label="สข: สงขลา 1,234">' in drawing
    assert '<a class="skip skip--in" href="#home-end">' in drawing
    assert 'id="home-end"' in drawing


def test_tile_map_says_words_in_the_place_of_a_number():
    places = {"90": Place("90", "สงขลา", "สข", 0, "/there/", said="fewer than 5")}

    assert 'aria-label="สข: สงขลา fewer than 5"><title>สงขลา fewer than 5</title>' in drawn(
        "tile_map places 'x'", places=places
    )


def test_tile_map_shows_hostile_names_inert():
    drawing = drawn("tile_map places label", places={"90": Place("90", HOSTILE, HOSTILE, 1, HOSTILE)}, label=HOSTILE)

    assert "<script>" not in drawing
