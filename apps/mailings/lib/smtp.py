"""A talk with a mail server: in as few ways there and back as the server allows, and it is known how far it came."""

import re
import smtplib
from collections.abc import Sequence
from io import BufferedReader, RawIOBase
from smtplib import CRLF, SMTPServerDisconnected, quoteaddr
from socket import socket
from time import monotonic
from typing import Any

Answer = tuple[int, bytes]
_WELL = ({250}, {250, 251}, {354})  # what a server answers to MAIL, RCPT and DATA that it takes
_PLAIN = re.compile(r"[\w.+=-]+@[\w.-]+", re.ASCII)
_DOTS = re.compile(rb"^\.", re.MULTILINE)


class WatchedSMTP(smtplib.SMTP):
    """Knows whether the message's final dot has left: after it a lost connection means that nobody knows. Waits so
    long for a whole answer as smtplib waits for each part of one."""

    handed_over = False

    def getreply(self) -> Answer:
        if self.file is None and self.sock is not None:
            self.file = BufferedReader(_Answers(self.sock))
        if self.sock is None or self.file is None:
            raise SMTPServerDisconnected("Server not connected")
        limit, answers = self.sock.gettimeout(), self.file.raw
        answers.until = None if limit is None else monotonic() + limit
        try:
            return super().getreply()
        finally:
            if self.sock is not None:
                self.sock.settimeout(limit)

    def sendmail(self, from_addr: str, to_addrs: Sequence[str], msg: Any, *_args: Any, **_options: Any) -> Any:
        """One message as bytes, to one recipient. Raises what smtplib raises."""
        self.handed_over = False
        self.ehlo_or_helo_if_needed()
        [to] = to_addrs
        size = f" SIZE={len(msg)}" if self.has_extn("size") else ""
        answers = self._say([f"MAIL FROM:{_path(from_addr)}{size}", f"RCPT TO:{_path(to)}", "DATA"])
        refused = _first_refused(answers)
        if refused is not None:
            self._give_up(answers)
            raise _refusal(refused, answers[refused], from_addr, to)
        self.send(_ended(msg))
        self.handed_over = True
        answer = self.getreply()
        if answer[0] != 250:
            self._give_up([answer])
            raise smtplib.SMTPDataError(*answer)
        return {}

    def _say(self, commands: list[str]) -> list[Answer]:
        """What the server answers, at least up to its first refusal."""
        if any("\r" in command or "\n" in command for command in commands):
            raise ValueError("a line break in an address")
        return self._at_once(commands) if self.has_extn("pipelining") else self._one_by_one(commands)

    def _at_once(self, commands: list[str]) -> list[Answer]:
        """Each is answered, also after a refusal (RFC 2920); a server that hangs up after one has said enough."""
        self.send(CRLF.join([*commands, ""]))
        answers: list[Answer] = []
        try:
            for _command in commands:
                answers.append(self.getreply())
        except SMTPServerDisconnected:
            if _first_refused(answers) is None:
                raise
        return answers

    def _one_by_one(self, commands: list[str]) -> list[Answer]:
        answers: list[Answer] = []
        for command in commands:
            answers.append(self.docmd(command))
            if _first_refused(answers) is not None:
                break
        return answers

    def _give_up(self, answers: list[Answer]) -> None:
        """To where the next message can begin. A server that waits for a message which it does not take (354) gets
        none: the connection ends."""
        if any(code in {354, 421} for code, _text in answers):
            self.close()
        else:
            self._rset()  # type: ignore[attr-defined] # smtplib's own, which minds no lost connection


class _Answers(RawIOBase):
    """What comes from the server, `until` a moment: one that says a letter now and then is as silent as one that says
    nothing."""

    until: float | None = None

    def __init__(self, link: socket) -> None:
        self._link = link

    def readable(self) -> bool:
        return True

    def readinto(self, room: Any) -> int:
        if self.until is not None:
            left = self.until - monotonic()
            if left <= 0:
                raise TimeoutError("timed out")
            self._link.settimeout(left)
        return self._link.recv_into(room)


def _path(address: str) -> str:
    return f"<{address}>" if _PLAIN.fullmatch(address) else quoteaddr(address)


def _first_refused(answers: list[Answer]) -> int | None:
    return next((at for at, (code, _text) in enumerate(answers) if code not in _WELL[at]), None)


def _refusal(at: int, answer: Answer, sender: str, to: str) -> Exception:
    if at == 0:
        return smtplib.SMTPSenderRefused(*answer, sender)
    return smtplib.SMTPRecipientsRefused({to: answer}) if at == 1 else smtplib.SMTPDataError(*answer)


def _ended(content: bytes) -> bytes:
    """With the final dot, and no other line that could be taken for it."""
    if content.startswith(b".") or b"\n." in content:
        content = _DOTS.sub(b"..", content)
    return content + (b".\r\n" if content.endswith(b"\r\n") else b"\r\n.\r\n")
