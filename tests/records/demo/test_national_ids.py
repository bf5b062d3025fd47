from apps.core.lib.national_id import parse_national_id
from apps.records.demo.national_ids import NUMBERS, synthetic


def test_synthetic_ids_are_valid_and_of_no_province():
    for place in range(0, NUMBERS, 997):
        assert parse_national_id(synthetic(place)) == synthetic(place)
        assert synthetic(place).startswith("1000000")


def test_synthetic_ids_never_repeat():
    assert len({synthetic(place) for place in range(NUMBERS)}) == NUMBERS
