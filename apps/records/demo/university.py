"""Builds the demonstration university in one transaction: a seeding that is cut off leaves nothing behind."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction

from apps.core.actions.bulk import loading
from apps.core.demo import Refused
from apps.core.models import AuditBatch
from apps.records.actions import reference
from apps.records.models import Cohort, Institution, Person
from apps.records.querysets import counts

from . import accounts, care
from .addresses import Addresses
from .dice import Dice
from .ends import Ends
from .faculties import open_in, plans
from .family import Family
from .names import Names
from .offers import Offers
from .people import People
from .plan import scaled
from .reach import Reach
from .search import Search
from .study import Study
from .work import Work
from .writer import Writer

ACTION = "records.seed_demo"
CHUNK = 2_000  # graduates whose rows are in memory at once
Say = Callable[[str], None]


def seed(*, graduates: int | None = None, seed: int = 1, say: Say = lambda line: None) -> None:
    """`graduates` scales the classes of the institution's own table. The same seed gives the same people. Does
    nothing where the demonstration is; raises Refused where anybody else's data is."""
    if AuditBatch.objects.filter(action=ACTION).exists():
        say("The demonstration university is already here; nothing is changed.")
        return
    if Person.objects.exists():
        raise Refused("There are people in the database who are not of the demonstration.")
    with transaction.atomic():
        _build(graduates, seed, say)
    counts.forget()


def _build(graduates: int | None, seed: int, say: Say) -> None:
    reference.load()
    institution = Institution.objects.served()
    model = reference.institution_file(institution.code)["demonstration"]
    sizes = scaled(model["cohort_counts"], graduates or sum(model["cohort_counts"]))
    AuditBatch.objects.create(action=ACTION, note=f"{sum(sizes)} graduates, seed {seed}")
    say(f"Building {sum(sizes):,} graduates in {len(sizes)} classes")
    dice = Dice(seed)
    builder = _Builder(institution, model, len(sizes))
    with loading(table.model for table in builder.writer.tables):
        people = builder.graduates(sizes, dice, say)
    say("Accounts, conversations, changes that wait")
    staff = accounts.create(institution, model)
    accounts.join_graduates(model["accounts"], by=staff["administrator"])
    accounts.enrol_student(institution, student_id=model["student_id"]["of_student"], by=staff["administrator"])
    care.converse(people, staff, dice)
    care.hold_changes(people, dice)
    care.keep_lists(people, staff, dice)
    say(f"{institution.name_en} has {len(people):,} graduates, all invented.")


class _Builder:
    """All tables of the graduates, filled side by side so that no more than a chunk of people is in memory."""

    def __init__(self, institution: Institution, model: dict[str, Any], classes: int) -> None:
        self._base = institution.cohort_base_be
        last_year = self._base + classes
        cohorts = Cohort.objects.filter(institution=institution, number__lte=classes)
        keys = dict(cohorts.values_list("graduation_year_be", "pk"))
        self._faculties = plans(institution, model)
        self._names = Names(reference.read("names_th"))
        self._people = People(model, last_year=last_year, countries=self._names.countries)
        self._study = Study(institution, self._faculties, keys, digits=model["student_id"]["digits"])
        self._reach, self._work, self._ends = Reach(), Work(reference.read("work_th")), Ends()
        self._addresses = Addresses(model, reference.read("places_th"))
        self._offers, self._family, self._search = Offers(), Family(), Search(keys)
        self.writer = Writer(
            *(self._people.table, self._names.table, self._study.table, self._reach.table, self._addresses.table),
            *(self._work.table, self._ends.deaths, self._ends.wishes, self._family.table),
            *(self._offers.table, self._search.table),
        )

    def graduates(self, sizes: list[int], dice: Dice, say: Say) -> range:
        """Writes everybody, class by class; answers with their keys."""
        total, done, first = sum(sizes), 0, 0
        step = max(10_000, total // 20)
        for alumnus_id in self._classes(sizes, dice):
            first = first or alumnus_id
            done += 1
            if done % CHUNK == 0:
                self.writer.flush()
            if done % step == 0:
                say(f"{done:,} of {total:,} graduates")
        self.writer.finish()
        return range(first, first + done)

    def _classes(self, sizes: list[int], dice: Dice) -> Iterator[int]:
        serial = 0
        for cohort, size in enumerate(sizes, start=1):
            year = self._base + cohort
            wheel = open_in(year, self._faculties)
            levels = [faculty.levels(year) for faculty in self._faculties]
            for _ in range(size):
                place = wheel.spin(dice)
                yield self._graduate(serial, cohort, place, levels[place].spin(dice), dice)
                serial += 1

    def _graduate(self, serial: int, cohort: int, place: int, level: str, dice: Dice) -> int:
        faculty = self._faculties[place]
        course = dice.pick(faculty.courses[level])
        year = self._base + cohort
        alumnus = self._people.add(serial, dice, cohort=cohort, year=year, faculty=faculty, level=level)
        self._names.add(alumnus, course.title, dice)
        self._study.add(alumnus, course, dice)
        self._reach.add(alumnus, dice)
        self._addresses.add(alumnus, dice)
        self._work.add(alumnus, course.title, dice)
        self._ends.add(alumnus, dice)
        self._family.add(alumnus, dice)
        self._offers.add(alumnus)
        self._search.add(alumnus)
        return alumnus.id
