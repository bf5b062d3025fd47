import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError

from apps.mailings.actions import returns
from apps.mailings.lib import bounces
from apps.mailings.lib.bounces import Verdict

MOST = 50_000_000  # bytes; a mail server delivers no larger ones
TRY_AGAIN = 75  # EX_TEMPFAIL: the mail server keeps the mail and comes back


class Command(BaseCommand):
    help = (
        "Reads one returned mail from standard input, does what follows from it, and prints as JSON what it says: "
        "kind (hard, soft, auto-reply, complaint, not-a-bounce), recipient, code, reason."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what it is; change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        raw = sys.stdin.buffer.read(MOST) if sys.stdin else b""  # None: started with its input closed
        if options["dry_run"]:
            self._print(bounces.read(raw))
            return
        try:
            taken = returns.take_in(raw)
        except DatabaseError as error:
            self.stderr.write(f"not now: {error}")
            sys.exit(TRY_AGAIN)
        self._print(taken.verdict, deed=taken.deed)

    def _print(self, verdict: Verdict, **more: str) -> None:
        said = {
            "kind": verdict.kind.value, "recipient": _recipient(verdict), "code": verdict.code,
            "reason": verdict.reason.value, "diagnostic": verdict.diagnostic, "message_id": verdict.message_id,
            "recipients": [
                {"recipient": each.recipient, "kind": each.kind.value, "code": each.code, "reason": each.reason.value}
                for each in verdict.failures
            ],
        }  # fmt: skip
        self.stdout.write(json.dumps(said | more))  # in ASCII: a mail server starts us in whatever locale it has


def _recipient(verdict: Verdict) -> str:
    """What a mail says is told without a database too."""
    try:
        return returns.recipient_of(verdict)
    except DatabaseError:
        return verdict.recipient
