"""Text of several lines in which lists stay as deep as they were written, for Markdown."""

import re

from .normalise import LINE_END, normalise

_ITEM = re.compile(r"([ \t]*)([-*+]|\d{1,3}[.)])[ \t]+")


def normalise_with_lists(text: str) -> str:
    """As `normalise_lines`, but a line of a list that stands deeper than the one above it belongs to that one."""
    lines: list[str] = []
    open_: list[tuple[int, int, int]] = []  # how far each list was set in, is set in now, and its items' text
    for line in LINE_END.split(text):
        plain, item = normalise(line), _ITEM.match(line)
        if plain and item is None:
            open_ = []
        elif item is not None:
            plain = " " * _depth(open_, len(item[1].expandtabs(4)), len(item[2]) + 1) + plain
        lines.append(plain)
    return "\n".join(lines).strip("\n")


def _depth(open_: list[tuple[int, int, int]], written: int, width: int) -> int:
    """Where an item stands now that was written so far from the edge; less than two spaces are a slip."""
    while len(open_) > 1 and written < open_[-1][0] - 1:
        open_.pop()
    if not open_:
        open_.append((written, 0, width))
    elif written > open_[-1][0] + 1:
        _, now, text = open_[-1]
        open_.append((written, now + text, width))
    else:
        open_[-1] = (*open_[-1][:2], width)
    return open_[-1][1]
