"""Who was not reached and why: from the fields of a report, or from the words of a notice."""

import re

from . import addresses, codes, library, reasons, signs
from .evidence import Evidence
from .mime import Part, readable
from .report import Group
from .verdict import HARD, Failure, Kind, Reason

all_in = addresses.all_in

_LISTED = re.compile(
    r"^[ \t*>|-]{0,8}(?:<([^<>\s@]{1,120}@[^<>\s]{1,190})>"
    rf"|([^\s<>:,;(){addresses.WIDE}]{{1,120}}@[^\s<>:,;(){addresses.WIDE}]{{1,190}}))"
    r"(?:[ \t]*\((?:expanded from|reason|was)[^\n]{0,200}\))?[ \t]{0,4}(:|$|\(|\.\.\.|,|-|\t)",
    re.M,
)
_NAMED = re.compile(
    r"(?:\b(?:rcpt to|recipient(?:'s)?(?: e-?mail)?(?: address)?|deliver(?:y|ed)?(?: (?:your"
    r"|the))?(?: (?:message|mail))? to"
    r"|addressed to|undeliverable address|failed (?:recipient|address)|user|mailbox(?: of)?|address|envelope-?to"
    r"|userid"
    r"|to|for|an|à|para|per)\b|ถึง|ผู้รับ|收件人|宛先)"
    r"(?:[ \t]{0,4}[:=]\s{0,12}|\s{1,12}|(?=[<'\"(]))[<'\"(\[]{0,3}(?:smtp:|mailto:|rfc822;)?"
    rf"([^\s<>:,;()'\"\[\]{addresses.WIDE}]{{1,120}}@[^\s<>:,;()'\"\[\]{addresses.WIDE}]{{1,190}})",
    re.I,
)
_AFTER = re.compile(r"(?:did not reach|following)[^\n]{0,40}(?:recipient|address|user|person)[^\n]{0,40}\n", re.I)
_FIELD = re.compile(r"^([A-Za-z][A-Za-z-]{2,40})[ \t]{0,3}:[ \t]*([^\n]{0,1000})", re.M)
_WEAK = {None, Reason.POLICY, Reason.SYSTEM, Reason.NETWORK, Reason.UNDEFINED}  # an exact code says more
_STEP = r"(?:in (?:reply|response) to|after|during|at)[^\n]{0,24}\b"
_BEFORE_RECIPIENTS = re.compile(
    rf"{_STEP}(?:mail from|helo|ehlo|initial connection|banner|greeting)\b"
    r"|(?:>>>|sent:) mail from[^\n]{0,300}\n(?:<<<|[^\n:]{1,40}:) [45]\d\d",
    re.I,
)
_AFTER_RECIPIENTS = re.compile(
    rf"{_STEP}(?:data|connect)\b|sending (?:message|data|body)|pipelined[^\n]{{0,20}}data", re.I
)
_REFUSES_ALL = re.compile(r"(?:^\W{0,3}|<<< |said: )554[ -]")
_OF_US = re.compile(
    r"\b(?:sender|client|ip|rdns|ptr|isp|helo|dsn|header|content|attachment"
    r"|your (?!(?:\w+ )?(?:e-?mail|mail|message))\w+)s?\b",
    re.I,
)
_NAMES_BACK = ("to", "x-envelope-to", "return-path", "from")
_SERVER_SAID = re.compile(r"\b[45]\d\d[ -#]|\b[45]\.\d\.\d")


def of_group(group: Group, notice: str, subject: str) -> Failure:
    """The failure that one recipient's fields tell; the notice speaks where they are silent."""
    diagnostic = group.diagnostic or group.fields.get("x-notes", "") or group.fields.get("x-supplementary-info", "")
    code = codes.best(diagnostic, group.status)
    reason = reasons.given(diagnostic) if diagnostic else None
    if reason is None and codes.is_vague(code or "500"):
        reason = reasons.given(_without(notice, group.recipient))
        code = code if code and not codes.is_vague(code) else (codes.best(notice) or code)
    reason = _settled(reason, code, f"{diagnostic}\n{notice}")
    delayed = group.action == "delayed" or _is_only_delayed(subject, notice, group)
    return _failure(group.recipient, reason, code, diagnostic, delayed=delayed)


def of_words(message: Part, evidence: Evidence) -> list[Failure]:
    """The failures that a notice tells in words."""
    notice, subject = evidence.notice, message.header("subject")
    delayed = signs.is_delay(f"{subject}\n{notice}") and not _is_final(subject, notice)
    found = []
    for recipient, words in _recipients(message, evidence):
        code = codes.best(_said(words)) or codes.best(words) or codes.best(_said(notice)) or codes.best(notice)
        near, general = (_said(words), words), (_said(notice), notice)
        texts = near if words and codes.reason(code) not in _WEAK else (*near, *general)
        reason = next(filter(None, (reasons.given(text) for text in texts if text)), None)
        reason = _settled(reason, code, words or notice)
        found.append(_failure(recipient, reason, code, _line(words or notice), delayed=delayed))
    return found


