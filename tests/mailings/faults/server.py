"""A mail server that does to its clients what a bad day does: it answers wrongly, hangs up, falls silent, and kills
them, each at any step of the dialogue. It remembers for whom it took a message: that is the truth of a run."""

import random
import re
import socket
from collections import Counter
from dataclasses import dataclass, field
from threading import Event, Lock, Thread

from tests.mailings.mail_server import PIPELINING, read_message

USUAL = {"EHLO": "250-here\r\n250 SIZE 20000000", "DATA": "354 go on", "QUIT": "221 bye"}
STEPS = ("CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "BODY", "DOT", "REPLY")
MAY_BE_TAKEN = {"BODY", "DOT"}  # the client's final dot may have left when these are struck
MESSAGE_ID = re.compile(rb"^Message-ID: (<[^>]+>)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Fault:
    """`kind`: kill (the client's process), kill_all (every process of its worker), cut, hang or an answer."""

    kind: str
    step: str
    answer: str = ""


ANSWERS = [
    *(Fault("answer", step, "451 later") for step in ("MAIL", "RCPT", "DATA", "DOT")),
    Fault("answer", "MAIL", "421 closing"),
    Fault("answer", "RCPT", "450 greylisted"),
    Fault("answer", "RCPT", "550 no such user"),
    Fault("answer", "DOT", "554 spam"),
    Fault("answer", "CONNECT", "421 busy"),
]
CUTS = [Fault("cut", step) for step in STEPS]
HANGS = [Fault("hang", step) for step in ("MAIL", "DOT")]
KILLS = [Fault("kill", step) for step in STEPS] + [Fault("kill_all", step) for step in ("MAIL", "DOT", "REPLY")]
ALL = [*KILLS, *KILLS, *ANSWERS, *CUTS, *HANGS]


@dataclass
class Truth:
    """What happened, as the server saw it. `taken`: of each address, how often a message to it was taken."""

    taken: Counter = field(default_factory=Counter)
    by_message_id: Counter = field(default_factory=Counter)
    faults: Counter = field(default_factory=Counter)
    kills: int = 0
    killed_all: int = 0
    lost_replies: int = 0  # the final dot came, and the client never heard what became of it


class FaultyServer:
    """`faults` are dealt out one by one, a share of the dialogues each. `kill(port, everybody)` ends the client."""

    def __init__(self, kill, faults=(), *, share=0.2, hang=3.0, seed=1):
        self.truth, self._faults = Truth(), list(faults)
        self._kill, self._share, self._hang = kill, share, hang
        self._dice, self._lock, self._closed = random.Random(seed), Lock(), Event()
        self._dice.shuffle(self._faults)
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._listener.getsockname()[1]
        Thread(target=self._accept, daemon=True).start()

    @property
    def faults_left(self):
        return len(self._faults)

    def close(self):
        self._closed.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self):
        while not self._closed.is_set():
            try:
                link, peer = self._listener.accept()
            except OSError:
                return
            Thread(target=self._talk, args=(link, peer[1]), daemon=True).start()

    def _talk(self, link, port):
        with link, link.makefile("rb") as lines:
            try:
                _Dialogue(self, link, lines, port).run()
            except (OSError, Hung):
                return

    def wait(self):
        """Longer than the client does."""
        self._closed.wait(self._hang)

    def deal(self):
        """The fault of the next message, if it gets one."""
        with self._lock:
            if self._faults and self._dice.random() < self._share:
                return self._faults.pop()
        return None

    def even(self):
        with self._lock:
            return self._dice.random() < 0.5

    def kill(self, port, fault):
        """A process that cannot be found has its connection cut instead."""
        if self._kill(port, everybody=fault.kind == "kill_all"):
            self.count(**{"kills" if fault.kind == "kill" else "killed_all": 1})
        elif fault.step in MAY_BE_TAKEN:
            self.count(lost_replies=1)

    def count(self, **changes):
        with self._lock:
            for name, change in changes.items():
                if isinstance(change, str):
                    getattr(self.truth, name)[change] += 1
                else:
                    setattr(self.truth, name, getattr(self.truth, name) + change)


class Hung(Exception):
    """This connection has ended."""


class _Dialogue:
    """One connection; half of them announce PIPELINING. A fault is dealt before each message and strikes at its
    step."""

    def __init__(self, server, link, lines, port):
        self.server, self.link, self.lines, self.port = server, link, lines, port
        self.fault = server.deal()

    def run(self):
        self.say("CONNECT", "220 ready")
        to = ""
        for line in self.lines:
            step = line[:4].strip().upper().decode("ascii", "replace")
            if step == "RCPT":
                to = line.partition(b"<")[2].partition(b">")[0].decode().lower()
            pipelines = step == "EHLO" and self.server.even()
            said = self.say(step, PIPELINING if pipelines else USUAL.get(step, "250 fine"))
            if said == USUAL["DATA"]:
                if not self.take(to):
                    return
                self.fault = self.server.deal()
            if step == "QUIT":
                return

    def take(self, to):
        """Whether there was a message at all."""
        self.strike("BODY")
        text = read_message(self.lines)
        if text is None:
            return False
        strikes = self.fault is not None and self.fault.step == "DOT"
        refuses = strikes and self.fault.kind == "answer"
        # Whoever never hears the answer does not know which it was; nor should the test.
        takes = not refuses and (not strikes or self.server.even())
        if takes:
            self.server.count(taken=to, by_message_id=MESSAGE_ID.search(text)[1].decode())
        self.say("DOT", "250 taken")
        if self.fault is not None and self.fault.step == "REPLY":
            self.strike("REPLY")
        return True

    def say(self, step, usual):
        self.strike(step)
        answer = usual
        if self.fault is not None and self.fault.step == step:
            answer, self.fault = self.fault.answer, None
        self.link.sendall(f"{answer}\r\n".encode())
        return answer

    def strike(self, step):
        """Does what is to happen at this step; an answer is said by `say`."""
        fault = self.fault
        if fault is None or fault.step != step:
            return
        self.server.count(faults=f"{fault.kind} {step}")
        if fault.kind == "answer":
            return
        self.fault = None
        if fault.kind in {"kill", "kill_all"}:
            self.server.kill(self.port, fault)
        elif fault.step in MAY_BE_TAKEN:
            self.server.count(lost_replies=1)
        if fault.kind == "hang":
            self.server.wait()
        self.link.shutdown(socket.SHUT_RDWR)
        raise Hung
