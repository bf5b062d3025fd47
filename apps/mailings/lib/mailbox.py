"""Where returned mail waits for us: IMAP, POP3 or a maildir, by one address (MAIL_RETURN_SOURCE). Each mail is
handed over as bytes; only when it was dealt with it is marked (IMAP, maildir) or deleted (POP3, which can do nothing
else)."""

import imaplib
import poplib
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

MOST_MAILS, MOST_BYTES, TIMEOUT = 200, 3_000_000, 30
Take = Callable[[bytes], None]
Waiting = Iterator[tuple[bytes, Callable[[], object]]]  # each mail, and what is to be done when it was dealt with


class NoMailbox(Exception):
    """The mailbox cannot be opened as it is configured. Its message names no password."""


def collect(source: str, take: Take) -> int:
    """Gives each waiting mail to `take`; how many. One that `take` refuses with an exception waits on, and the others
    go on; the exception is raised at the end. Raises NoMailbox."""
    address = urlsplit(source)
    ways = {"imap": _imap, "imaps": _imap, "pop3": _pop3, "pop3s": _pop3, "maildir": _maildir}
    if address.scheme not in ways:
        raise NoMailbox(f"MAIL_RETURN_SOURCE begins with none of {', '.join(ways)}")
    taken, refusal = 0, None
    try:
        for raw, done in ways[address.scheme](address):
            try:
                take(raw)
            except Exception as error:  # told at the end: one mail must not keep back the others
                refusal = error
            else:
                done()
                taken += 1
    except (OSError, imaplib.IMAP4.error, poplib.error_proto) as error:
        raise NoMailbox(f"{address.scheme}://{address.hostname}: {type(error).__name__}: {error}") from error
    if refusal is not None:
        raise refusal
    return taken


def _imap(address: SplitResult) -> Waiting:
    host, secure = address.hostname or "", address.scheme == "imaps"
    context = ssl.create_default_context()
    server = (
        imaplib.IMAP4_SSL(host, address.port or 993, ssl_context=context, timeout=TIMEOUT)
        if secure
        else imaplib.IMAP4(host, address.port or 143, timeout=TIMEOUT)
    )
    try:
        server.login(unquote(address.username or ""), unquote(address.password or ""))
        folder = unquote(address.path.strip("/")) or "INBOX"
        if server.select(f'"{folder}"')[0] != "OK":
            raise NoMailbox(f"imap: there is no folder {folder!r}")
        said, found = server.uid("SEARCH", "UNSEEN")
        if said != "OK":
            raise NoMailbox("imap: the folder cannot be searched now")
        for number in (found[0] or b"").split()[:MOST_MAILS]:
            uid = number.decode()
            said, parts = server.uid("FETCH", uid, f"(BODY.PEEK[]<0.{MOST_BYTES}>)")
            raw = next((part[1] for part in parts if isinstance(part, tuple)), None)
            if said != "OK" or raw is None:
                continue  # it is locked, or somebody deleted it: it waits, or is gone
            yield raw, partial(server.uid, "STORE", uid, "+FLAGS", "(\\Seen)")
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            server.logout()


def _pop3(address: SplitResult) -> Waiting:
    host = address.hostname or ""
    server = (
        poplib.POP3_SSL(host, address.port or 995, timeout=TIMEOUT, context=ssl.create_default_context())
        if address.scheme == "pop3s"
        else poplib.POP3(host, address.port or 110, timeout=TIMEOUT)
    )
    try:
        server.user(unquote(address.username or ""))
        server.pass_(unquote(address.password or ""))
        for line in server.list()[1][:MOST_MAILS]:
            number, size = (int(part) for part in re.findall(rb"\d+", line)[:2])
            lines = server.retr(number)[1] if size <= MOST_BYTES else server.top(number, 2_000)[1]
            yield b"\r\n".join(lines), partial(server.dele, number)
    finally:
        with suppress(OSError, poplib.error_proto):
            server.quit()  # what was dealt with is deleted now


def _maildir(address: SplitResult) -> Waiting:
    folder = Path(unquote(address.path))
    new, seen = folder / "new", folder / "cur"
    if not new.is_dir() or not seen.is_dir():
        raise NoMailbox("maildir: there is no maildir there (new/ and cur/)")
    for path in sorted(new.iterdir())[:MOST_MAILS]:
        try:
            with path.open("rb") as file:
                raw = file.read(MOST_BYTES)
        except OSError:
            continue  # somebody took it, or it is no mail: the others wait for nothing
        yield raw, partial(path.rename, seen / f"{path.name.split(':')[0]}:2,S")
