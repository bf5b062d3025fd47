"""The registrar's head-counts as files have them, read into numbers by year, faculty, campus and level.

A line a number ("ปี, คณะ, วิทยาเขต, ระดับ, จำนวน"), or a table whose columns are levels or years. Title rows, blank
rows, names that stand once for several lines, Thai digits, and sums are what such files are made of."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from apps.core.lib.digits import to_arabic
from apps.core.lib.text import fold, normalise
from apps.core.lib.years import YearError, read_be_year

HEADER_WITHIN = 15  # rows from the top
MOST = 1_000_000
Key = tuple[int | None, int | None, str]  # faculty, campus, level

COLUMNS = {
    "year": (
        "ปี",
        "ปีการศึกษา",
        "ปีที่จบ",
        "ปีการศึกษาที่สำเร็จการศึกษา",
        "ปีที่สำเร็จการศึกษา",
        "year",
        "academic year",
        "graduation year",
    ),
    "faculty": ("คณะ", "คณะ/วิทยาลัย", "คณะหรือวิทยาลัย", "ส่วนงาน", "หน่วยงาน", "faculty"),
    "campus": ("วิทยาเขต", "เขตการศึกษา", "campus"),
    "level": ("ระดับ", "ระดับการศึกษา", "ระดับปริญญา", "ปริญญา", "level", "degree level"),
    "number": (
        "จำนวน",
        "จำนวนคน",
        "จำนวน (คน)",
        "จำนวนผู้สำเร็จการศึกษา",
        "จำนวนบัณฑิต",
        "คน",
        "ยอดรวม",
        "number",
        "graduates",
        "people",
        "count",
        "head-count",
    ),
}
LEVELS = {
    "associate": ("อนุปริญญา", "ต่ำกว่าปริญญาตรี", "associate", "associate degree"),
    "bachelor": ("ปริญญาตรี", "ป.ตรี", "ตรี", "bachelor", "bachelor's", "bachelors"),
    "graduate_diploma": ("ประกาศนียบัตรบัณฑิต", "ป.บัณฑิต", "graduate diploma"),
    "master": ("ปริญญาโท", "ป.โท", "โท", "master", "master's", "masters"),
    "higher_diploma": ("ประกาศนียบัตรบัณฑิตชั้นสูง", "ป.ชั้นสูง", "higher graduate diploma"),
    "doctoral": ("ปริญญาเอก", "ป.เอก", "เอก", "doctor", "doctorate", "doctoral"),
    "special": ("หลักสูตรพิเศษ", "special", "special programme"),
}
_SUM = re.compile(r"^(รวม|ยอดรวม|ผลรวม|ทั้งหมด|ทั้งสิ้น|total|subtotal|sum|grand total|all)")
_NONE = {"", "-", "–", "—", "0"}


@dataclass(frozen=True)
class Known:
    """What names mean, folded: faculties (their key and campus), campuses, and words for levels beside the usual."""

    faculties: Mapping[str, tuple[int, int]]
    campuses: Mapping[str, int]
    levels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Problem:
    """What is wrong with a cell (columns count from 0; -1: the whole row). Codes: year, faculty, campus, level,
    number, twice, no_header, no_year, sum, uneven."""

    row: int
    column: int
    code: str
    value: str = ""
    says: int = 0  # of a sum: what it says, and what the numbers make
    makes: int = 0


@dataclass
class Read:
    """Numbers by year and place, and what could not be read; `sums` rows were recognised as sums and left out."""

    years: dict[int, dict[Key, int]] = field(default_factory=dict)
    told: tuple[bool, bool, bool] = (False, False, False)  # faculty, campus, level
    problems: list[Problem] = field(default_factory=list)
    sums: int = 0


def read(rows: Sequence[Sequence[str]], known: Known, *, year: int | None = None) -> Read:
    """The numbers of a file. `year` is that of a file that names none."""
    levels = {fold(word): key for key, words in LEVELS.items() for word in words} | dict(known.levels)
    at = next((place for place, row in enumerate(rows[:HEADER_WITHIN]) if _Header(row, levels).is_one), None)
    if at is None:
        return Read(problems=[Problem(1, -1, "no_header")])
    header, begins = _header(rows, at, levels)
    reader = _Reader(header, known, levels, year)
    for number, row in enumerate(rows[begins:], start=begins + 1):
        reader.take(number, [normalise(to_arabic(cell)) for cell in row])
    return reader.done()


def _header(rows: Sequence[Sequence[str]], at: int, levels: Mapping[str, str]) -> tuple["_Header", int]:
    """The heading, and where the numbers begin. Under "number of graduates" there may be a second row of levels."""
    above = rows[at]
    if at + 1 < len(rows) and _continues(_Header(above, levels), rows[at + 1], levels):
        below = [*rows[at + 1], *[""] * len(above)]
        merged = [below[place] or cell for place, cell in enumerate([*above, *[""] * len(rows[at + 1])])]
        return _Header(merged[: max(len(above), len(rows[at + 1]))], levels), at + 2
    return _Header(above, levels), at + 1


def _continues(above: "_Header", row: Sequence[str], levels: Mapping[str, str]) -> bool:
    """Is this row more headings (levels, or several years) and not the first of the numbers?"""
    below = _Header(row, levels)
    told = len(below.spread) + len(below.sums) + len(below.columns)
    has_levels = any(level for level, _year in below.spread.values())
    has_years = len(below.spread) > 1 and "year" not in above.columns
    return not above.spread and told == sum(1 for cell in row if cell.strip()) and (has_levels or has_years)


class _Header:
    """Which column tells what, and which ones are numbers of a level or year."""

    def __init__(self, row: Sequence[str], levels: Mapping[str, str]) -> None:
        names = {fold(word): name for name, words in COLUMNS.items() for word in words}
        self.columns: dict[str, int] = {}
        self.spread: dict[int, tuple[str, int | None]] = {}  # column: its level, its year
        self.sums: set[int] = set()
        for place, cell in enumerate(row):
            text = fold(cell)
            if text in names:
                self.columns.setdefault(names[text], place)
            elif text in levels:
                self.spread[place] = (levels[text], None)
            elif _SUM.match(text):
                self.sums.add(place)
            elif (year := _year(cell)) is not None:
                self.spread[place] = ("", year)
        if self.sums and not self.spread and "number" not in self.columns:
            self.columns["number"] = self.sums.pop()

    @property
    def is_one(self) -> bool:
        places = {"year", "faculty", "campus", "level"} & set(self.columns)
        return bool(places) and ("number" in self.columns or bool(self.spread))

    @property
    def has_level(self) -> bool:
        return "level" in self.columns or any(level for level, _year in self.spread.values())

    @property
    def has_year(self) -> bool:
        return "year" in self.columns or any(year for _level, year in self.spread.values())

    def numbers(self) -> dict[int, tuple[str, int | None]]:
        return self.spread or {self.columns["number"]: ("", None)}


class _Reader:
    """Row by row: a name that is left out is the one above."""

    def __init__(self, header: _Header, known: Known, levels: Mapping[str, str], year: int | None) -> None:
        self.header, self.known, self.levels, self.year = header, known, levels, year
        self.above: dict[str, str] = {}
        self.read = Read()
        self.since_sum = 0
        self.total = 0

    def take(self, number: int, cells: list[str]) -> None:
        said = {name: self._cell(cells, place) for name, place in self.header.columns.items() if name != "number"}
        if any(_SUM.match(fold(text)) for text in said.values() if text):
            self._sum(number, cells)
            return
        if not any(self._cell(cells, place) for place in self.header.numbers()):
            self.above.update({name: text for name, text in said.items() if text})  # a heading, or nothing
            return
        if (
            said.get("faculty")
            and said["faculty"] != self.above.get("faculty")
            and "campus" in said
            and not said["campus"]
        ):
            self.above.pop("campus", None)  # the campus is then the new faculty's own
        said = {name: text or self.above.get(name, "") for name, text in said.items()}
        self.above = said
        place = self._place(number, said)
        for column, (level, year) in self.header.numbers().items():
            self._number(number, column, self._cell(cells, column), (place, level, year), said)

    def done(self) -> Read:
        header = self.header
        self.read.told = ("faculty" in header.columns, "campus" in header.columns, header.has_level)
        if not header.has_year and self.year is None:
            self.read.problems.insert(0, Problem(1, -1, "no_year"))
        return self.read

    def _cell(self, cells: list[str], place: int) -> str:
        return cells[place] if place < len(cells) else ""

    def _place(self, number: int, said: dict[str, str]) -> tuple[int | None, int | None, str]:
        faculty = campus = None
        level = ""
        columns = self.header.columns
        if text := said.get("faculty"):
            found = self.known.faculties.get(fold(text))
            if found is None:
                self._problem(number, columns["faculty"], "faculty", text)
            else:
                faculty = found[0]
                campus = found[1] if "campus" in columns else None
        elif "faculty" in columns:
            self._problem(number, columns["faculty"], "faculty")
        if text := said.get("campus"):
            campus = self.known.campuses.get(fold(text))
            if campus is None:
                self._problem(number, columns["campus"], "campus", text)
        elif "campus" in columns and "faculty" not in columns:
            self._problem(number, columns["campus"], "campus")
        if "level" in columns:
            level = self.levels.get(fold(said.get("level", "")), "")
            if not level:
                self._problem(number, columns["level"], "level", said.get("level", ""))
        return faculty, campus, level

    def _number(
        self, number: int, column: int, text: str, where: tuple[Key, str, int | None], said: dict[str, str]
    ) -> None:
        (faculty, campus, level), column_level, column_year = where
        if text in _NONE:
            return
        people = whole(text)
        if people is None:
            self._problem(number, column, "number", text)
            return
        year = column_year or (_year(said["year"]) if said.get("year") else self.year)
        if year is None:
            if "year" in self.header.columns:
                self._problem(number, self.header.columns["year"], "year", said.get("year", ""))
            return
        cells = self.read.years.setdefault(year, {})
        key = (faculty, campus, column_level or level)
        if key in cells:
            self._problem(number, column, "twice", text)
            return
        cells[key] = people
        self.since_sum += people
        self.total += people

    def _sum(self, number: int, cells: list[str]) -> None:
        """A sum is checked, not counted: of the lines since the last one, or of all."""
        self.read.sums += 1
        said = [people for place in self.header.numbers() if (people := whole(self._cell(cells, place))) is not None]
        if said and sum(said) not in {self.since_sum, self.total} and not self.read.problems:
            self.read.problems.append(Problem(number, -1, "sum", says=sum(said), makes=self.since_sum or self.total))
        self.since_sum = 0

    def _problem(self, row: int, column: int, code: str, value: str = "") -> None:
        problem = Problem(row, column, code, value)
        if problem not in self.read.problems:
            self.read.problems.append(problem)


def whole(text: str) -> int | None:
    """A number of people: digits of either kind, with or without commas; None where it is none."""
    bare = re.sub(r"[,\s]|คน$", "", to_arabic(normalise(text)))
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) < 8 and int(bare) <= MOST else None


def _year(text: str) -> int | None:
    try:
        return read_be_year(text)
    except YearError:
        return None
