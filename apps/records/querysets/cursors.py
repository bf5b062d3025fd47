"""Where a page of a long list begins: a position in the order instead of a number of rows to skip, so that the last
page costs what the first does. Signed, so that nobody can write one."""

from dataclasses import astuple, dataclass
from typing import Literal

from django.core import signing

_SALT = "records.people-page"


@dataclass(frozen=True, slots=True)
class Cursor:
    """The page `after` or `before` the person at (sort_key, person_id), whose first row is the `start`th of all; or
    the `last` page. The first page has no cursor."""

    direction: Literal["after", "before", "last"]
    sort_key: str = ""
    person_id: int = 0
    start: int = 0

    def __str__(self) -> str:
        return signing.dumps(astuple(self), salt=_SALT, compress=True)


def read(text: str) -> Cursor | None:
    """The cursor that a page's address carries; None (the first page) for anything that this portal did not sign."""
    try:
        return Cursor(*signing.loads(text, salt=_SALT)) if text else None
    except (signing.BadSignature, ValueError):
        return None
