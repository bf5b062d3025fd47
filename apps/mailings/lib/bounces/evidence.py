"""What of a message says something about a delivery: its notice, its report, and the mail that came back inside it."""

import re
from dataclasses import dataclass, field

from . import report
from .markup import to_text
from .mime import Part, parse, split_headers

_STATUS = {"message/delivery-status", "message/global-delivery-status", "text/delivery-status"}
_RETURNED = {
    "message/rfc822",
    "message/global",
    "text/rfc822-headers",
    "message/global-headers",
    "message/rfc822-headers",
}
# From here on a notice shows the mail that it returns.
_COPY = re.compile(
    r"^[ \t>]{0,3}(?:[-=_*# ]{1,60}[-=_*#][ \t]{0,9}|\W{0,3})[ \t]{0,3}(?:"
    r"(?:this is a copy of|here is (?:a|your|the)(?: copy of)?|below (?:this line )?is a copy|included is a copy"
    r"|the following is a copy|a copy of)[^\n]{0,60}(?:message|mail|headers?)"
    r"|below (?:this|the next) line is a copy|(?:un(?:sent|delivered|deliverable)|returned|original|failed"
    r"|rejected|your|bounced|initial|old|start of(?: returned)?)(?: \w+){0,2} ?(?:message|mail|e-?mail|headers?"
    r"|text)\b(?! (?:was|could|has|is|to|from|did|cannot|delivery|status|sent|will|could|of|body size|size"
    r"|id))[^\n]{0,40}"
    r"|(?:original|returned) message (?:follows|headers?|attached)|message (?:headers?|text|body"
    r"|content)s?(?: follows?)?|headers? of the (?:original )?message|(?:begin|start)(?: of)? (?:original"
    r"|forwarded|returned)? ?(?:message|mail)|forwarded message"
    r")[^\n]{0,60}$"
    r"|^[-=_*# ]{2,60}(?:nachrichtentext|ursprüngliche nachricht|message d'origine|mensaje original|mensagem original"
    r"|messaggio originale|исходное сообщение|ข้อความต้นฉบับ|原始邮件|原邮件|元のメール|原文)[^\n]{0,60}$",
    re.I | re.M,
)
_HEADERS = re.compile(
    r"^[> \t]{0,4}(?:Received: (?:from|by|\()|Return-Path: ?<|Message-ID: ?<|X-Mailer:|MIME-Version: 1"
    r"|DKIM-Signature:)",
    re.M | re.I,
)
_ANY_HEADER = re.compile(r"[> \t]{0,4}[A-Za-z][!-9;-~]{1,60}:")
_QUOTED = re.compile(r"^[ \t]{0,3}>(?!>>).*$", re.M)  # ">>>" is what a server was told
_TRACE = re.compile(r"^[> \t]{0,4}(?:Received|Return-Path|DKIM-Signature):", re.M | re.I)
_ANSWER = re.compile(r"recipient|address|deliver", re.I)
MAX_TEXT = 120_000


@dataclass
class Evidence:
    """Everything is text; `returned` are the headers of the mail that came back."""

    notices: list[str] = field(default_factory=list)
    reports: list[report.Group] = field(default_factory=list)
    feedback: list[str] = field(default_factory=list)
    dispositions: list[str] = field(default_factory=list)
    returned: list[Part] = field(default_factory=list)
    inner: list[Part] = field(default_factory=list)  # whole messages inside, which may be returns themselves
    quoted: bool = False
    copied: bool = False  # the notice shows the mail it returns

    @property
    def notice(self) -> str:
        return "\n\n".join(self.notices)[:MAX_TEXT]


def gather(message: Part) -> Evidence:
    found = Evidence()
    _visit(message, found)
    if not found.reports:
        for text in list(found.notices):
            if report.looks_like_one(text):
                found.reports += [group for group in report.groups(text) if group.recipient or group.action]
    return found


