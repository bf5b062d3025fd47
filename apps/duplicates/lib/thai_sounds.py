"""How a name in Thai letters sounds, in the keys of `latin_sounds`: good enough to meet what people write for it in
Latin letters. Thai writes no spaces between syllables and leaves many vowels out: no rule reads every name right."""

import re
from functools import lru_cache

from apps.core.lib.text import normalise

_CLASSES = {
    "K": "กขฃคฅฆ",
    "C": "จฉชฌ",
    "S": "ซศษส",
    "T": "ฎฏฐฑฒดตถทธ",
    "N": "งณน",
    "P": "บปผพภ",
    "F": "ฝฟ",
    "M": "ม",
    "Y": "ญย",
    "R": "รลฬฤฦ",
    "W": "ว",
    "H": "หฮ",
    "": "อ",
}
_INITIAL = {letter: sound for sound, letters in _CLASSES.items() for letter in letters}
_FINAL = _INITIAL | dict.fromkeys("ญรลฬ", "N") | dict.fromkeys("จฉชฌซศษส", "T") | dict.fromkeys("ฝฟ", "P")
_FINAL |= {"ย": "", "ว": "", "ห": "", "ฮ": ""}
_CONSONANT = "[ก-ฮ]"
_SILENT = re.compile(rf"(?:(?<=[ก-ฮัาิีุู])[ทตดก]ร|(?<=ญ)จน|(?<=ก)ษณ|{_CONSONANT})[ิุ]?์")
_TONES = re.compile("[่-๋็ฺํ๎]")
_PREPARED = (
    (re.compile("รร(?=[ก-ฮ](?![ะ-ู]))"), "ั"),  # พรรณ, ธรรม
    (re.compile("รร"), "ัน"),
    (re.compile("(?<![ัิุน])ทร(?=[ัางวอ]|ุ[ดต])"), "ซ"),  # ทรัพย์, ทราย, ทรง
    (re.compile("ญ(?![ะ-ฺ])"), "น"),  # บุญ, กาญจนา
    (re.compile("(?:(?<=[ัิุ][ตท])|(?<=ัก))ร(?![ะ-ฺ])"), ""),  # จิตร, บุตร, ภัทร, จักร
    (re.compile("เพชร"), "เพช"),
    (re.compile("(?<=เส)ริ"), "ิ"),  # ประเสริฐ, เสริม
    (re.compile("ศร(?=ี)"), "ส"),
    (re.compile("ียรติ"), "ียต"),
    (re.compile("(?<![ก-ฮ])ห(?=[งนมยรลวญ])|^ห(?=[งนมยรลวญ])"), ""),
    (re.compile("^อ(?=ย)"), ""),
    (re.compile("(?<=[ตธ])ิ$"), ""),  # ชาติ, เกียรติ
)
_FREE = "[ก-ฮ](?![ะ-ฺ])"  # a consonant without a vowel of its own
_SYLLABLE = re.compile(
    # "-" is where a silent letter ended a syllable
    "(?P<lead>[เแโใไ])?(?P<onset>[ก-ฮ])(?P<cluster>(?<=[กขคตปพผทบฟสศ])[รลว](?=[ะ-ฺ]))?"
    "(?P<vowel>ัวะ|ัว|ีย|ือ|[ะ-ฺ]|อ(?![ะ-ฺ])|ว(?=[ก-ฮ](?![ะ-ฺ])))?(?P<more>ะ|า)?"
    # it ends the syllable where the free ones after it make syllables by twos
    f"(?P<final>{_FREE}(?=(?:{_FREE}{_FREE})*(?:[เแโใไ]|[ก-ฮ][ะ-ฺ]|-|$)))?"
)
_WRITTEN = {
    "": "o",
    "ะ": "a",
    "ั": "a",
    "า": "a",
    "ำ": "aM",
    "ิ": "i",
    "ี": "i",
    "ึ": "u",
    "ื": "u",
    "ือ": "u",
    "ุ": "u",
    "ู": "u",
    "ัว": "ua",
    "ัวะ": "ua",
    "ว": "ua",
    "อ": "o",
    "ีย": "ia",
}
_LEADING = {"เ": "e", "แ": "e", "โ": "o", "ใ": "e", "ไ": "e"}


@lru_cache(maxsize=131072)
def thai_sound(name: str) -> str:
    """The key of one name in Thai letters; empty if there is none in it."""
    text = _TONES.sub("", _SILENT.sub("-", normalise(name))).replace("์", "").replace(" ", "").replace("ๆ", "")
    for pattern, written in _PREPARED:
        text = pattern.sub(written, text)
    key = "".join(map(_spoken, _SYLLABLE.finditer(text)))
    return re.sub(r"(.)\1+", r"\1", key)


def _spoken(found: re.Match[str]) -> str:
    lead, onset, cluster, vowel, more, final = found.groups("")
    return (
        _INITIAL[onset]
        + (_INITIAL[cluster] if cluster else "")
        + _vowel(lead, vowel, more, final)
        + (_FINAL[final] if final else "")
    )


def _vowel(lead: str, vowel: str, more: str, final: str) -> str:
    if (lead == "เ" and vowel == "า") or more == "า":
        return "o" if lead else "ua"
    if lead == "เ" and vowel in {"ีย", "ี"}:
        return "ia"
    if lead == "เ" and vowel in {"ือ", "ื"}:
        return "ua"
    if lead:
        return _LEADING[lead]
    if final == "ย" and vowel in {"ั", "า"}:
        return "e"
    return _WRITTEN.get(vowel, "")
