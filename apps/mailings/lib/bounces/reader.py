"""From bytes to a verdict: first what the message says in fields, then what it says in words, then what the library
knows of shapes that are rare."""

from dataclasses import replace

from . import causes, library, signs
from .evidence import Evidence, gather
from .mime import Part, parse, readable
from .verdict import Failure, Kind, Reason, Verdict

_TOLD_TO = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "to", "x-delivered-to", "resent-to")
_ANSWERED_BY_MACHINE = (
    *("x-autoreply", "x-autorespond", "x-auto-response", "x-auto-reply", "x-autoreply-from", "x-mail-autoreply"),
    *("x-autoresponder", "x-amazon-auto-reply", "x-fc-machinegenerated", "x-post-messageclass"),
)
_WORST = {Kind.HARD: 0, Kind.SOFT: 1}
MAX_INNER = 3


def read(raw: bytes) -> Verdict:
    """What the message says. Never raises."""
    try:
        return _read(parse(raw), 0)
    except Exception:  # hostile bytes find the bug that nobody found before; a mailbox must go on
        return Verdict(Kind.NOT_A_BOUNCE, Reason.OTHER)


def _read(message: Part, depth: int) -> Verdict:
    evidence = gather(message)
    if not message.headers and not evidence.notice.strip():
        return Verdict(Kind.NOT_A_BOUNCE, Reason.EMPTY)
    verdict = (
        _complaint(message, evidence)
        or _reported(message, evidence)
        or _report_inside(message, evidence)
        or _receipt(message, evidence)
        or _machine(message, evidence)
        or _told(message, evidence)
        or _inside(evidence, message, depth)
        or _unattended(message)
        or Verdict(Kind.NOT_A_BOUNCE, Reason.OTHER)
    )
    return _completed(verdict, message, evidence)


def _complaint(message: Part, evidence: Evidence) -> Verdict | None:
    """An abuse report (RFC 5965); some providers report unsubscribers and lost mail in the same form, one puts the
    reader into the headers of our mail and nothing else around it."""
    if marked := _back(evidence, "x-hmxmroriginalrecipient"):
        return Verdict(Kind.COMPLAINT, Reason.ABUSE, causes.first_address(marked))
    if not evidence.feedback and "feedback" in message.parameter("report-type").lower():
        evidence.feedback.append(evidence.notice)
    if not evidence.feedback:
        return None
    fields = causes.fields_of("\n".join(evidence.feedback))
    kind = fields.get("feedback-type", "abuse").strip().lower()
    recipient = fields.get("original-rcpt-to", "") or fields.get("removal-recipient", "")
    address = causes.first_address(recipient) or causes.first_address(_back(evidence, "to"))
    if kind.startswith(("auth-failure", "dmarc")):
        return Verdict(Kind.NOT_A_BOUNCE, Reason.AUTHENTICATION, address)
    if kind.startswith("not-spam"):
        return Verdict(Kind.NOT_A_BOUNCE, Reason.OTHER, address)
    reason = Reason.UNSUBSCRIBED if kind.startswith("opt-out") else Reason.ABUSE
    return Verdict(Kind.COMPLAINT, reason, address)


def _reported(message: Part, evidence: Evidence) -> Verdict | None:
    """By the fields of a delivery status notification."""
    groups = [group for group in evidence.reports if group.action]
    if not groups or evidence.quoted:
        return None
    failed = [group for group in groups if group.action != "delivered"]
    if not failed:
        return Verdict(Kind.NOT_A_BOUNCE, Reason.DELIVERED, groups[0].recipient, groups[0].status)
    alone = len(groups) == 1
    found = [causes.of_group(group, evidence.notice if alone else "", _subject(message)) for group in failed]
    return _verdict(found)


def _report_inside(message: Part, evidence: Evidence) -> Verdict | None:
    """By the fields of a notification that another machine passed on whole."""
    if signs.is_reply(_subject(message)):
        return None
    for inner in evidence.inner[:MAX_INNER]:
        found = gather(inner)
        if inner.kind.startswith("multipart/") and (verdict := _reported(inner, found)):
            return _passed_on(_completed(verdict, inner, found), message) if verdict.is_bounce else None
    return None


def _receipt(message: Part, evidence: Evidence) -> Verdict | None:
    """A message disposition notification (RFC 8098): somebody opened or deleted the mail."""
    if evidence.dispositions or "disposition-notification" in message.parameter("report-type").lower():
        text = "\n".join(evidence.dispositions)
        if "automatically rejected" in evidence.notice.lower():
            return _verdict(causes.of_rejection(message, evidence))
        address = causes.first_address(causes.fields_of(text).get("final-recipient", ""))
        return Verdict(Kind.AUTO_REPLY, Reason.RECEIPT, address)
    return None