def _visit(part: Part, found: Evidence) -> None:
    kind = part.kind
    if kind in _STATUS:
        text = part.text if part.body.strip() else "\n".join(f"{k}: {v[0]}" for k, v in part.headers.items())
        found.reports += report.groups(text)
    elif kind == "message/feedback-report":
        found.feedback.append(part.text)
    elif kind == "message/disposition-notification":
        found.dispositions.append(part.text)
    elif kind in _RETURNED or (part.depth and not part.parts and "received" in part.headers):
        _returned(part, found)
    elif kind == "message/partial" or part.parts:
        _several(part, found)
    elif kind.startswith("text/") or (part.depth == 0 and not kind.startswith(("image/", "audio/", "video/"))):
        _words(part, found)
    elif kind == "application/octet-stream" and len(part.body) < 50_000 and report.looks_like_one(part.text):
        found.reports += report.groups(part.text)


def _several(part: Part, found: Evidence) -> None:
    """Of alternatives the plain text is read, if it says anything."""
    parts = part.parts
    if part.kind == "multipart/alternative":
        plain = [child for child in parts if child.kind == "text/plain" and len(child.text.strip()) > 20]
        parts = tuple(plain[:1]) or parts
    for child in parts:
        _visit(child, found)


def _returned(part: Part, found: Evidence) -> None:
    whole = part.parts[0] if part.parts else parse(part.text.encode("utf-8", "replace"))
    if part.parts:
        found.inner.append(whole)
    found.returned.append(whole)


def _words(part: Part, found: Evidence) -> None:
    text = part.text[:MAX_TEXT]
    if part.kind == "text/html" or re.match(r"\s{0,200}<(?:!doctype|html|head|body|div|p|table)\b", text, re.I):
        text = to_text(text)
    notice, copy = cut(text)
    lines = len(_QUOTED.findall(notice))
    if lines and lines * 2 > notice.count("\n"):
        found.quoted = True
    elif lines:
        notice = _QUOTED.sub("", notice) if not report.looks_like_one(notice) else notice
    found.notices.append(notice)
    if copy:
        found.copied = True
        headers, _ = split_headers(copy.encode("utf-8", "replace"))
        if headers:
            found.returned.append(Part(headers, b""))


def cut(text: str) -> tuple[str, str]:
    """The notice, and the mail that it shows below a line that says so (or below the mail's own headers)."""
    copy = next((found for found in _COPY.finditer(text, 10) if not _runs_on(text, found.start())), None)
    headers = next((found for found in _HEADERS.finditer(text) if not _only_named(text, found)), None)
    mark = min(filter(None, (copy, headers)), key=lambda found: found.start(), default=None)
    if mark is None:
        return text, ""
    lines = text[mark.start() : mark.start() + 20_000].split("\n")
    if mark.re is _COPY:
        first = next((number for number, line in enumerate(lines[:15]) if number and _ANY_HEADER.match(line)), None)
        lines = [] if first is None else lines[first:]
    return text[: mark.start()], _flush("\n".join(lines[:200])) or " "


def _runs_on(text: str, start: int) -> bool:
    """The line goes on with the sentence of the line before it: it says "your message" and begins none."""
    before = text[:start].rpartition("\n")[0].rpartition("\n")[2].strip()
    return before[-1:].isalpha() and text[start : start + 80].lstrip()[:1].islower()


def _only_named(text: str, found: re.Match[str]) -> bool:
    """A few headers by which a notice says which mail it means, before it says what became of it."""
    block, _, rest = text[found.start() : found.start() + 3_000].partition("\n\n")
    few = block.count("\n") < 8 and not _TRACE.search(block)
    return few and bool(_ANSWER.search(rest.partition("\n\n")[0]))


def _flush(copy: str) -> str:
    """Without the sign or the blanks before each line; a header's second line keeps its own."""
    margin = re.match(r"[> \t]{0,8}", copy)
    width = margin[0] if margin else ""
    return "\n".join(line.removeprefix(width) if width else line for line in copy.split("\n"))
