"""A mail server that answers as a test wants it to."""

import socket
from collections import defaultdict, deque
from threading import Event, Thread

CUT = "cut"  # the connection ends without an answer
PIPELINING = "250-hello\r\n250-PIPELINING\r\n250 SIZE 20000000"
USUAL = {"CONNECT": "220 ready", "EHLO": "250 hello", "DATA": "354 go on", "DOT": "250 taken", "QUIT": "221 bye"}


class MailServer:
    """`answers["RCPT"].append("450 later")` is said once, instead of the usual answer, to the next RCPT; CUT hangs up;
    DOT is the end of a message; `usual` can be changed. `taken` holds what the server answered for, `seen` everything
    that reached it, `senders` the line of each MAIL FROM."""

    def __init__(self, delay=0.0):
        self.answers = defaultdict(deque)
        self.usual = dict(USUAL)
        self.taken = []
        self.seen = []
        self.senders = []
        self.connections = 0
        self.delay = delay  # seconds before the answer to DOT
        self._closed = Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._threads = [Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def close(self):
        self._closed.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(timeout=5)

    def _accept(self):
        while True:
            try:
                link, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._threads.append(Thread(target=self._talk, args=(link,), daemon=True))
            self._threads[-1].start()

    def _talk(self, link):
        with link, link.makefile("rb") as lines:
            try:
                if self._answer(link, "CONNECT"):
                    self._listen(link, lines)
            except OSError:
                return

    def _listen(self, link, lines):
        for line in lines:
            step = line.split()[0].upper().decode()
            if step == "MAIL":
                self.senders.append(line.decode())
            said = self._answer(link, step)
            if said == USUAL["DATA"] and not self._take(link, lines):
                return
            if said in {"", USUAL["QUIT"]}:
                return

    def _take(self, link, lines):
        text = read_message(lines)
        if text is None:
            return ""
        self.seen.append(text)
        self._closed.wait(self.delay)
        return self._answer(link, "DOT", text)

    def _answer(self, link, step, text=None):
        """What was said; nothing when the connection was cut. A text is noted before whoever sent it can know."""
        waiting = self.answers[step]
        said = waiting.popleft() if waiting else self.usual.get(step, "250 fine")
        if said == CUT:
            link.shutdown(socket.SHUT_RDWR)
            return ""
        if text is not None and said.startswith("2"):
            self.taken.append(text)
        link.sendall(f"{said}\r\n".encode())
        return said


def read_message(lines):
    """Up to the final dot; None when the client hung up before it."""
    text = b""
    for line in lines:
        if line == b".\r\n":
            return text
        text += line
    return None
