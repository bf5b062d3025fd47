"""Bytes to text, whatever their charset is called."""

import re

_ALIASES = {
    "ks_c_5601-1987": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "tis-620": "cp874",
    "windows-874": "cp874",
    "iso-8859-11": "cp874",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "iso-2022-jp": "iso2022_jp_ext",
    "iso-8859-8-i": "iso8859-8",
    "unicode-1-1-utf-7": "utf-7",
    "x-gbk": "gb18030",
    "windows-31j": "cp932",
    "iso-8859-1": "cp1252",
    "us-ascii": "",
    "unknown-8bit": "",
    "unknown": "",
    "default": "",
}
_THAI = re.compile(rb"[\xa1-\xda\xdf-\xfb]{4,}")
_JAPANESE = re.compile(rb"\x1b[$(][@BJI]")


def decode(raw: bytes, charset: str) -> str:
    """By the name that is given if that works, by what the bytes look like if not; never fails."""
    name = charset.strip(" '\"").split("*")[0].lower()
    name = _ALIASES.get(name, name)
    if _JAPANESE.search(raw[:20_000]):
        name = "iso2022_jp_ext"
    elif raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        name = "utf-16"
    for candidate in dict.fromkeys([name, "utf-8"] if name not in {"utf-7"} else [name]):
        text = _strict(raw, candidate)
        if text is not None:
            return text
    return _guessed(raw, name)


def _strict(raw: bytes, charset: str) -> str | None:
    if not charset:
        return None
    try:
        return raw.decode(charset)
    except Exception:  # an unknown or broken codec may raise anything
        return None


def _guessed(raw: bytes, charset: str) -> str:
    for candidate in ("gb18030", "cp932", "cp949", "big5"):
        if charset == candidate:
            return raw.decode(candidate, "replace")
    thai = sum(len(run) for run in _THAI.findall(raw[:20_000]))
    high = sum(byte > 0x7F for byte in raw[:20_000])
    if high and thai / high > 0.9 and b"\xe0\xb8" not in raw and b"\xe0\xb9" not in raw:
        return raw.decode("cp874", "replace")
    if b"\xe0\xb8" in raw or charset == "utf-8" or b"\xc3" in raw:
        return raw.decode("utf-8", "replace")  # cut in the middle of a letter
    return raw.decode("cp1252", "replace")
