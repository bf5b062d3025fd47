"""By what a row of a file meets people: names as one folded word a script. A blank never meets anything."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from apps.core.lib.text import fold


class NameKeys(NamedTuple):
    """First name and surname in each script, folded; "" where it is not given."""

    first_th: str = ""
    last_th: str = ""
    first_en: str = ""
    last_en: str = ""

    @property
    def thai(self) -> str:
        return f"{self.first_th} {self.last_th}" if self.first_th and self.last_th else ""

    @property
    def latin(self) -> str:
        return f"{self.first_en} {self.last_en}" if self.first_en and self.last_en else ""

    @property
    def text(self) -> str:
        """The one by which a row is found again."""
        return self.thai or self.latin


def keys_of(values: Mapping[str, str]) -> NameKeys:
    return NameKeys(*(folded(values.get(name) or "") for name in NameKeys._fields))


def agree(one: NameKeys, other: NameKeys) -> bool:
    """Is this the same name? In a script in which both are given they must be the same; the other script may be
    spelled in another way. Where only one of two parts is given, that part decides."""
    if one.thai and other.thai:
        return one.thai == other.thai
    if one.latin and other.latin:
        return one.latin == other.latin
    pairs = [(mine, theirs) for mine, theirs in zip(one, other, strict=True) if mine and theirs]
    return bool(pairs) and all(mine == theirs for mine, theirs in pairs)


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    return "".join(fold(text).split()) if text else ""