def _machine(message: Part, evidence: Evidence) -> Verdict | None:
    """An answer by a machine of the recipient's, which got the mail. Where its words alone say so it is not certain:
    people write that they are away too."""
    if causes.is_strong(message, evidence):
        return None
    subject, words = _subject(message), evidence.notice
    daemon = causes.is_daemon(message)
    failing = signs.is_about_a_failure(subject) and signs.tells_a_failure(words.lower())
    if signs.is_a_machines(subject) and not (daemon and failing):
        return Verdict(Kind.AUTO_REPLY, Reason.OUT_OF_OFFICE, _author(message))
    if daemon or failing:
        return None
    marked = _is_marked(message)
    certain = marked or _is_by_machine(message)
    if signs.is_challenge(f"{subject}\n{words}") and not evidence.copied:
        return Verdict(Kind.AUTO_REPLY, Reason.CHALLENGE, _author(message), certain=certain)
    if marked or signs.is_away(words) or (certain and signs.is_courtesy(words)):
        return Verdict(Kind.AUTO_REPLY, Reason.OUT_OF_OFFICE, _author(message), certain=certain)
    return None


def _is_marked(message: Part) -> bool:
    """By one of the headers that programs write when they answer (RFC 3834 and what was before it)."""
    precedence = message.raw("precedence").lower() + message.raw("x-precedence").lower()
    automatic = message.raw("auto-submitted").lower()
    return (
        any(map(message.raw, _ANSWERED_BY_MACHINE))
        or "auto_reply" in precedence
        or automatic.startswith(("auto-replied", "auto-generated (vacation"))
    )


def _told(message: Part, evidence: Evidence) -> Verdict | None:
    """By its words, if enough speaks for a notice and nothing for a letter."""
    if not causes.is_notice(message, evidence):
        return None
    if not causes.names_a_failure(message, evidence) and signs.tells_a_success(evidence.notice.lower()):
        return Verdict(Kind.NOT_A_BOUNCE, Reason.DELIVERED)
    found = causes.of_words(message, evidence)
    return _verdict(found) if found else None


def _unattended(message: Part) -> Verdict | None:
    """A machine's mail, whatever it says."""
    if message.raw("auto-submitted").lower().startswith("auto-"):
        return Verdict(Kind.AUTO_REPLY, Reason.OTHER, _author(message))
    return None


def _inside(evidence: Evidence, message: Part, depth: int) -> Verdict | None:
    """A return that was forwarded, or came back itself."""
    if depth >= MAX_INNER or not evidence.inner or signs.is_reply(_subject(message)):
        return None
    for inner in evidence.inner[:MAX_INNER]:
        verdict = _read(inner, depth + 1)
        if verdict.is_bounce or verdict.kind is Kind.COMPLAINT:
            return _passed_on(verdict, message)
    return None


def _passed_on(verdict: Verdict, message: Part) -> Verdict:
    """What a person sends on may be meant for people."""
    return replace(verdict, certain=causes.is_daemon(message) or _is_by_machine(message))


def _verdict(found: list[Failure]) -> Verdict:
    ordered = sorted(found, key=lambda failure: _WORST[failure.kind])
    first = ordered[0]
    return Verdict(first.kind, first.reason, first.recipient, first.code, first.diagnostic, tuple(ordered))


def _completed(verdict: Verdict, message: Part, evidence: Evidence) -> Verdict:
    """With what helps to find our own message: the recipient that only the library or the returned mail names, the
    returned mail's id, and where this return was delivered."""
    failures, recipient = verdict.failures, verdict.recipient
    if verdict.is_bounce and "@" not in recipient:
        recipient = _whole(recipient, message, evidence) or recipient
        failures = tuple(replace(old, recipient=recipient) if "@" not in old.recipient else old for old in failures)
    message_id = verdict.message_id or "".join(filter(str.isprintable, _back(evidence, "message-id")))[:200]
    told_to = verdict.addressed_to + tuple(
        address for name in _TOLD_TO for value in message.headers.get(name, [])[:5] for address in causes.all_in(value)
    )
    return replace(
        verdict, recipient=recipient, failures=failures, message_id=message_id,
        addressed_to=tuple(dict.fromkeys(told_to))[:20],
    )  # fmt: skip


def _whole(name: str, message: Part, evidence: Evidence) -> str:
    """The address of which a report names nothing, or only what stands before the @."""
    back = causes.first_address(_back(evidence, "to"))
    if name:
        return back if back.lower().startswith(f"{name.lower()}@") else ""
    return library.recipient(message) or back


def _back(evidence: Evidence, name: str) -> str:
    values = (part.raw(name) for part in evidence.returned)
    return readable(next(filter(None, values), "")).strip()


def _is_by_machine(message: Part) -> bool:
    """Whatever it says, no person wrote it."""
    unanswerable = message.raw("return-path").strip() == "<>" or message.raw("x-auto-response-suppress")
    return bool(unanswerable) or message.raw("auto-submitted").lower().startswith("auto-")


def _subject(message: Part) -> str:
    return message.header("subject")


def _author(message: Part) -> str:
    return causes.first_address(message.header("from"))
