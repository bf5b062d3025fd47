"""What became of the lines of a file, drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import template

from apps.imports.models import Import
from apps.imports.reports.results import Share

register = template.Library()

STEPS = ("file", "columns", "check", "run")
_AT = {
    Import.State.UPLOADED: "columns",
    Import.State.MAPPED: "columns",
    Import.State.CHECKING: "check",
    Import.State.CHECKED: "check",
}


@dataclass(frozen=True)
class Part:
    """A piece of the bar, in hundredths of its length."""

    share: Share
    x: float
    width: float


@register.inclusion_tag("office/_import_bar.html")
def outcome_bar(shares: Sequence[Share]) -> dict[str, Any]:
    """`{% outcome_bar shares %}`: how the lines of a file ended, as one bar; the numbers stand beside it in words."""
    total = sum(share.count for share in shares)
    parts, x = [], 0.0
    for share in shares:
        width = 100 * share.count / total if total else 0.0
        if width:
            parts.append(Part(share, round(x, 3), round(width, 3)))
        x += width
    return {"parts": parts}


@register.inclusion_tag("office/_import_steps.html")
def import_steps(step: str) -> dict[str, Any]:
    """`{% import_steps "columns" %}`: where in the four steps the page is."""
    return {"steps": [(name, STEPS.index(name) - STEPS.index(step)) for name in STEPS]}


@register.filter
def step_of(given: Import) -> str:
    """The step at which an import is."""
    return _AT.get(Import.State(given.state), "run")
