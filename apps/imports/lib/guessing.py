"""Which column holds what: by what stands over it, supported or corrected by what stands below."""

from dataclasses import replace

from .headers import NOT_READ
from .layout import Head
from .looks import Column
from .looks_like import shares
from .lookup import Lookup

_SAMPLES = 5
_MOST = 0.6  # share of the cells that makes a column look like something
_NAMES = {"first_th", "last_th", "full_name", "title_th"}
_LATIN = {"title_th": "title_en", "first_th": "first_en", "middle_th": "middle_en", "last_th": "last_en"} | {
    "former_last_th": "former_last_en",
    "full_name": "full_name_en",
}
_SECOND = {"email": "email_2", "mobile": "mobile_2", "phone": "phone_2"}
# Kinds whose cells have a look of their own: header kind → the look that supports it.
_SUPPORT = {
    "national_id": "national_id",
    "email": "email",
    "birth_date": "conferred_on",
    "conferred_on": "conferred_on",
    "gpa": "gpa",
    "gender": "gender",
    "faculty": "faculty",
    "campus": "campus",
    "province": "province",
    "postcode": "postcode",
    "graduation_year_be": "graduation_year_be",
    "entry_year_be": "graduation_year_be",
    "student_id": "student_id",
    "title_th": "title_th",
    "degree": "degree",
}
# What a column without a header may be, the surest first.
_BY_LOOK = (
    *("national_id", "email", "title_th", "gender", "honours", "level", "conferred_on", "campus", "faculty", "degree"),
    *("province", "phone", "address", "graduation_year_be", "gpa", "postcode", "student_id"),
)


# What these look like may be anything, where a header that we do not know stands over it ("ประทับเวลา").
_OF_MANY_MEANINGS = {"conferred_on", "graduation_year_be", "gpa", "student_id", "postcode", "level", "honours"}


def guess(head: Head, samples: list[list[str]], lookup: Lookup | None) -> list[Column]:
    """One column for each of the table. `samples`: cells from below the header, by column."""
    looks = [shares(cells, lookup) for cells in samples]
    columns = [_one(index, head, samples[index], looks[index]) for index in range(len(samples))]
    columns = _with_neighbours(columns, looks)
    return _each_once([_in_latin(column, looks[column.index]) for column in columns], looks)


def _one(index: int, head: Head, cells: list[str], look: dict[str, float]) -> Column:
    header = head.texts[index] if index < len(head.texts) else ""
    filled = tuple(dict.fromkeys(cell.strip()[:80] for cell in cells if cell.strip()))[:_SAMPLES]
    column = Column(index, header, filled, "", 0.0, "none")
    found = head.kinds[index] if index < len(head.kinds) else None
    if found is None:
        return _by_look(column, look) if filled else column
    kind, confidence = found
    if kind in NOT_READ:
        return replace(column, confidence=confidence, reason=kind or "sequence")
    kind, confidence = _corrected(kind, confidence, look)
    return replace(
        column, kind=kind, confidence=round(confidence, 2), reason="header" if found[1] >= 0.9 else "header_like"
    )


def _corrected(kind: str, confidence: float, look: dict[str, float]) -> tuple[str, float]:
    """A header of several meanings takes the one of its cells; one that its cells contradict is less sure."""
    for said, seen, meant in (
        ("student_id", "national_id", "national_id"),
        ("national_id", "student_id", "student_id"),
        ("graduation_year_be", "conferred_on", "conferred_on"),
        ("conferred_on", "graduation_year_be", "graduation_year_be"),
        ("programme", "degree", "degree"),
        ("degree", "level", "level"),
        ("level", "degree", "degree"),
        ("faculty", "campus", "campus"),
        ("house_no", "address", "address"),
        ("house_no", "sequence", ""),
        ("title_th", "thai_full", "full_name"),
        ("employer", "faculty", "faculty"),
    ):
        if kind == said and look.get(seen, 0) > _MOST and look.get(_SUPPORT.get(kind, ""), 0) < _MOST:
            return meant, min(confidence, 0.85)
    support = _SUPPORT.get(kind)
    if support in look and look[support] < 0.2 and confidence > 0.5:
        confidence -= 0.3
    return kind, confidence


