"""A mailing's text in one language: compiled once, filled in for each reader."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Rendered:
    """What one reader gets."""

    subject: str
    text: str
    html: str


class UnknownPlaceholder(ValueError):
    """A text asks for something that no reader has."""


@dataclass(frozen=True)
class Compiled:
    """A text with gaps: each part is what stands between two gaps, each gap the name of a placeholder."""

    subject: tuple[str, ...]
    text: tuple[str, ...]
    html: tuple[str, ...]
    slots: frozenset[str]

    def fill(self, values: Mapping[str, str]) -> Rendered:
        raise NotImplementedError
