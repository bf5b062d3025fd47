"""`make bench`: how long a scan takes at real size, how its cost grows, and how often it is right."""

import resource
from time import perf_counter, process_time

import pytest
from django.db import connection

from apps.core.lib.garbage import seldom_collected
from apps.duplicates.actions import scanning
from apps.duplicates.lib.evidence import Weighing
from apps.duplicates.lib.pairing import pairs
from apps.duplicates.lib.traits import Traits
from apps.duplicates.lib.words import Rarity
from tests.duplicates.labelled import Population, build
from tests.duplicates.measuring import measure, table
from tests.duplicates.unseen import OtherLookalikes, OtherMistakes

from .data import people
from .two_offices.build import labelled

UNSEEN = {"mistakes": OtherMistakes, "lookalikes": OtherLookalikes}


@pytest.mark.parametrize(("name", "more", "recall"), [("tuned on", {}, 0.95), ("never seen", UNSEEN, 0.95)])
def test_a_scan_is_right(name, more, recall):
    figures = measure(build(seed=11, strangers=40_000, each=200, **more))
    print(f"\nlabelled set ({name})\n{table(figures)}", flush=True)

    look = figures[0]
    assert (look.precision >= 0.99, look.recall >= recall) == (True, True)


@pytest.mark.parametrize(("seed", "southern"), [(77_003, 0.2), (77_004, 0.45)])
def test_a_scan_is_right_about_two_offices(seed, southern):
    figures = measure(labelled(seed, 8_000, doubles=0.3, lookalikes=80, southern=southern))
    print(f"\nlabelled set (two offices, {southern:.0%} southern names)\n{table(figures)}", flush=True)

    look, certain = figures
    assert (look.precision >= 0.99, look.recall >= 0.95, certain.precision) == (True, True, 1.0)


def test_a_scan_from_database_to_pairs(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), people(66_757):
        wall, cpu, other = perf_counter(), process_time(), _of_the_copy()
        found = scanning.scan()
        wall, cpu, other = perf_counter() - wall, process_time() - cpu, _of_the_copy() - other
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        spent = f"{wall:.1f} s ({cpu:.1f} s of this process, {other:.1f} s of its copy, {most} MB at most)"
        print(f"\n{connection.vendor}: 66,757 graduates in {spent}, {found}", flush=True)

    assert cpu < 10


def _of_the_copy():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("size", [66_757, 250_000, 1_000_000])
def test_cost_grows_with_the_number_of_people(size):
    population, rarity, traits, ready = Population(3), Rarity(), [], 0.0
    with seldom_collected():
        for some in range(0, size, 10_000):
            people = [population.person() for _ in range(min(10_000, size - some))]
            begun = process_time()
            traits += map(Traits, people)
            for each in traits[some:]:
                rarity.count(each.names)
            ready += process_time() - begun
        weighing, begun = Weighing(rarity), process_time()
        compared = sum(1 for one, other in pairs(traits) if weighing.compare(one, other) or True)
        spent = process_time() - begun
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    took = f"{ready:.1f} s to be ready, {spent:.1f} s for {compared:,} pairs of one process, {most} MB at most"
    print(f"\n{size:,} people: {took}", flush=True)

    assert (ready + spent) / size < 0.0002
