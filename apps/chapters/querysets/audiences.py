"""Which of a group's things are for whom."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apps.chapters.rules import Standing


def open_audiences(standing: "Standing", *, is_alumnus: bool) -> list[str]:
    """The audiences to which this reader belongs."""
    found = ["everyone"]
    if is_alumnus:
        found.append("alumni")
    if standing.is_member:
        found.append("members")
    if standing.is_leader:
        found.append("leaders")
    return found
