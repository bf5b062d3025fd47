"""What fingers and eyes do to what they copy."""

from collections.abc import Callable
from random import Random

_PLAIN = ("ๅ/-ภถุึคตจขช", "ๆไำพะัีรนยบลฃ", "ฟหกดเ้่าสวง", "ผปแอิืทมใฝ")
_SHIFT = ("+๑๒๓๔ู฿๕๖๗๘๙", '๐"ฎฑธํ๊ณฯญฐ,ฅ', "ฤฆฏโฌ็๋ษศซ.", "()ฉฮฺ์?ฒฬฦ")
_TONES = "่้๊๋"
_SOUNDS = ("ณน", "ศสษ", "ฑท", "ใไ", "ฏต", "ญย", "ธท", "ภพ", "ฐถ", "ฬล")
_LATIN = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _is_thai(letter: str) -> bool:
    return "ก" <= letter <= "์"


def _neighbours(rows: tuple[str, ...], letter: str) -> list[str]:
    for at, row in enumerate(rows):
        if letter in row:
            x = row.index(letter)
            near = [(at, x - 1), (at, x + 1), (at - 1, x), (at - 1, x + 1), (at + 1, x), (at + 1, x - 1)]
            return [rows[r][c] for r, c in near if 0 <= r < len(rows) and 0 <= c < len(rows[r])]
    return []


def neighbour(word: str, random: Random) -> str:
    at = random.randrange(len(word))
    near = [key for rows in (_PLAIN, _SHIFT) for key in _neighbours(rows, word[at]) if _is_thai(key)]
    return word[:at] + random.choice(near) + word[at + 1 :] if near else word


def shift(word: str, random: Random) -> str:
    pairs = {
        a: b
        for p, s in zip(_PLAIN, _SHIFT, strict=True)
        for a, b in zip(p, s, strict=True)
        if _is_thai(a) and _is_thai(b)
    }
    pairs |= {b: a for a, b in pairs.items()}
    at = [i for i, letter in enumerate(word) if letter in pairs]
    if not at:
        return word
    i = random.choice(at)
    return word[:i] + pairs[word[i]] + word[i + 1 :]


def doubled(word: str, random: Random) -> str:
    i = random.randrange(len(word))
    return word[: i + 1] + word[i:]


def missing(word: str, random: Random) -> str:
    i = random.randrange(len(word))
    return word[:i] + word[i + 1 :] if len(word) > 3 else word


def swapped(word: str, random: Random) -> str:
    i = random.randrange(len(word) - 1)
    return word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def tone(word: str, random: Random) -> str:
    """A tone mark or silencer lost, moved one letter on, or taken for another; put in where there was none."""
    at = [i for i, letter in enumerate(word) if letter in _TONES + "์็"]
    if not at:
        spots = [i for i, letter in enumerate(word) if "ก" <= letter <= "ฮ"]
        i = random.choice(spots)
        return word[: i + 1] + random.choice("่้") + word[i + 1 :]
    i = random.choice(at)
    kind = random.randrange(3)
    rest = word[:i] + word[i + 1 :]
    if kind == 0:
        return rest
    if kind == 1 and i < len(rest):
        return rest[: i + 1] + word[i] + rest[i + 1 :]
    return word[:i] + random.choice([t for t in _TONES if t != word[i]]) + word[i + 1 :]


def same_sound(word: str, random: Random) -> str:
    options = [
        (i, o) for i, letter in enumerate(word) for group in _SOUNDS if letter in group for o in group if o != letter
    ]
    if not options:
        return word
    i, other = random.choice(options)
    return word[:i] + other + word[i + 1 :]


def decomposed(word: str, random: Random) -> str:
    return word.replace("ำ", "ํา").replace("แ", "เเ")


SLIPS: dict[str, Callable[[str, Random], str]] = {
    "neighbour key": neighbour,
    "shift pair": shift,
    "doubled letter": doubled,
    "missing letter": missing,
    "swapped letters": swapped,
    "tone mark": tone,
    "letter of one sound": same_sound,
    "split vowel": decomposed,
}


def slip(word: str, random: Random, kind: str = "") -> str:
    """The word with one slip of the kind, or any."""
    for _ in range(30):
        wrong = SLIPS[kind or random.choice(list(SLIPS))](word, random)
        if wrong != word:
            return wrong
    return word


def latin_slip(word: str, random: Random) -> str:
    low = word.lower()
    kind = random.randrange(4)
    if kind == 0:
        i = random.randrange(len(low))
        near = _neighbours(_LATIN, low[i])
        return (low[:i] + random.choice(near) + low[i + 1 :]).capitalize() if near else word
    return (doubled, missing, swapped)[kind - 1](low, random).capitalize()


def digit(text: str, random: Random, first: int = 0) -> str:
    at = [i for i, letter in enumerate(text) if letter.isdigit() and i >= first]
    i = random.choice(at)
    return text[:i] + random.choice([d for d in "0123456789" if d != text[i]]) + text[i + 1 :]
