import re
import unicodedata

# The parts of a Thai syllable after its consonant, by place in the stored order.
TONES = "่้๊๋"
_ABOVE = "ัิีึื็ํ๎"
_BELOW = "ฺุู"  # canonical order: phinthu has the lower combining class
MARKS = _ABOVE + _BELOW + TONES + "์"
FOLLOWING = "ะาำๅ"
LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")

# Nothing in these characters needs work by itself: ASCII, Thai, composed Latin letters, common punctuation.
_NOT_PLAIN = re.compile(r"[^ -~ก-ฺ฿-๛À-ʯ‐-‧]")
# Sequences of plain characters that do: doubled spaces, เเ, a mark out of place.
_TROUBLE = re.compile(
    rf"^[ {MARKS}]|  | $| [{MARKS}]|เเ|ํ|[{TONES}์][{MARKS}]|[{_ABOVE}{_BELOW}][{_ABOVE}{_BELOW}]|[{FOLLOWING}][{TONES}]"
    r"|(?<![ฤฦ])ๅ|([ะาำแโใไ])\1"
)

# Most texts are one word that these tell at once: ASCII, or Thai syllables of a consonant or more with at most one
# vowel sign and one tone mark on a letter.
_SIMPLE = re.compile("[!-~]+|(?:[เแโใไ]?[ก-ฮ][ัิีึืุู]?[่้๊๋]?[ะา]?)+")

# Characters that nobody can see or that no file format can carry: controls (tab and line ends are spaces), soft
# hyphen, zero-width and direction marks, fillers, lone surrogates, non-characters, tags.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e0fff]"
)
# Old Windows and Mac fonts placed shifted marks in the private area; text copied from their PDFs still has them.
_FONT_PRIVATE = {0xF700 + i: mark for i, mark in enumerate("ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ฺุู")} | {0x2800: " "}
_FONT_PRIVATE_FOUND = re.compile("[\uf700-\uf71a\u2800]")

_NOT_THAI = re.compile(r"[^฀-๿]+")
# A space before a mark was never meant: at a word's end the mark belongs to the word; further on a vowel does, after
# a consonant that has none yet ("ส ุดา", as PDFs are copied). Any other mark after a space has no letter and goes.
_SPLIT_OFF = re.compile(rf"(?<=[ก-๎]) (?=[{MARKS}]+(?: |$))|(?<=[ก-ฮ])(?<![ะ-ๅ{MARKS}][ก-ฮ]) (?=[{_ABOVE}{_BELOW}])")
_RUN = re.compile(rf"[{MARKS}{FOLLOWING}]+")
_REPEATED = re.compile(rf"([{MARKS}{FOLLOWING}แโใไ])\1+")
_LONGEST_STACK = 30  # marks on one letter; as in Unicode's stream-safe text


def normalise(text: str) -> str:
    """`text` on one line in its one spelling: ํ+า as ำ, เ+เ as แ, vowel before tone mark before ์, no repeated
    vowels or marks, no stray or invisible ones, one space between words, none around, letters composed (NFC).
    Idempotent, linear, takes any str. What a reader sees stays the same, but for marks that have no letter to stand
    on and for what was typed twice."""
    if _SIMPLE.fullmatch(text) or not (_NOT_PLAIN.search(text) or _TROUBLE.search(text)):
        return text
    text = _compose(_scrub(text))
    text = _SPLIT_OFF.sub("", text)
    text = _REPEATED.sub(r"\1", _RUN.sub(_spell_run, text).replace("เเ", "แ"))
    return " ".join(text.split())


def normalise_lines(text: str) -> str:
    """`text` of several lines, each of them normalised; no blank lines at its ends, line ends as "\\n"."""
    lines = [normalise(line) for line in LINE_END.split(text)]
    return "\n".join(lines).strip("\n")


def is_thai(text: str) -> bool:
    """Are all letters in `text` Thai, and is there at least one? Digits, spaces and punctuation do not count."""
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and all("ก" <= char <= "๎" for char in letters)


def _scrub(text: str) -> str:
    text = _INVISIBLE.sub("", text)
    if _FONT_PRIVATE_FOUND.search(text):
        text = text.translate(_FONT_PRIVATE)
    return " ".join(text.split())


def _compose(text: str) -> str:
    return _NOT_THAI.sub(lambda found: unicodedata.normalize("NFC", _cap_stacks(found[0])), text)


def _cap_stacks(text: str) -> str:
    """At most 30 marks on a letter: composing longer stacks takes time by the square of their length."""
    if len(text) <= _LONGEST_STACK or text.isascii():
        return text
    kept, height = [], 0
    for char in text:
        height = height + 1 if unicodedata.combining(char) else 0
        if height <= _LONGEST_STACK:
            kept.append(char)
    return "".join(kept)


def _spell_run(found: re.Match[str]) -> str:
    """Everything between one consonant and the next in its one order."""
    run, start = found[0], found.start()
    if len(run) == 1 and run in "ะาำ":
        return run
    before = found.string[start - 1] if start else " "
    if before not in "ฤฦ":
        run = run.replace("ๅ", "า")
    run = _join_sara_am(run)
    head_length = len(run) - len(run.lstrip(MARKS))
    head, tail = run[:head_length], _without(TONES, run[head_length:])
    if before == " ":  # no letter to stand on
        return tail
    return _stack(head, run) + _REPEATED.sub(r"\1", tail)


def _join_sara_am(run: str) -> str:
    if "ํ" not in run or not ("า" in run or "ำ" in run):
        return run
    run = run.replace("ํ", "")
    return run if "ำ" in run else run.replace("า", "ำ", 1)


def _stack(head: str, run: str) -> str:
    """The marks of `head` once each, in order, with the last tone mark of the whole run: what was typed last is
    what was meant."""
    above = "".join(dict.fromkeys(char for char in head if char in _ABOVE))
    below = "".join(char for char in _BELOW if char in head)
    tone = next((char for char in reversed(run) if char in TONES), "")
    return above + below + tone + ("์" if "์" in head else "")


def _without(chars: str, text: str) -> str:
    return "".join(char for char in text if char not in chars) if text else text
