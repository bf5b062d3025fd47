"""What a file becomes: every line of it is a Row (somebody) or Skipped (a title, a heading, a sum …)."""

from dataclasses import dataclass, field
from enum import StrEnum

FIELDS = (
    *("title_th", "first_th", "middle_th", "last_th", "former_first_th", "former_last_th"),
    *("title_en", "first_en", "middle_en", "last_en", "former_last_en", "nickname"),
    *("gender", "birth_date", "nationality", "national_id", "passport_no"),
    *("student_id", "faculty", "campus", "degree", "programme", "level", "entry_year_be", "entry_cohort"),
    *("graduation_year_be", "conferred_on", "honours", "gpa"),
    *("email", "email_2", "mobile", "mobile_2", "phone", "phone_2", "line_id"),
    *("house_no", "moo", "village", "soi", "road", "subdistrict", "district", "province", "postcode"),
    *("country", "foreign_lines", "employer", "position", "note"),
)


class Grade(StrEnum):
    """REJECT: the row cannot be used until it is mended. HOLD: a person decides. NOTE: worth telling; the row goes
    on without the value, or with it where `values` has it."""

    REJECT = "reject"
    HOLD = "hold"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """`code` is put into words by apps.imports.reports; `value` is the cell's text; `hint` is what it may mean or
    what it was taken for (several: parted by "|")."""

    field: str
    code: str
    grade: Grade
    value: str = ""
    hint: str = ""


@dataclass(slots=True)
class Row:
    """`number`: as a spreadsheet numbers it (1 is the first line of the file). `cells`: as they stood. `values`: by
    FIELDS, canonical, only what is given; a field with a HOLD may have a proposal here or nothing at all. `inherited`:
    fields whose value came from a heading or title above the row (the row has no cell for them)."""

    number: int
    cells: list[str]
    values: dict[str, str]
    problems: list[Problem]
    inherited: tuple[str, ...] = ()

    @property
    def grade(self) -> Grade | None:
        """The gravest of its problems."""
        if not self.problems:
            return None
        grades = {problem.grade for problem in self.problems}
        return next((grade for grade in Grade if grade in grades), None)


class Why(StrEnum):
    TITLE = "title"
    HEADER = "header"
    BLANK = "blank"
    SUBTOTAL = "subtotal"
    HEADING = "heading"
    NOTE = "note"
    REPEATED_HEADER = "repeated_header"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that is nobody, and why it was taken for that."""

    number: int
    why: Why
    text: str = ""


@dataclass(frozen=True, slots=True)
class Warned:
    """Something about the file as a whole, for the person who sends it in: `code` is put into words by
    apps.imports.reports, `params` are the pieces that its sentence names."""

    code: str
    params: dict[str, str] = field(default_factory=dict)
