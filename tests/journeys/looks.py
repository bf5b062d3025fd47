"""How a page may be looked at: width of the screen, language, light or dark."""

from dataclasses import dataclass
from itertools import product

HEIGHTS = {390: 844, 1280: 900}  # pixels


@dataclass(frozen=True)
class Look:
    width: int
    language: str
    theme: str

    def __str__(self):
        return f"{self.width}-{self.language}-{self.theme}"

    @property
    def size(self):
        return {"width": self.width, "height": HEIGHTS[self.width]}


ALL = [Look(*values) for values in product((390, 1280), ("th", "en"), ("light", "dark"))]
# Two looks that differ in everything show a page in each value at least once; the journeys see the other pair.
OPPOSITES = [Look(390, "th", "light"), Look(1280, "en", "dark")]
PHONE, DESK = Look(390, "th", "dark"), Look(1280, "en", "light")
