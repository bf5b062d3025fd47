"""A mail server that takes every mail and forgets it, in a process of its own. Like the servers of this world it
announces PIPELINING (RFC 2920) and answers at once what came at once; PIPELINING=no leaves that out."""

import os
import signal
import socket
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread

HELLO = "250-here\r\n250-SIZE 20000000\r\n"
HELLO += "250 8BITMIME\r\n" if os.environ.get("PIPELINING") == "no" else "250 PIPELINING\r\n"
ANSWERS = {b"EHLO": HELLO.encode(), b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}
END = b"\r\n.\r\n"


@dataclass
class Sink:
    port: int
    pid: int


@contextmanager
def sink():
    listener = socket.create_server(("127.0.0.1", 0), backlog=16)
    child = os.fork()
    if child == 0:
        try:
            while True:
                link, _peer = listener.accept()
                Thread(target=_take, args=(link,), daemon=True).start()
        finally:
            os._exit(0)
    try:
        yield Sink(listener.getsockname()[1], child)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        listener.close()


def _take(link):
    with link:
        link.sendall(b"220 here\r\n")
        came, in_message = b"", False
        while more := link.recv(65_536):
            answers, came, in_message = _answers(came + more, in_message)
            if answers:
                link.sendall(answers)


def _answers(came, in_message):
    """To all that is complete; and what is left of the rest."""
    answers = []
    while True:
        what, end, rest = came.partition(END if in_message else b"\r\n")
        if not end:
            return b"".join(answers), came, in_message
        word = b"" if in_message else what[:4].upper()
        answers.append(ANSWERS.get(word, b"250 fine\r\n"))
        came, in_message = rest, word == b"DATA"
