"""The codes of RFC 5321 and RFC 3463, where a text holds them and what they mean when no words say more."""

import re

from .verdict import Reason

_ENHANCED = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.]\d|\d|\.\d)")
_REPLY = re.compile(r"(?<![\d.\w+:/-])([45][0-5]\d)(?=[ \-#:;,.)\]'\"]|$)(?!\.\d|-\d\d-|:\d\d|/\d)", re.MULTILINE)
_STRONG_REPLY = re.compile(
    r"(?:smtp|said|says|error|code|status|reply|response|returned|server|data|rcpt to|mail from|<<<|#|remote)"
    r"[^\n\d]{0,40}?\b([45][0-5]\d)\b",
    re.IGNORECASE,
)

_BY_DETAIL = {
    "1.0": Reason.UNDEFINED,
    "1.1": Reason.UNKNOWN_USER,
    "1.2": Reason.UNKNOWN_HOST,
    "1.3": Reason.UNKNOWN_USER,
    "1.4": Reason.UNKNOWN_USER,
    "1.6": Reason.MOVED,
    "1.7": Reason.REFUSED,
    "1.8": Reason.REFUSED,
    "1.10": Reason.NOT_ACCEPTING,
    "2.1": Reason.DISABLED,
    "2.2": Reason.MAILBOX_FULL,
    "2.3": Reason.TOO_LARGE,
    "2.4": Reason.SYSTEM,
    "1.90": Reason.RATE,
    "2.121": Reason.RATE,
    "2.122": Reason.RATE,
    "3.0": Reason.UNDEFINED,
    "3.4": Reason.TOO_LARGE,
    "4.1": Reason.NETWORK,
    "4.2": Reason.NETWORK,
    "4.3": Reason.NETWORK,
    "4.4": Reason.UNKNOWN_HOST,
    "4.5": Reason.SYSTEM,
    "4.6": Reason.LOOP,
    "4.14": Reason.LOOP,
    "4.7": Reason.EXPIRED,
    "4.11": Reason.LOOP,
    "4.300": Reason.EXPIRED,
    "4.310": Reason.UNKNOWN_HOST,
    "4.312": Reason.NETWORK,
    "5.1": Reason.SYSTEM,
    "5.2": Reason.SYSTEM,
    "5.3": Reason.RATE,
    "5.4": Reason.SYSTEM,
    "4.316": Reason.EXPIRED,
    "7.1": Reason.POLICY,
    "7.7": Reason.CONTENT,
    "7.13": Reason.DISABLED,
    "7.17": Reason.MOVED,
    "7.20": Reason.AUTHENTICATION,
    "7.21": Reason.AUTHENTICATION,
    "7.23": Reason.AUTHENTICATION,
    "7.25": Reason.AUTHENTICATION,
    "7.26": Reason.AUTHENTICATION,
    "7.27": Reason.REFUSED,
    "7.28": Reason.RATE,
    "7.64": Reason.REFUSED,
    "7.509": Reason.AUTHENTICATION,
}
_BY_SUBJECT = {"3": Reason.SYSTEM, "6": Reason.CONTENT, "7": Reason.POLICY}  # of RFC 3463
_BY_REPLY = {
    "421": Reason.SYSTEM,
    "452": Reason.MAILBOX_FULL,
    "500": Reason.SYSTEM,
    "501": Reason.SYSTEM,
    "502": Reason.SYSTEM,
    "503": Reason.SYSTEM,
    "504": Reason.SYSTEM,
    "521": Reason.NOT_ACCEPTING,
    "523": Reason.TOO_LARGE,
    "535": Reason.AUTHENTICATION,
    "551": Reason.UNKNOWN_USER,
    "552": Reason.MAILBOX_FULL,
    "556": Reason.NOT_ACCEPTING,
}


def enhanced(text: str) -> list[str]:
    """Every enhanced code in the text, in order."""
    return [".".join(found.groups()) for found in _ENHANCED.finditer(text[:20_000])]


def reply(text: str) -> str:
    """The first reply code of a mail server in the text."""
    found = _STRONG_REPLY.search(text[:20_000]) or _REPLY.search(text[:20_000])
    return found[1] if found else ""


def is_vague(code: str) -> bool:
    """Says that it failed, not why."""
    return code[1:] in {"", ".0.0", ".1.0", ".2.0", ".3.0", ".4.0", ".5.0", ".7.0"} or len(code) == 3


def best(*texts: str) -> str:
    """The code that tells most: the first exact one of the texts in their order, then a vague one, then a reply."""
    vague = ""
    for text in texts:
        for code in enhanced(text):
            if code[0] != "2" and not is_vague(code):
                return code
            vague = vague or (code if code[0] != "2" else "")
    found = next((code for text in texts if (code := reply(text))), "")
    return found if found and (not vague or vague[0] != found[0]) else vague


def reason(code: str) -> Reason:
    if "." not in code:
        return _BY_REPLY.get(code, Reason.UNDEFINED)
    detail = code[2:]
    return _BY_DETAIL.get(detail) or _BY_SUBJECT.get(detail.partition(".")[0], Reason.UNDEFINED)
