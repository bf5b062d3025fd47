from apps.core.lib.text import is_thai

from .patterns import SPELLINGS


def full_name(first: str, last: str = "", *, title: str = "", middle: str = "") -> str:
    """A name as it is written: Thai titles touch the first name (นายสมชาย ใจดี, ผศ. ดร.สุดา มณี), but for ranks
    (พันเอก สมชาย ใจดี); Latin ones have a space."""
    name = " ".join(filter(None, (first, middle, last)))
    if not title or not name:
        return title or name
    return title + ("" if is_thai(first) and not _is_rank(title) else " ") + name


def _is_rank(title: str) -> bool:
    return any(
        known.kind == "rank" and spelling.pattern.match(title) for spelling in SPELLINGS for known in spelling.titles
    )
