"""Audiences as they are kept."""

from typing import Any

import pytest

from apps.mailings.lib.audience import BadAudience, Every, Leaf, Line, Not, Some, blocks_of, of_blocks, read, write

COHORTS = {"kind": "cohort", "values": ["1", "2"]}


def test_what_was_written_is_read_again() -> None:
    node = Some((Every((Leaf("cohort", ("1", "2")), Not(Leaf("chapter", ("3",))))), Leaf("all")))
    assert read(write(node)) == node


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({}, "empty"),
        (None, "empty"),
        ([], "shape"),
        ({"all": []}, "shape"),
        ({"all": "x"}, "shape"),
        ({"all": [COHORTS], "any": [COHORTS]}, "shape"),
        ({"kind": 1}, "shape"),
        ({"kind": "cohort", "values": [1]}, "value"),
        ({"kind": "cohort", "values": ["1"] * 201}, "value"),
        ({"kind": "cohort", "values": ["\0"]}, "value"),
        ({"all": [COHORTS] * 61}, "shape"),
        ({"any": [{"all": [COHORTS] * 40}, {"all": [COHORTS] * 40}]}, "too_many"),
        ({"not": {"not": {"not": {"not": {"not": {"not": COHORTS}}}}}}, "too_deep"),
    ],
)
def test_what_is_no_audience_is_refused(data: Any, code: str) -> None:
    with pytest.raises(BadAudience) as refusal:
        read(data)
    assert refusal.value.code == code


def test_the_builders_blocks_are_told_and_read() -> None:
    blocks = [(Line("cohort", ("1",)), Line("chapter", ("3",), is_not=True)), (Line("all"),)]
    node = of_blocks(blocks)
    assert node == Some((Every((Leaf("cohort", ("1",)), Not(Leaf("chapter", ("3",))))), Leaf("all")))
    assert blocks_of(node) == blocks
    assert blocks_of(Not(Some((Leaf("a"), Leaf("b"))))) is None


def test_no_block_is_nobody() -> None:
    with pytest.raises(BadAudience):
        of_blocks([()])
