"""Addresses in the texts of servers."""

import re

WIDE = "（）【】《》「」『』〈〉，。、：；！？“”‘’\u3000"  # marks that stand beside an address in texts without spaces
_LETTER = r"A-Za-z0-9\u0080-\u1fff\u2c00-\u2fff\u3005-\u3007\u3021-\ufeff"  # also of other scripts, no marks
ADDRESS = re.compile(
    r"(?<![\w.@=+-])(?:\"[^\"\n@]{1,64}\""
    rf"|[^\s<>()\[\]{{}},;:\"'`|/\\@=*{WIDE}]{{1,64}}(?:/[^\s<>()\[\],;:\"@]{{1,30}}){{0,4}}"
    r"|[A-Za-z0-9.!#$%&*+/=?^_{|}~'-]{1,64})"
    rf"@(?:[{_LETTER}](?:[{_LETTER}_-]{{0,62}})\.){{0,8}}"
    r"(?:[A-Za-z][A-Za-z0-9-]{1,62}(?![A-Za-z0-9_@])|[A-Za-z0-9\u0e00-\u9fff-]{2,63}(?![\w@]))"
)
_OURS = re.compile(
    r"^(?:mailer[-_.]?daemon|postmaster|mail[-_]?daemon|daemon|no-?reply|do-?not-?reply|administrator|abuse|root)@",
    re.I,
)
_MESSAGE_ID = re.compile(r"^[0-9a-f.$\-_]{18,}@|^\d{6,}[.\-]|@(?:.*\.)?(?:local(?:domain)?|mail\.gmail\.com)$", re.I)


def of_field(value: str) -> str:
    """The address in a field like "rfc822; <someone@example.org> (comment)"."""
    value = value.strip()[:500]
    value = re.sub(r"^\s*[\w./-]{1,20}\s*;\s*", "", value)
    if found := re.search(r"<([^<>\s]{1,250})>", value):
        value = found[1]
    value = re.sub(r"\s*\([^()]*\)\s*$", "", value).strip(" \t<>\"';,")
    if found := ADDRESS.search(value):
        return clean(found[0])
    return value if re.fullmatch(r"[\w.+=-][\w.+/=-]{0,119}", value) else ""  # no file either


def clean(address: str) -> str:
    address = "".join(filter(str.isprintable, address)).strip(" \t\"'<>.,;:()[]")
    address = re.sub(r"^(?:rfc822;|(?:[\w:;]{0,20}[:;])?smtp[:=]|mailto:|3d)", "", address, flags=re.I)
    address = re.sub(r"^[^\x00-\x7f]+(?=[!-?A-~]+@)", "", address)  # words that stand before it without a space
    return address[:254]


def all_in(text: str, *, limit: int = 50) -> list[str]:
    """Every address in the text, in order, each once; neither machines' own nor message ids."""
    found: dict[str, str] = {}
    for match in ADDRESS.finditer(text[:100_000]):
        address = clean(match[0])
        if "@" in address and not _OURS.match(address) and not _MESSAGE_ID.search(address):
            found.setdefault(address.lower(), address)
        if len(found) >= limit:
            break
    return list(found.values())
