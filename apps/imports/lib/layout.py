"""Where the table begins within a sheet: below titles, under a header of one, two or three lines."""

import re
from dataclasses import dataclass

from apps.core.lib.text import normalise

from .headers import known

FIRST_LINES = 80  # in which the header is looked for
_MOST_HEADER_LINES = 3
_LIKE_DATA = re.compile(r"[0-9๐-๙]{4}|@|[0-9๐-๙][/.-][0-9๐-๙]")
_IN_ENGLISH = re.compile(r"อังกฤษ|\beng?\b|english", re.IGNORECASE)
_TO_ENGLISH = {
    "title_th": "title_en",
    "first_th": "first_en",
    "middle_th": "middle_en",
    "last_th": "last_en",
    "full_name": "full_name_en",
    "former_last_th": "former_last_en",
}


@dataclass(frozen=True)
class Head:
    """`at`: index of its first line, -1 where there is none; `lines`: how many it has; `texts`: what stands over each
    column; `kinds`: what that says, with a confidence, or nothing."""

    at: int
    lines: int
    texts: list[str]
    kinds: list[tuple[str, float] | None]


def find_head(rows: list[list[str]]) -> Head:
    """The header among the first rows of a sheet."""
    scores = [_score(row) for row in rows]
    best = max(range(len(rows)), key=lambda index: (scores[index], -index), default=0)
    if not rows or not _is_enough(rows[best], scores[best]):
        width = max((len(row) for row in rows), default=0)
        return Head(-1, 0, [""] * width, [None] * width)
    first = best
    while first > 0 and best - first < _MOST_HEADER_LINES - 1 and _is_above(rows[first - 1], rows[first]):
        first -= 1
    last = best
    while last + 1 < len(rows) and last + 1 - first < _MOST_HEADER_LINES and _is_below(rows[last + 1]):
        last += 1
    return _joined(rows[first : last + 1], first, max(len(row) for row in rows))


def _score(row: list[str]) -> float:
    cells = [cell for cell in row if cell.strip() and len(cell) <= 80]
    if len(cells) > 300 or any("@" in cell for cell in cells):
        return 0.0
    kinds = [found for found in map(known, cells) if found]
    return sum(confidence for _, confidence in kinds) - 0.2 * sum(bool(_LIKE_DATA.search(cell)) for cell in cells)


def _is_enough(row: list[str], score: float) -> bool:
    cells = sum(bool(cell.strip()) for cell in row)
    return score >= 1.8 or (score >= 0.9 and cells <= 3)


def _is_above(row: list[str], below: list[str]) -> bool:
    """Is this the upper line of a header, and not a title over the whole table?"""
    filled = [index for index, cell in enumerate(row) if cell.strip()]
    if len(filled) < 2 or any(_LIKE_DATA.search(row[index]) for index in filled):
        return False
    completes = any(index >= len(below) or not below[index].strip() for index in filled)
    return completes or _score(row) >= 0.9


def _is_below(row: list[str]) -> bool:
    """Is this a further line of a header?"""
    cells = [cell for cell in row if cell.strip()]
    exact = sum(found is not None and found[1] >= 0.9 for found in map(known, cells))
    return bool(cells) and exact >= max(1, len(cells) // 2) and not any(map(_LIKE_DATA.search, cells))


def _joined(lines: list[list[str]], at: int, width: int) -> Head:
    texts, kinds = [], []
    above = ["" for _ in lines]
    for column in range(width):
        cells = [normalise(line[column]) if column < len(line) else "" for line in lines]
        for index, cell in enumerate(cells[:-1]):  # a merged cell stands over its neighbours too
            if cell:
                above[index] = cell
            elif any(cells[index + 1 :]):
                cells[index] = above[index]
            else:
                above[index] = ""
        texts.append(" ".join(dict.fromkeys(filter(None, cells))))
        kinds.append(_kind(cells))
    return Head(at, len(lines), texts, kinds)


def _by_end(text: str) -> tuple[str, float] | None:
    """A header with words before it: "ข้อมูลการศึกษา คณะ"."""
    words = text.split()
    ends = (known(" ".join(words[index:])) for index in range(1, len(words)))
    return next(((found[0], 0.8) for found in ends if found and found[1] >= 0.9), None)


def _kind(cells: list[str]) -> tuple[str, float] | None:
    filled = list(dict.fromkeys(filter(None, cells)))
    if not filled:
        return None
    whole = known(" ".join(filled))
    lowest = known(filled[-1])
    found = whole if whole and (whole[1] >= 1.0 or not lowest) else lowest or known(filled[0]) or _by_end(filled[-1])
    if found and found[0] in _TO_ENGLISH and any(map(_IN_ENGLISH.search, filled)):
        return _TO_ENGLISH[found[0]], found[1]
    return found
