"""Mailboxes on this machine that speak as much IMAP and POP3 as fetching needs."""

import re
import socketserver
from threading import Thread


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


class Mailbox:
    """`mails`: what waits; `seen` and `deleted`: numbers of those that were marked. `password` opens it."""

    def __init__(self, talk, mails):
        self.mails, self.seen, self.deleted, self.password = list(mails), set(), set(), "secret"
        mailbox = self

        class Talk(socketserver.StreamRequestHandler):
            def handle(self):
                talk(mailbox, self.rfile, self.say)

            def say(self, line):
                self.wfile.write(line if isinstance(line, bytes) else f"{line}\r\n".encode())
                self.wfile.flush()

        self._server = _Server(("127.0.0.1", 0), Talk)
        self.port = self._server.server_address[1]
        Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()


def imap(mailbox, lines, say):
    say("* OK ready")
    for line in lines:
        tag, _, rest = line.decode().strip().partition(" ")
        command = rest.upper()
        if command.startswith("CAPABILITY"):
            say("* CAPABILITY IMAP4rev1")
        elif command.startswith("LOGIN") and mailbox.password not in rest:
            say(f"{tag} NO wrong password")
            continue
        elif command.startswith("SELECT"):
            if "INBOX" not in rest:
                say(f"{tag} NO no such folder")
                continue
            say(f"* {len(mailbox.mails)} EXISTS")
        elif command.startswith("UID SEARCH UNSEEN"):
            unseen = [str(number + 1) for number in range(len(mailbox.mails)) if number not in mailbox.seen]
            say("* SEARCH " + " ".join(unseen))
        elif fetch := re.match(r"UID FETCH (\d+)", command):
            raw = mailbox.mails[int(fetch[1]) - 1]
            say(f"* {fetch[1]} FETCH (UID {fetch[1]} BODY[]<0> {{{len(raw)}}}\r\n".encode() + raw + b")\r\n")
        elif store := re.match(r"UID STORE (\d+) \+FLAGS \(\\SEEN\)", command):
            mailbox.seen.add(int(store[1]) - 1)
        elif command.startswith("LOGOUT"):
            say("* BYE")
            say(f"{tag} OK")
            return
        say(f"{tag} OK done")


def pop3(mailbox, lines, say):
    say("+OK ready")
    gone = set()
    for line in lines:
        command, _, rest = line.decode().strip().partition(" ")
        if command == "PASS" and rest != mailbox.password:
            say("-ERR wrong password")
        elif command == "LIST":
            say("+OK")
            for number, raw in enumerate(mailbox.mails, 1):
                say(f"{number} {len(raw)}")
            say(".")
        elif command in {"RETR", "TOP"}:
            say("+OK")
            for each in mailbox.mails[int(rest.split()[0]) - 1].splitlines():
                say((b"." if each.startswith(b".") else b"") + each + b"\r\n")
            say(".")
        elif command == "DELE":
            gone.add(int(rest) - 1)
            say("+OK")
        elif command == "QUIT":
            mailbox.deleted |= gone
            say("+OK")
            return
        else:
            say("+OK")
