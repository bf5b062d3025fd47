"""The weights against a small labelled set; `make bench` measures the large ones."""

from .labelled import build
from .measuring import measure


def test_what_a_scan_flags_is_nearly_always_right_and_hardly_misses():
    look, certain = measure(build(seed=5, strangers=2_000, each=15))

    assert look.precision >= 0.99
    assert look.recall >= 0.95
    assert certain.precision == 1
