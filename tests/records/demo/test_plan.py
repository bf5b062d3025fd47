import pytest

from apps.records.actions.reference import institution_file
from apps.records.demo.plan import ramp, scaled

PSU = institution_file("PSU")["demonstration"]["cohort_counts"]


def test_psu_has_66757_graduates_in_35_classes():
    assert (sum(PSU), len(PSU)) == (66_757, 35)
    assert (PSU[0], PSU[26], PSU[34]) == (56, 2_992, 6_403)
    assert sum(PSU[:27]) == 29_154  # "about 30,000" as of 2540


def test_scaled_to_its_own_sum_is_itself():
    assert scaled(PSU, 66_757) == PSU


@pytest.mark.parametrize("total", [1, 34, 35, 36, 500, 66_756, 66_758, 1_000_000])
def test_scaled_has_exactly_the_sum_asked_for(total):
    sizes = scaled(PSU, total)

    assert (sum(sizes), len(sizes)) == (total, 35)
    assert all(abs(size - count * total / 66_757) < 1 for size, count in zip(sizes, PSU, strict=True))


def test_scaled_gives_what_is_left_to_the_largest_remainders():
    assert scaled([3, 3, 4], 4) == [1, 1, 2]


@pytest.mark.parametrize(("value", "expected"), [(0, 0.1), (10, 0.1), (15, 0.3), (20, 0.5), (99, 0.5)])
def test_ramp_is_level_outside_its_ends(value, expected):
    assert ramp(value, start=(10, 0.1), end=(20, 0.5)) == pytest.approx(expected)
