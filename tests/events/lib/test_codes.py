"""Codes of tickets."""

import pytest

from apps.events.lib import codes
from apps.events.lib.codes import ALPHABET, WrongCode


def test_code_is_found_as_it_is_typed():
    code = codes.new()
    sloppy = codes.written(code).lower().replace("0", "o").replace("1", "l").replace(" ", " - ")

    assert codes.parse(sloppy) == code


def test_every_mistyped_sign_is_found():
    code = codes.new()

    for place, right in enumerate(code):
        for wrong in ALPHABET.replace(right, ""):
            with pytest.raises(WrongCode):
                codes.parse(code[:place] + wrong + code[place + 1 :])


@pytest.mark.parametrize("text", ["", "1234", "ภาษาไทย", "0" * 14, "๐" * 13, "²" * 13])
def test_what_is_no_code_is_said_to_be_none(text):
    with pytest.raises(WrongCode):
        codes.parse(text)


def test_codes_have_sixty_bits():
    assert len(ALPHABET) ** (codes.LENGTH - 1) == 2**60
    assert len({codes.new() for _ in range(1000)}) == 1000