def of_rejection(message: Part, evidence: Evidence) -> list[Failure]:
    """A mailbox's own rules refuse the mail (RFC 5429): full, or its owner does not want it. The address works."""
    return [
        Failure(
            each.recipient,
            Kind.SOFT,
            Reason.POLICY if each.reason in HARD else each.reason,
            each.code,
            each.diagnostic,
        )
        for each in of_words(message, evidence)
    ]


def is_strong(message: Part, evidence: Evidence) -> bool:
    """Fields that only a mail server writes."""
    about = message.parameter("report-type").lower()
    report = message.kind == "multipart/report" and ("status" in about or not about)
    return bool(report or message.raw("x-failed-recipients") or any(group.action for group in evidence.reports))


def is_notice(message: Part, evidence: Evidence) -> bool:
    """Whether a mail server writes, not a person and not a newsletter."""
    if is_strong(message, evidence):
        return not (evidence.quoted and signs.is_reply(message.header("subject")))
    subject, words = message.header("subject"), evidence.notice.lower()
    daemon, about = is_daemon(message), signs.is_about_a_failure(subject)
    said, cause = signs.tells_a_failure(words), bool(reasons.given(words)) or bool(_SERVER_SAID.search(words))
    back = bool(evidence.returned)
    dialogue = daemon and said and cause and bool(_SERVER_SAID.search(evidence.notice))  # under our own subject
    if evidence.quoted or (
        not dialogue and _is_letter(message, subject, daemon=daemon, clear=about and said and back)
    ):
        return False
    named = bool(addresses.all_in(evidence.notice, limit=1))
    if signs.is_bait(words) and not (back or _SERVER_SAID.search(words)):
        return False
    unanswerable = message.raw("return-path").strip() == "<>"
    if daemon:
        certain = _is_of_mail_alone(message) and (said or cause)
        exact = unanswerable and named and bool(_SERVER_SAID.search(words))  # in a language that nobody taught us
        return about or certain or exact or (said and cause and (back or named)) or (back and (said or cause))
    alone = bool(_LISTED.search(evidence.notice))
    if not back and signs.is_personal(evidence.notice):
        return False
    machine = unanswerable or bool(_SERVER_SAID.search(words))
    exact = cause and named and machine and signs.is_of_mail(f"{subject} {words}")
    return (about and said and (back or alone or exact)) or (about and cause and back) or (said and cause and back)


def names_a_failure(message: Part, evidence: Evidence) -> bool:
    return signs.is_about_a_failure(message.header("subject")) and signs.tells_a_failure(evidence.notice.lower())


def is_daemon(message: Part) -> bool:
    author = f"{message.header('from')[:200]} {message.header('sender')[:200]}"
    return _is_of_mail_alone(message) or signs.is_daemon(author, message.raw("return-path"))


def _is_of_mail_alone(message: Part) -> bool:
    """By a writer who writes of nothing else, or by nobody."""
    return message.raw("from").strip() == "<>" or signs.is_mailer_daemon(message.header("from"))


def first_address(text: str) -> str:
    return next(iter(addresses.all_in(text[:2_000], limit=1)), "")


def fields_of(text: str) -> dict[str, str]:
    return {name.lower(): value.strip() for name, value in reversed(_FIELD.findall(text[:50_000]))}


def _failure(recipient: str, reason: Reason, code: str, diagnostic: str, *, delayed: bool) -> Failure:
    words = "".join(char if char.isprintable() else " " for char in " ".join(diagnostic.split()))[:500]
    return Failure(recipient, _kind(reason, code, delayed=delayed), reason, code, words)


def _kind(reason: Reason, code: str, *, delayed: bool) -> Kind:
    """Hard is only what is true of the address for ever. A refusal of this mail or of us says nothing about the
    address, and what was given up after days of 4yz may be a holiday of the server's."""
    if delayed:
        return Kind.SOFT
    if reason in HARD:
        return Kind.SOFT if code.startswith("4") and code != "4.1.1" else Kind.HARD
    if reason is Reason.UNDEFINED:
        return Kind.SOFT if code.startswith("4") else Kind.HARD
    return Kind.SOFT


def _settled(reason: Reason | None, code: str, words: str) -> Reason:
    """What the words give, unless the code says more: exact ones of the sender and of full mailboxes always do."""
    by_code = codes.reason(code)
    outweighs = by_code is Reason.REFUSED or (by_code is Reason.MAILBOX_FULL and "." in code)
    says_more = by_code is not Reason.UNDEFINED and not (reason and by_code is Reason.POLICY)
    if outweighs or (reason in _WEAK and says_more):
        reason = by_code
    reason = reason or _unexplained(code, words)
    return Reason.REFUSED if reason in HARD and _BEFORE_RECIPIENTS.search(words) else reason


