"""What the world's mail servers can look up about our domain: whether mail in its name is believed (SPF, DKIM, DMARC)
and whether mail to it arrives (MX). Each check says what is there and how well it serves; the page says what to do."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic
from typing import Protocol

import dns.exception
import dns.resolver


class Grade(StrEnum):
    GOOD = "good"
    WEAK = "weak"  # works, could be better
    BAD = "bad"  # mail goes to spam or nowhere
    UNKNOWN = "unknown"  # the name server did not answer


@dataclass(frozen=True)
class Finding:
    """`problem` names a sentence of the page; `found`: the record as it is; `wanted`: the record as it should be."""

    check: str  # "mx", "spf", "dkim", "dmarc", "alignment", "return_mx"
    grade: Grade
    problem: str = ""
    found: str = ""
    wanted: str = ""


SECONDS = 8


class Lookup(Protocol):
    """Asks for records of one kind; an empty list where there are none. Raises NoAnswer."""

    def __call__(self, name: str, kind: str) -> list[str]: ...


class NoAnswer(Exception):
    """The name server did not answer: nothing is known."""


def within(seconds: float) -> Lookup:
    """Asks the system's resolver until so many seconds are over, all questions together: somebody waits for it."""
    until = monotonic() + seconds
    return lambda name, kind: ask(name, kind, seconds=until - monotonic())


def ask(name: str, kind: str, *, seconds: float) -> list[str]:
    if seconds <= 0:
        raise NoAnswer("the time is over")
    resolver = dns.resolver.Resolver()
    resolver.timeout, resolver.lifetime = 2, min(seconds, 5)
    try:
        answer = resolver.resolve(name, kind)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return []
    except (dns.exception.DNSException, OSError, ValueError) as error:
        raise NoAnswer(str(error)) from error
    if kind == "TXT":
        return [b"".join(row.strings).decode("utf-8", "replace") for row in answer]
    return [row.to_text() for row in answer]


@dataclass(frozen=True)
class Setup:
    """What is checked. `public_key`: base64 of the key that belongs to ours, "" where nothing is signed here;
    `signing_domain`: the one that signs, where it is not `domain` itself; `return_domain`: to which mail is returned,
    which is the one of which SPF is asked; `server`: the name of the mail server by which we send."""

    domain: str
    selector: str = ""
    public_key: str = ""
    return_domain: str = ""
    server: str = ""
    signing_domain: str = ""


def check(setup: Setup, lookup: Lookup | None = None) -> list[Finding]:
    """Every check, in the order in which they are put right; asked all at once."""
    checks = [_mx, _spf, _dkim, _dmarc]
    if setup.return_domain and setup.return_domain != setup.domain:
        checks.append(_return_mx)
    asked = lookup or within(SECONDS)
    with ThreadPoolExecutor(len(checks)) as together:
        return list(together.map(lambda one: _tried(one, setup, asked), checks))


def _tried(one: Callable[[Setup, Lookup], Finding], setup: Setup, lookup: Lookup) -> Finding:
    try:
        return one(setup, lookup)
    except NoAnswer:
        return Finding(one.__name__.strip("_"), Grade.UNKNOWN, "no_answer")


def _mx(setup: Setup, lookup: Lookup) -> Finding:
    return _receives("mx", setup.domain, lookup)


def _return_mx(setup: Setup, lookup: Lookup) -> Finding:
    return _receives("return_mx", setup.return_domain, lookup)


def _receives(name: str, domain: str, lookup: Lookup) -> Finding:
    servers = lookup(domain, "MX")
    if any(server.split()[-1] == "." for server in servers):
        return Finding(name, Grade.BAD, "null_mx", "; ".join(servers))
    if servers:
        return Finding(name, Grade.GOOD, found="; ".join(sorted(servers)))
    if lookup(domain, "A") or lookup(domain, "AAAA"):
        return Finding(name, Grade.WEAK, "no_mx_but_host", wanted=f"{domain}. MX 10 mail.{domain}.")
    return Finding(name, Grade.BAD, "no_mx", wanted=f"{domain}. MX 10 mail.{domain}.")


def _spf(setup: Setup, lookup: Lookup) -> Finding:
    """RFC 7208: one record, at most ten further lookups, an end that says something."""
    domain = setup.return_domain or setup.domain
    records = [text for text in lookup(domain, "TXT") if text.lower().split(" ")[0] == "v=spf1"]
    wanted = f'{domain}. TXT "v=spf1 mx{f" a:{setup.server}" if setup.server else ""} ~all"'
    if not records:
        return Finding("spf", Grade.BAD, "no_spf", wanted=wanted)
    if len(records) > 1:
        return Finding("spf", Grade.BAD, "two_spf", " | ".join(records), _ended(domain, " ".join(records)))
    record = records[0]
    if (lookups := _spf_lookups(record, lookup, 0)) > 10:
        return Finding("spf", Grade.BAD, "spf_too_many_lookups", record, str(lookups))
    ends = [term for term in record.lower().split() if re.fullmatch(r"[+?~-]?all|redirect=.*", term)]
    if "+all" in ends or "all" in ends:
        return Finding("spf", Grade.BAD, "spf_lets_everybody", record, _ended(domain, record))
    if not ends or "?all" in ends:
        return Finding("spf", Grade.WEAK, "spf_says_nothing_of_others", record, _ended(domain, record))
    return Finding("spf", Grade.GOOD, found=record)


