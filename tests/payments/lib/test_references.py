import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.payments.lib.promptpay import Kind, Order, Receiver, build, parse
from apps.payments.lib.references import WrongReference, new, written
from apps.payments.lib.references import parse as read

made = st.integers(2500, 2700).map(new)


@given(made)
def test_number_is_read_as_it_is_written(reference):
    assert read(written(reference)) == reference


@given(made, st.integers(0, 11), st.integers(1, 9))
def test_every_mistyped_digit_is_found(reference, at, more):
    typed = reference[:at] + str((int(reference[at]) + more) % 10) + reference[at + 1 :]

    with pytest.raises(WrongReference):
        read(typed)


@given(made, st.integers(0, 10))
def test_neighbours_that_changed_places_are_found(reference, at):
    typed = reference[:at] + reference[at + 1] + reference[at] + reference[at + 2 :]

    if typed != reference:
        with pytest.raises(WrongReference):
            read(typed)


@given(made)
def test_number_fits_a_banks_reference(reference):
    order = Order(Receiver(Kind.BILLER, "099400016550100"), 100, reference)

    assert parse(build(order)).reference_1 == reference


def test_thai_digits_are_taken():
    reference = new(2569)
    thai = reference.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))

    assert read(thai) == reference


@pytest.mark.parametrize("typed", ["", "12", "1" * 13, "12345678901x", "²" * 12])
def test_anything_else_is_refused(typed):
    with pytest.raises(WrongReference):
        read(typed)
