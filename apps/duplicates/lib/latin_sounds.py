"""How a Thai name in Latin letters sounds. Everybody romanises as they like (Phonthip, Pornthip, Pontip; Wichai,
Vichai; Suchart, Suchat), so that spellings are compared by a key in which such choices are gone.

Keys are written in ten consonants, K C S T N P F M R H, the two half-vowels W Y, and the vowels a e i o u; so are
those of names in Thai letters (`thai_sounds`)."""

import re
from functools import lru_cache

from apps.core.lib.text import fold

VOWELS = "aeiou"
_SPELLINGS = (  # the first that fits
    ("C", "tch|ch|sh|j+"),
    ("P", "ph|bp|b+|p+"),
    ("T", "t[nr](?![aeiouyh])|sdi?(?![aeiou])"),  # Ratn, Mitr, Sawasdi: as in Sanskrit, and silent
    ("K", "(?<=sa)kdi?(?![aeiou])"),  # Sakdi
    ("N", "ngs(?![aeiouhrwy])|ndr(?![aeiou])|n[dt](?![aeiouhrwy])"),  # Vongs, Chandr, Anant
    ("T", "th|dh|dt|d+|t+"),
    ("NK", "ngk|nk"),
    ("N", "ng|n+"),
    ("K", "kh|gh|ck|c+|q|k+|g+"),
    ("KS", "x"),
    ("S", "z+|sr(?=i|ee)|s+"),
    ("F", "f+"),
    ("M", "m+"),
    ("o", "or(?![aeiouwr])|aw(?![aeiou])|au|oa|ao|oh(?![aeiou])"),
    ("W", "v+|w+"),
    ("u", "oo|ou|uu|eu|ue|ui|u"),
    ("e", "oe|[eui]r(?![aeiour])|ae|eh(?![aeiou])|ai|ay|ei"),
    ("i", "ee|ii|ie(?![aou])|ea|i|(?<![aeiou])y(?![aeiou])"),
    ("a", "ar(?![aeiour])|aa|ah(?![aeiou])|a"),
    ("o", "o"),
    ("e", "e"),
    ("Y", "y"),
    ("N", "[lr]+(?![aeiour])"),  # at the end of a syllable both are spoken as n
    ("R", "[lr]+"),
    ("", "(?<=[b-df-hj-np-tv-xz])h"),
    ("H", "h"),
)
_SPELLING = re.compile("|".join(f"({pattern})" for _, pattern in _SPELLINGS))
_SOUNDS = ("", *(sound for sound, _ in _SPELLINGS))
_NOT_A_LETTER = re.compile("[^a-z]")
_WEAK = re.compile(f"[{VOWELS}WYH]")
_PLACES = str.maketrans("SCRF", "TTNP")
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=131072)
def latin_sound(name: str) -> str:
    """The key of one name (first name or surname) in Latin letters; empty if there is no letter in it."""
    letters = _NOT_A_LETTER.sub("", fold(name))
    return _REPEATED.sub(r"\1", _SPELLING.sub(_sound, letters))


def _sound(found: re.Match[str]) -> str:
    return _SOUNDS[found.lastindex or 0]


@lru_cache(maxsize=131072)
def skeleton(sound: str) -> str:
    """What two writings of one name have in common at least: the consonants in the five places of the mouth (N is also
    l, r and ng, which Thai speaks alike at a syllable's end; T also s, ch and j), the weak ones left out."""
    return _REPEATED.sub(r"\1", _WEAK.sub("", sound).translate(_PLACES))
