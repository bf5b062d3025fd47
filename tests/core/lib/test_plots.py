from apps.core.lib import plots, thailand
from apps.core.lib.plots import Bar


def test_thailand_has_a_square_of_its_own_for_each_of_77_provinces():
    assert len(thailand.SQUARES) == 77
    assert len(set(thailand.SQUARES.values())) == 77


def test_stacked_bars_stand_on_the_baseline_and_upon_each_other():
    plot = plots.stacked_bars([Bar("2548", (30, 10))])
    lower, upper = plot.columns[0].blocks

    assert round(lower.y + lower.height) == plot.baseline
    assert round(upper.y + upper.height, 1) == lower.y
    assert round(lower.height / upper.height) == 3


def test_stacked_bars_have_round_ticks_that_reach_above_the_highest():
    plot = plots.stacked_bars([Bar("a", (1700, 620)), Bar("b", (0, 0))])

    assert [tick.value for tick in plot.ticks] == [0, 1000, 2000, 3000]


def test_stacked_bars_draw_nothing_known_as_an_empty_scale():
    plot = plots.stacked_bars([])

    assert plot.columns == ()
    assert [tick.value for tick in plot.ticks] == [0, 1]


def test_stacked_bars_show_every_fourth_label_of_35():
    plot = plots.stacked_bars([Bar(str(n), (n,)) for n in range(35)])

    assert [column.bar.label for column in plot.columns if column.shows_label][:3] == ["0", "4", "8"]


def test_tile_map_shades_by_rank_and_keeps_empty_provinces_lightest():
    counts = {code: n for n, code in enumerate(thailand.SQUARES)}
    steps = {tile.code: tile.step for tile in plots.tile_map(counts).tiles}

    assert steps[next(iter(counts))] == 0
    assert sorted(set(steps.values())) == [0, 1, 2, 3, 4, 5]
    assert [steps[code] for code in counts] == sorted(steps.values())


def test_tile_map_steps_follow_each_other_without_a_hole():
    steps = plots.tile_map({"90": 1200, "94": 300, "80": 41}).steps

    assert [(step.low, step.high) for step in steps] == [(0, 40), (41, 299), (300, 1199), (1200, None)]


def test_what_has_few_looks_other_than_what_has_none():
    some = dict(zip(thailand.SQUARES, [1, 1, 2, 3, 5, 8, 13, 21, 34, 55], strict=False))
    steps = {tile.code: tile.step for tile in plots.tile_map(some).tiles}

    assert min(steps[code] for code in some) == 1
    assert {step for code, step in steps.items() if code not in some} == {0}


def test_tile_map_of_nobody_has_one_shade():
    plot = plots.tile_map({})

    assert {tile.step for tile in plot.tiles} == {0}
    assert [(step.low, step.high) for step in plot.steps] == [(0, None)]