def _ended(domain: str, record: str) -> str:
    """What is there stays, of several records too; only the end is ours."""
    ends = {"v=spf1", "all", "+all", "?all", "~all", "-all"}
    terms = dict.fromkeys(term for term in record.split() if term.lower() not in ends)
    return f'{domain}. TXT "{" ".join(["v=spf1", *terms, "~all"])}"'


def _spf_lookups(record: str, lookup: Lookup, depth: int) -> int:
    """How often a receiver has to ask on. Includes that lead in a circle end at the limit."""
    count = 0
    for term in record.lower().split()[1:]:
        name = term.lstrip("+-~?")
        found = re.match(r"(include:|redirect=)(\S+)", name)
        if found and depth <= 10 and count <= 10:
            count += 1
            inner = [text for text in lookup(found[2], "TXT") if text.lower().startswith("v=spf1")]
            count += _spf_lookups(inner[0], lookup, depth + 1) if inner else 0
        elif re.match(r"(a|mx|ptr|exists)\b", name):
            count += 1
    return count


def _dkim(setup: Setup, lookup: Lookup) -> Finding:
    """RFC 6376: the public half of our key, under our selector."""
    name = f"{setup.selector}._domainkey.{setup.signing_domain or setup.domain}"
    wanted = f'{name}. TXT "v=DKIM1; k=rsa; p={setup.public_key or "…"}"'
    if not setup.public_key:
        return Finding("dkim", Grade.WEAK, "dkim_no_key")
    records = [text for text in lookup(name, "TXT") if "p=" in text]
    if not records:
        return Finding("dkim", Grade.BAD, "no_dkim", wanted=wanted)
    ours = [text for text in records if _tags(text).get("p", "").replace(" ", "") == setup.public_key]
    return _of_key([*ours, *records][0], setup.public_key, wanted)


def _of_key(record: str, ours: str, wanted: str) -> Finding:
    tags = _tags(record)
    published = re.sub(r"\s", "", tags.get("p", ""))
    if published != ours:
        return Finding("dkim", Grade.BAD, "dkim_other_key" if published else "dkim_revoked", record, wanted)
    if "y" in tags.get("t", "").split(":"):
        return Finding("dkim", Grade.WEAK, "dkim_testing", record, wanted)
    if tags.get("k", "rsa") == "rsa" and len(published) < 300:  # 1,024 bits are 216 letters, 2,048 are 392
        return Finding("dkim", Grade.WEAK, "dkim_short_key", record)
    return Finding("dkim", Grade.GOOD, found=record)


def _dmarc(setup: Setup, lookup: Lookup) -> Finding:
    """RFC 7489: of this domain, or of the one above it."""
    wanted = f'_dmarc.{setup.domain}. TXT "v=DMARC1; p=quarantine; rua=mailto:postmaster@{setup.domain}"'
    records, parts, policy = [], setup.domain.split("."), "p"
    for at in range(max(1, len(parts) - 1)):
        name = ".".join(parts[at:])
        records = [text for text in lookup(f"_dmarc.{name}", "TXT") if text.lower().startswith("v=dmarc1")]
        if records:
            break
    if not records:
        return Finding("dmarc", Grade.BAD, "no_dmarc", wanted=wanted)
    if len(records) > 1:
        return Finding("dmarc", Grade.BAD, "two_dmarc", " | ".join(records), wanted)
    tags = _tags(records[0])
    if at and "sp" in tags:  # what the domain above says of those below it
        policy = "sp"
    if tags.get(policy, "").lower() not in {"none", "quarantine", "reject"}:
        return Finding("dmarc", Grade.BAD, "dmarc_without_policy", records[0], wanted)
    if tags[policy].lower() == "none":
        stricter = re.sub(rf"\b{policy}\s*=\s*none", f"{policy}=quarantine", records[0], flags=re.IGNORECASE)
        return Finding("dmarc", Grade.WEAK, "dmarc_only_watches", records[0], f'_dmarc.{name}. TXT "{stricter}"')
    if "rua" not in tags:
        told = f"{records[0].rstrip('; ')}; rua=mailto:postmaster@{setup.domain}"
        return Finding("dmarc", Grade.WEAK, "dmarc_no_reports", records[0], f'_dmarc.{name}. TXT "{told}"')
    return Finding("dmarc", Grade.GOOD, found=records[0])


def _tags(record: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in record.split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs if name.strip()}
