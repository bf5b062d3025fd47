"""Names: titles glued to them, both names in one cell, former names in brackets, Latin letters in a Thai column."""

import re

from apps.core.lib.names import FullName, expand_title, split_full_name, split_title

from .plain import NOTHING, Flag, Found, Reader, clean, damage, put, together

_THAI = re.compile("[ก-๎]")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_IN_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
_ODD = re.compile(r"[0-9๐-๙@#*=<>{}\"!%$^~+\\|?_:;]|https?")
_FORMER = re.compile(
    r"(?P<what>นามสกุลเดิม|ชื่อสกุลเดิม|สกุลเดิม|ชื่อ-?(?:นาม)?สกุลเดิม|ชื่อเดิม|เดิมชื่อ|เดิม"
    r"|formerly|former|n[ée]e|maiden name)[ :.]*(?P<name>.*)",
    re.IGNORECASE,
)
_MONK = re.compile("^(?:พระ|สามเณร|แม่ชี|บาทหลวง)")
_DOT_AFTER = re.compile(r"(?<=[ก-์])\.$|^[.,]+|[,]+$")


def script(text: str) -> str:
    """th or en, by the letters of a name; Thai where it has both."""
    return "en" if _LATIN.search(text) and not _THAI.search(text) else "th"


def title(language: str) -> Reader:
    def read(cell: str) -> Found:
        text = clean(cell)
        if not text:
            return NOTHING
        written = script(text) if language == "th" else language
        return put(f"title_{written}", expand_title(text) if written == "th" else text)

    return read


def first(cell: str) -> Found:
    """A first name; a title or a former name in the cell too. Several words stay together: whether the last of them
    is the surname is for the row to tell (apps.imports.lib.checks)."""

    text = clean(cell)
    if not text:
        return NOTHING
    if _is_simple(text) and not split_title(text)[0]:
        return put(f"first_{script(text)}", text)
    return _from_full(text, alone=True)


def full(cell: str) -> Found:
    text = clean(cell)
    return _from_full(text, alone=False) if text else NOTHING


def last(field: str) -> Reader:
    """A surname, without what is in brackets; `field` last_th, last_en, former_last_th …"""
    stem = field.rpartition("_")[0]

    def read(cell: str) -> Found:
        text = clean(cell)
        if not text:
            return NOTHING
        own = f"{stem}_{script(text)}" if stem != "former_first" else field
        if _is_simple(text):
            return put(own, text)
        lost = damage(own, text)
        if lost:
            return (), lost
        bare, others = _without_brackets(text, own)
        if "/" in bare:
            one, _, other = bare.partition("/")
            return together(others, ((), ((own, "several_names", text, f"{one.strip()}|{other.strip()}"),)))
        return together(put(own, _DOT_AFTER.sub("", bare).strip()), _oddity(own, bare), others)

    return read


def _is_simple(text: str) -> bool:
    return text.isalpha() or not re.search(r"[^ก-๎A-Za-zÀ-ɏ'’-]", text)


def _from_full(text: str, *, alone: bool) -> Found:
    """`alone`: the column is that of first names."""
    lost = damage("first_th", text)
    if lost:
        return (), lost
    bare, others = _without_brackets(text, "first_th")
    bare = _DOT_AFTER.sub("", bare).strip()
    if not bare:
        return together(others, ((), (("first_th", "name_odd", text, ""),)))
    if "/" in bare or ";" in bare:
        return together(others, ((), (("first_th", "several_names", text, ""),)))
    if alone and "," not in bare:
        title, rest = split_title(bare)
        name = FullName(title, rest)
    else:
        name = split_full_name(bare)
    written = script(f"{name.first} {name.last}")
    pairs, flags = _in_fields(name, written)
    more: tuple[Flag, ...] = ()
    if not alone and not name.last and not _MONK.match(name.title):
        more = ((f"last_{written}", "name_without_surname", text, ""),)
    elif name.middle and written == "th":
        more = ((f"middle_{written}", "name_parts_unsure", text, f"{name.first}|{name.middle}|{name.last}"),)
    return together((pairs, (*flags, *more)), _oddity(f"first_{written}", bare), others)


def _in_fields(name: FullName, written: str) -> Found:
    title = expand_title(name.title) if written == "th" and name.title else name.title
    parts = (("title", title), ("first", name.first), ("middle", name.middle), ("last", name.last))
    return together(
        *(put(f"{part}_{script(title) if part == 'title' and title else written}", value) for part, value in parts)
    )


def _oddity(field: str, text: str) -> Found:
    both = _THAI.search(text) and _LATIN.search(split_title(text)[1])
    if _ODD.search(text) or both:
        return (), ((field, "name_odd", text, ""),)
    return NOTHING


def _without_brackets(text: str, field: str) -> tuple[str, Found]:
    """The name without what stands in brackets or is said to be its former form, and that."""
    title, rest = split_title(text)
    found = [NOTHING]
    for inside in _IN_BRACKETS.findall(rest):
        found.append(_bracket(inside.strip(), field))
    rest = _IN_BRACKETS.sub(" ", rest)
    former = _FORMER.search(rest)
    if former and former.start() > 0 and former["name"]:
        found.append(_former(former["what"], former["name"]))
        rest = rest[: former.start()]
    rest = " ".join(rest.split())
    return f"{title} {rest}".strip() if title else rest, together(*found)


def _bracket(inside: str, field: str) -> Found:
    if not inside:
        return NOTHING
    former = _FORMER.match(inside)
    if former and former["name"]:
        return _former(former["what"], former["name"])
    if script(inside) == "en" and not field.endswith("_en") and re.fullmatch(r"[A-Za-z .'-]+", inside):
        name = split_full_name(inside)
        return together(put("title_en", name.title), put("first_en", name.first), put("last_en", name.last))
    return (), ((field, "brackets", inside, ""),)


def _former(what: str, written: str) -> Found:
    name = split_full_name(written.strip(" :."))
    language = script(written)
    is_first = "ชื่อ" in what and "สกุล" not in what
    if name.last:
        first = put("former_first_th", name.first) if language == "th" else NOTHING
        return together(first, put(f"former_last_{language}", name.last))
    if is_first and language == "th":
        return put("former_first_th", name.first)
    return put(f"former_last_{language}", name.first)
