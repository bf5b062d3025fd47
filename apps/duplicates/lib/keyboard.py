"""Slips of the hand on the Thai keyboard (Kedmanee): the keys beside the right one, and the other letter of a key."""

_ROWS = (  # key by key, plain and with shift; where the row begins, in keys
    (0.0, "_ๅ/-ภถุึคตจขช", "%+๑๒๓๔ู฿๕๖๗๘๙"),
    (1.5, "ๆไำพะัีรนยบลฃ", '๐"ฎฑธํ๊ณฯญฐ,ฅ'),
    (1.75, "ฟหกดเ้่าสวง", "ฤฆฏโฌ็๋ษศซ."),
    (2.25, "ผปแอิืทมใฝ", "()ฉฮฺ์?ฒฬฦ"),
)
_PLACE = {
    letter: (start + column, row)
    for row, (start, *layers) in enumerate(_ROWS)
    for layer in layers
    for column, letter in enumerate(layer)
}


def _are_near(one: str, other: str) -> bool:
    (x, row), (other_x, other_row) = _PLACE[one], _PLACE[other]
    return abs(row - other_row) <= 1 and abs(x - other_x) <= 1.0


NEAR: frozenset[tuple[str, str]] = frozenset(
    (one, other) for one in _PLACE for other in _PLACE if one != other and _are_near(one, other)
)
"""Pairs of letters of which one is easily hit for the other."""
