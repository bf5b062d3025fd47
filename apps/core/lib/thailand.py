"""Thailand as a map of equal squares, one a province: its official code (DOPA) where it lies, roughly."""

_ROWS = (
    ".. .. .. 57 .. .. .. .. .. ..",
    ".. 58 50 56 55 .. .. .. .. ..",
    ".. .. 51 52 54 53 42 43 38 ..",
    ".. .. 63 64 65 67 39 41 47 48",
    ".. .. .. 62 66 36 40 46 49 ..",
    ".. .. 61 60 16 30 44 45 35 37",
    ".. 71 72 18 17 19 31 32 33 34",
    ".. 70 73 15 14 26 25 27 .. ..",
    ".. 75 74 12 13 24 .. .. .. ..",
    ".. 76 .. 10 11 20 21 22 .. ..",
    ".. 77 .. .. .. .. .. .. 23 ..",
    "85 86 .. .. .. .. .. .. .. ..",
    "82 84 .. .. .. .. .. .. .. ..",
    "83 81 80 .. .. .. .. .. .. ..",
    ".. 92 93 .. .. .. .. .. .. ..",
    ".. 91 90 94 .. .. .. .. .. ..",
    ".. .. .. 95 96 .. .. .. .. ..",
)
COLUMNS, ROWS = 10, len(_ROWS)

# Province code → column and row on the map, counted from the north-west.
SQUARES: dict[str, tuple[int, int]] = {
    code: (column, row) for row, line in enumerate(_ROWS) for column, code in enumerate(line.split()) if code != ".."
}