def _by_look(column: Column, look: dict[str, float]) -> Column:
    if look.get("sequence", 0) > 0.9:
        return replace(column, confidence=0.8, reason="sequence")
    for kind in _BY_LOOK:
        if look.get(kind, 0) >= 0.75 and not (column.header and kind in _OF_MANY_MEANINGS):
            return replace(column, kind=kind, confidence=round(0.6 * look[kind], 2), reason="samples")
    if look.get("thai_full", 0) + look.get("latin_full", 0) >= 0.75 and look["distinct"] > 0.7:
        return replace(column, kind="full_name", confidence=0.4, reason="samples")
    return column


def _with_neighbours(columns: list[Column], looks: list[dict[str, float]]) -> list[Column]:
    """A merged "ชื่อ-สกุล" over two or three columns; a "ชื่อ" that holds the surname as well."""
    columns = list(columns)
    has_last = any(column.kind in {"last_th", "last_en"} for column in columns)
    has_first = any(column.kind in {"first_th", "first_en"} for column in columns)
    for index, column in enumerate(columns):
        look = looks[index]
        if column.kind == "full_name" and has_last and not has_first:
            columns[index] = replace(column, kind="first_th", confidence=0.85)
        elif column.kind == "full_name" and has_first and not has_last:  # ชื่อสกุล is the surname
            columns[index] = replace(column, kind="last_th", confidence=0.85)
        elif column.kind == "full_name":
            names = _under_full_name(index, columns, looks)
            for offset, kind in enumerate(names):
                columns[index + offset] = replace(columns[index + offset], kind=kind, confidence=0.8, reason="beside")
        elif (
            column.kind == "first_th" and not has_last and look.get("thai_full", 0) + look.get("latin_full", 0) > _MOST
        ):
            columns[index] = replace(column, kind="full_name", confidence=0.85)
        elif column.kind == "first_th" and not has_last and _is_bare_word(index + 1, columns, looks):
            columns[index + 1] = replace(columns[index + 1], kind="last_th", confidence=0.6, reason="beside")
    if not any(column.header or column.kind in _NAMES - {"title_th"} for column in columns):
        _name_two(columns, looks)
    return columns


def _name_two(columns: list[Column], looks: list[dict[str, float]]) -> None:
    """Where nothing has a header: the first two columns of single Thai words beside each other."""
    for index in range(len(columns) - 1):
        pair = columns[index : index + 2]
        if not any(column.kind for column in pair) and all(
            looks[column.index].get("thai", 0) > 0.75 for column in pair
        ):
            for column, kind in zip(pair, ("first_th", "last_th"), strict=True):
                columns[column.index] = replace(column, kind=kind, confidence=0.4, reason="samples")
            return


def _under_full_name(index: int, columns: list[Column], looks: list[dict[str, float]]) -> list[str]:
    if looks[index].get("title_th", 0) > _MOST:
        if _is_bare_word(index + 1, columns, looks) and _is_bare_word(index + 2, columns, looks):
            return ["title_th", "first_th", "last_th"]
        is_full = (
            index + 1 < len(columns) and not columns[index + 1].header and looks[index + 1].get("thai_full", 0) > _MOST
        )
        return ["title_th", "full_name"] if is_full else []
    if looks[index].get("thai", 0) + looks[index].get("latin", 0) > _MOST and _is_bare_word(index + 1, columns, looks):
        return ["first_th", "last_th"]
    return []


def _is_bare_word(index: int, columns: list[Column], looks: list[dict[str, float]]) -> bool:
    """Words under no header of their own."""
    if index >= len(columns) or (columns[index].header and columns[index].header != columns[index - 1].header):
        return False
    words = sum(looks[index].get(name, 0) for name in ("thai", "latin", "thai_full"))
    return words > _MOST


def _in_latin(column: Column, look: dict[str, float]) -> Column:
    if column.kind in _LATIN and look.get("latin_any", 0) > 0.8 and column.reason != "samples":
        return replace(column, kind=_LATIN[column.kind])
    return column


def _each_once(columns: list[Column], looks: list[dict[str, float]]) -> list[Column]:
    """Each kind in one column: the surest, among equals the fullest; Thai and Latin names are kinds of their own."""
    best: dict[str, int] = {}
    order = sorted(columns, key=lambda column: (-column.confidence, not looks[column.index], column.index))
    columns = list(columns)
    for column in order:
        kind = column.kind
        if kind in best and kind in _SECOND and _SECOND[kind] not in best:
            kind = _SECOND[kind]
        if kind and kind in best:
            columns[column.index] = replace(column, kind="", reason="repeated")
        elif kind:
            best[kind] = column.index
            columns[column.index] = replace(column, kind=kind)
    return columns