def _unexplained(code: str, words: str) -> Reason:
    """A refusal whose words nobody knows. Before and after the recipient was named it is of us or of the mail, and so
    it is where the server speaks of either."""
    steps = _BEFORE_RECIPIENTS.search(words) or _AFTER_RECIPIENTS.search(words)
    is_of_us = code == "554" or bool(steps or _REFUSES_ALL.search(words) or _OF_US.search(_said(words)))
    return Reason.POLICY if is_of_us else Reason.UNDEFINED


def _is_letter(message: Part, subject: str, *, daemon: bool, clear: bool) -> bool:
    """A person's answer, or a mailing. `clear`: subject and words tell of a failure, as a list's own notices do."""
    answer = signs.is_reply(subject) or (signs.is_forward(subject) and not daemon)
    threaded = bool(message.raw("in-reply-to") or message.raw("references"))
    if answer:
        return threaded or not clear
    listed = message.raw("list-id") or message.raw("list-unsubscribe") or message.raw("list-post")
    return bool(listed) and not daemon and not clear


def _is_only_delayed(subject: str, notice: str, group: Group) -> bool:
    return not group.fields.get("action", "").lower().startswith("fail") and signs.is_delay(subject) and bool(notice)


def _is_final(subject: str, notice: str) -> bool:
    """A failure for good that tells of the attempts before it."""
    words = f"{subject}\n{notice[:4_000]}".lower()
    return bool(
        re.search(
            r"giv(?:en|ing) up|permanent|has failed|failed permanently|will not be retried|no longer be"
            r"|returned to sender"
            r"|user unknown|has expired|delivery failed|delivery failure|could not be delivered for \d",
            words,
        )
        and not re.search(r"warning|will be retried|do(?: not|n't) need to|still|not yet|delay", words)
    )


def _recipients(message: Part, evidence: Evidence) -> list[tuple[str, str]]:
    """Each recipient with the words about it: by the header that names them, by the lines that begin with an address,
    by what names one in a sentence, by the library, by the returned mail."""
    notice = evidence.notice
    if failed := addresses.all_in(message.header("x-failed-recipients")):
        return [(address, _words_about(notice, address)) for address in failed]
    listed: dict[str, str] = {}
    for found in _LISTED.finditer(notice):
        address = addresses.clean(found[1] or found[2])
        if addresses.all_in(address):
            listed.setdefault(address, _words_about(notice, address))
    back = {name: [readable(part.raw(name)) for part in evidence.returned] for name in _NAMES_BACK}
    for sender in (first_address(value) for name in ("return-path", "from") for value in back[name]):
        if len(listed) > 1 or sender not in map(first_address, back["to"]):
            listed.pop(sender, None)  # a notice may name whose mail it is first
    if listed:
        return list(listed.items())[:50]
    after = _AFTER.search(notice)
    named = addresses.all_in(notice[after.end() :], limit=3)[:1] if after else []
    named += [address for found in _NAMED.finditer(notice) if addresses.all_in(address := addresses.clean(found[1]))]
    temporary, permanent = ([], []) if named else library.failures(message)
    chosen = (
        next(iter(named), "")
        or next(iter([*permanent, *temporary]), "")
        or next((address for value in [*back["to"], *back["x-envelope-to"]] if (address := first_address(value))), "")
        or next((one for one in addresses.all_in(notice) if one != first_address(message.header("to"))), "")
    )
    return [(chosen, "")]


def _words_about(notice: str, address: str) -> str:
    """From the address to the end of its paragraph, or to the next address."""
    start = notice.find(address)
    if start < 0:
        return ""
    text = notice[start + len(address) : start + len(address) + 3_000]
    following = _LISTED.search(text, 3)
    text = text[: following.start()] if following else text
    paragraphs = re.split(r"\n[ \t]*\n", text)
    words = paragraphs[0].lstrip(">:) \t\n")
    return words if len(words) > 8 else "\n".join(paragraphs[:2]).lstrip(">:) \t\n")


def _said(words: str) -> str:
    """What the other server said: from its code to the end of the paragraph."""
    found = _SERVER_SAID.search(words)
    return re.split(r"\n[ \t]*\n", words[found.start() :])[0][:1_000] if found else ""


def _without(notice: str, recipient: str) -> str:
    return notice.replace(recipient, " ") if recipient else notice


def _line(words: str) -> str:
    """The line of the notice that says most: the one with a code, or the first."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    return next((line for line in lines if _SERVER_SAID.search(line)), lines[0] if lines else "")
