import re
import unicodedata

from .normalise import normalise

# Left out when matching: tone marks, ์ (its letter stays), ็, ฺ, ํ, ๎. People search without them, and the
# first six are also what Thai order weighs last.
_THAI = str.maketrans("๐๑๒๓๔๕๖๗๘๙ๅ", "0123456789า", "่้๊๋์็ฺํ๎")
_THAI_TOUCHED = re.compile("[๐-๙ๅ่-์็ฺํ๎]")
# Latin letters that no decomposition takes apart.
LATIN_LETTERS = str.maketrans(
    dict(zip("øłđħŧ", ("o\u0338", "l\u0338", "d\u0338", "h\u0338", "t\u0338"), strict=True))
    | {"ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ŋ": "n"}
)
# Dots, dashes, apostrophes, ฯ and ๆ vanish ("ม.อ." is "มอ", "Sae-ueng" is "saeueng"); other signs part words.
_JOINING = re.compile("[.\\-'’‘`´‐‑‒–—―·ฯๆ]")
_PARTING = re.compile(r"[^\w ก-ฺเ-๎]|_")
_PARTICLE = re.compile(r"(?:^|(?<= ))(ณ|แซ) (?=[ก-ฮเ-ไ])")
_BARE = re.compile("(?:[เแโใไ]?[ก-ฮ][ัิีึืุู]?[ะา]?)+")  # as it stands: most names are one such word
_THAI_WORD = re.compile("[ก-ฮะ-ฺเ-ๅ็-๎]+")  # without ฯ and ๆ
_NOT_THAI = re.compile(r"[^฀-๿]+")


def fold(text: str) -> str:
    """The form in which names are matched, the same for what is stored and what is typed: normalised, lower case,
    without tone marks, ์ ็ ฺ ํ, Latin accents, dots, dashes and apostrophes; digits 0-9; any other sign is a
    space; ณ and แซ่ joined to their word. Idempotent, linear, takes any str."""
    if text.isascii() and text.isalnum():
        return text.lower()
    if _BARE.fullmatch(text):
        return text
    text = normalise(text)
    if _THAI_WORD.fullmatch(text):  # nothing but its marks can change such a word
        return normalise(text.translate(_THAI)) if _THAI_TOUCHED.search(text) else text
    if not text.isascii():
        text = normalise(_NOT_THAI.sub(lambda found: plain_latin(found[0]), text))
    text = _bare_words(text.casefold())
    if _THAI_TOUCHED.search(text):
        text = normalise(text.translate(_THAI))
    return _PARTICLE.sub(r"\1", text) if "ณ" in text or "แซ" in text else text


def plain_latin(text: str) -> str:
    """`text` (no Thai in it) in lower case, letters without their accents, compatibility forms resolved."""
    if text.isascii():
        return text.lower()
    for _ in range(2):  # folding the case can bring new marks, and taking apart new capitals
        text = unicodedata.normalize("NFKD", text.casefold()).translate(LATIN_LETTERS)
    return "".join(char for char in text if not unicodedata.category(char).startswith("M"))


def _bare_words(text: str) -> str:
    bare = _PARTING.sub(" ", _JOINING.sub("", text))
    return text if bare == text else normalise(bare)
