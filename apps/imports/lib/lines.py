"""Which line is somebody, and which a heading, a sum, a note or a page head."""

from collections.abc import Sequence

from apps.core.lib.digits import to_arabic
from apps.core.lib.text import normalise

from .headers import known
from .headings import is_note, is_sum, is_title, read_heading
from .lookup import Lookup
from .mapping import Mapping
from .rows import Skipped, Why

_IDS = {"student_id", "national_id", "passport_no"}
_NAMES = {"full_name", "full_name_th", "full_name_en", "first_th", "first_en", "last_th", "last_en"}
_FEW = 4  # cells up to which a line may be something other than a person
_NEW_STUDENTS = ("เข้าศึกษา", "นักศึกษาใหม่", "รับเข้า", "แรกเข้า", "admitted", "admission")


class Sorter:
    """Takes the lines in order; `context` is what the headings above the present line say (FIELD → text)."""

    def __init__(self, mapping: Mapping, lookup: Lookup) -> None:
        self._lookup = lookup
        self._head_ends = mapping.header_row
        self._head_begins = mapping.header_row - mapping.header_lines + 1 if mapping.header_row else 0
        self._ids = [index for index, kind in mapping.columns.items() if kind in _IDS]
        self._names = [index for index, kind in mapping.columns.items() if kind in _NAMES]
        read = [index for index, kind in mapping.columns.items() if kind]
        self._anchor = min(self._ids or self._names or read, default=0)
        self._head: list[set[str]] = []
        self._said: list[tuple[str, str]] = []
        self.other_header = False
        self._say(mapping.sheet)

    @property
    def context(self) -> dict[str, str]:
        return dict(self._said)

    def sort(self, number: int, cells: Sequence[str]) -> Skipped | None:
        """None for somebody's row."""
        filled = len(cells) - cells.count("") if isinstance(cells, list) else sum(map(bool, cells))
        if filled > _FEW and number > self._head_ends and not self._may_be_head(cells):
            return None
        texts = [normalise(cell) for cell in cells]
        if not any(texts):
            return Skipped(number, Why.BLANK)
        if number <= self._head_ends:
            return self._before_rows(number, texts)
        why = self._between_rows(texts)
        return Skipped(number, why, _line(texts)) if why else None

    def _may_be_head(self, cells: Sequence[str]) -> bool:
        cell = cells[self._anchor] if self._anchor < len(cells) else ""
        text = cell.strip()
        if not text or text[-1].isdigit():
            return False
        return any(text in words for words in self._head[self._anchor : self._anchor + 1]) or (
            self._anchor in self._ids and known(text) is not None
        )

    def _before_rows(self, number: int, texts: list[str]) -> Skipped:
        if number >= self._head_begins:
            for index, text in enumerate(texts):
                if index == len(self._head):
                    self._head.append(set())
                if text:
                    self._head[index].add(text)
            return Skipped(number, Why.HEADER, _line(texts))
        self._say(_line(texts))
        return Skipped(number, Why.TITLE, _line(texts))

    def _between_rows(self, texts: list[str]) -> Why | None:
        filled = [text for text in texts if text]
        if self._is_head(texts):
            return Why.REPEATED_HEADER
        line = to_arabic(_line(texts))
        if any(sum(map(str.isdigit, texts[index])) >= 5 for index in self._ids if index < len(texts)):
            return None
        if is_sum(line) and len(filled) <= 6:
            return Why.SUBTOTAL
        if len(filled) > _FEW:
            return None
        return self._aside(line, filled, texts)

    def _aside(self, line: str, filled: list[str], texts: list[str]) -> Why | None:
        """A line of few cells."""
        if is_note(filled[0]):
            return Why.NOTE
        has_name = any(texts[index] for index in self._names if index < len(texts))
        if len(set(filled)) <= 3 and self._begins_heading(filled[0]) and self._say(line):
            return Why.HEADING
        if len(filled) == 1 and is_title(line):
            return Why.TITLE
        if has_name and len(filled) > 1:
            return None
        if len(filled) == 1:
            only_name = has_name and len(line) < 80 and not any(letter.isdigit() for letter in line)
            return None if only_name else Why.NOTE
        return None

    def _begins_heading(self, text: str) -> bool:
        return bool(read_heading(text, self._lookup))

    def _is_head(self, texts: list[str]) -> bool:
        filled = [(index, text) for index, text in enumerate(texts) if text]
        same = sum(index < len(self._head) and text in self._head[index] for index, text in filled)
        if len(filled) >= 2 and same >= 0.6 * len(filled):
            return True
        if len(filled) > 2 and sum(known(text) is not None for _, text in filled) >= 0.8 * len(filled):
            self.other_header = True
            return True
        return False

    def _say(self, line: str) -> bool:
        """Takes in what a heading says: it replaces what an earlier one of its kind said and all that came after
        that one (a new faculty ends the old one's programmes)."""
        found = read_heading(line, self._lookup)
        if any(word in line for word in _NEW_STUDENTS) and "graduation_year_be" in found:
            found["entry_year_be"] = found.pop("graduation_year_be")
        for field, text in found.items():
            at = next((index for index, (said, _) in enumerate(self._said) if said == field), None)
            if at is not None:
                kept = [pair for pair in self._said[at:] if pair[0] in found and pair[0] != field]
                self._said = [*self._said[:at], *kept]
            self._said.append((field, text))
        return bool(found)


def _line(texts: Sequence[str]) -> str:
    return " ".join(dict.fromkeys(filter(None, texts)))
