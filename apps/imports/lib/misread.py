"""Thai that was saved after somebody's program had read it in the wrong encoding: 'ÊÁªÒÂ' or 'เธชเธกเธ' for สมชาย.
Each step can be taken back where nothing was lost on the way."""

import re

# One Thai letter of UTF-8 (three bytes) as cp874 and as cp1252 show it, three in a row: no language has such words.
_UTF8_AS_CP874 = re.compile("(?:เ[ธน].){3}|(?:เ[ธน].){2}$")
_UTF8_AS_CP1252 = re.compile("(?:à[¸¹].){2}")
_CP874_AS_CP1252 = re.compile("[¡-Úß-û]{3}")
_SUSPECT = re.compile("เ[ธน].เ[ธน]|à[¸¹]|[¡-û]{3}")

_TO_CP874 = {chr(byte): byte for byte in range(256)}
_TO_CP1252 = dict(_TO_CP874)
for _byte in range(0x80, 0x100):
    for _table, _encoding in ((_TO_CP874, "cp874"), (_TO_CP1252, "cp1252")):
        _letter = bytes([_byte]).decode(_encoding, "ignore")
        if _letter:
            _table[_letter] = _byte  # bytes without a letter stand as control characters, as browsers show them


def looks_misread(text: str) -> bool:
    return bool(_SUSPECT.search(text)) and bool(
        _UTF8_AS_CP874.search(text) or _UTF8_AS_CP1252.search(text) or _CP874_AS_CP1252.search(text)
    )


def repaired(text: str) -> str | None:
    """What stood there before; None where that cannot be told for certain. Text that is in order comes back."""
    for _ in range(3):
        if not looks_misread(text):
            return text
        better = _one_step(text)
        if better is None:
            return None
        text = better
    return None


def _one_step(text: str) -> str | None:
    for table, encoding in ((_TO_CP874, "utf-8"), (_TO_CP1252, "utf-8"), (_TO_CP1252, "cp874")):
        try:
            before = bytes([table[letter] for letter in text]).decode(encoding)
        except (KeyError, UnicodeDecodeError):
            continue
        if re.search("[ก-ฮ]", before):
            return before
    return None
