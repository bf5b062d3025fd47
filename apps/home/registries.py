"""What the portal's front gives to the apps below it: in whose name their messages go out."""

from apps.core import registries
from apps.home import reports


def register() -> None:
    registries.letterheads.add("institution", reports.letterhead)
