"""What graduates studied here: the first degree, by which they are counted, and further ones of some."""

from collections import Counter
from collections.abc import Mapping

from apps.records.models import Audience, Degree, Institution, Level, Source

from .alumnus import Alumnus
from .dice import Dice
from .faculties import Course, FacultyPlan
from .names import IMPORTED
from .writer import Table

FURTHER = 0.06  # of those with a first degree up to bachelor's
AFTER_THAT = 0.05  # of those with a further one
BEFORE = {Level.ASSOCIATE, Level.BACHELOR}


class Study:
    """Writes the degree rows."""

    def __init__(
        self, institution: Institution, faculties: list[FacultyPlan], classes: Mapping[int, int], *, digits: int
    ) -> None:
        """`classes`: the key of the graduating class of each academic year that has one; `digits` of a student id."""
        self._classes = classes
        self._digits = digits
        self._entered: Counter[int] = Counter()
        self._teaching: dict[str, list[FacultyPlan]] = {
            level: [plan for plan in faculties if level in plan.courses] for level in (Level.MASTER, Level.DOCTORAL)
        }
        self.table = Table(
            Degree,
            *("person", "student_id", "level", "title", "programme", "faculty", "campus"),
            *("entry_year_be", "entry_cohort", "graduation_year_be", "conferred_on", "cohort", "is_first"),
            *("honours", "gpa", "source_ref", "audience"),
            institution_id=institution.pk,
            status=Degree.Status.CONFERRED,
            source=Source.REGISTRAR,
            recorded_at=IMPORTED,
        )

    def add(self, alumnus: Alumnus, course: Course, dice: Dice) -> None:
        years = (alumnus.entry, alumnus.year)
        alumnus.degree_audience = Audience.EVERYONE if alumnus.keen and alumnus.id % 5 == 0 else Audience.ALUMNI
        self._write(alumnus, course, dice, faculty=alumnus.faculty, level=alumnus.level, years=years, is_first=True)
        if alumnus.level in BEFORE and dice.chance(FURTHER):
            year = self._further(alumnus, Level.MASTER, alumnus.year, dice)
            if year and dice.chance(AFTER_THAT):
                self._further(alumnus, Level.DOCTORAL, year, dice)

    def _further(self, alumnus: Alumnus, level: str, after: int, dice: Dice) -> int | None:
        """A later degree, of the same faculty where it teaches at that level; the year, if there was time for one."""
        faculty = alumnus.faculty if level in alumnus.faculty.courses else dice.pick(self._teaching[level])
        course = dice.pick(faculty.courses[level])
        entry = after + dice.between(1, 12)
        year = entry + course.years + dice.between(0, 2)
        if year not in self._classes or year < faculty.first_graduates:
            return None
        self._write(alumnus, course, dice, faculty=faculty, level=level, years=(entry, year))
        return year

    def _write(
        self,
        alumnus: Alumnus,
        course: Course,
        dice: Dice,
        *,
        faculty: FacultyPlan,
        level: str,
        years: tuple[int, int],
        is_first: bool = False,
    ) -> None:
        entry, year = years
        student_id = self._student_id(entry)
        alumnus.student_ids.append(student_id)
        gpa = _gpa(alumnus, dice)
        entry_cohort = entry - faculty.first_intake + 1 if faculty.first_intake and is_first else None
        self.table.add(
            *(alumnus.id, student_id, level, course.title_id, course.programme_id, faculty.id, faculty.campus_id),
            *(entry, entry_cohort, year, _ceremony(year), self._classes[year], is_first),
            *(_honours(gpa, level, dice), gpa, alumnus.row_in_file if is_first else ""),
            alumnus.degree_audience,
        )

    def _student_id(self, entry: int) -> str:
        """The year of entry and a running number: seven digits, as ids had until 2548 (a university of a million
        outgrows them), or as many as the institution's rule says."""
        self._entered[entry] += 1
        return f"{entry % 100:02}{self._entered[entry]:0{self._digits - 2}}"


def _ceremony(year: int) -> str:
    """Degrees are conferred in the September after the academic year."""
    return f"{year - 542}-09-{15 + year % 10}"


def _gpa(alumnus: Alumnus, dice: Dice) -> str | None:
    """Between 2.00 and 4.00, mostly about 2.80; old files have none."""
    if not dice.chance(0.4 if alumnus.cohort < 10 else 0.93):
        return None
    return f"{2 + 2 * (dice.random() + dice.random() + dice.random()) / 3 * 0.85:.2f}"


def _honours(gpa: str | None, level: str, dice: Dice) -> str:
    if gpa is None or level != Level.BACHELOR or float(gpa) < 3.25:
        return Degree.Honours.NONE
    if float(gpa) < 3.5:
        return Degree.Honours.SECOND
    return Degree.Honours.GOLD if dice.chance(0.02) else Degree.Honours.FIRST
