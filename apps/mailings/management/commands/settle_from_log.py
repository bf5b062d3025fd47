import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from apps.mailings.actions import settling


class Command(BaseCommand):
    help = (
        "Reads the log of the mail server (Postfix, sendmail, Exim) from standard input. Of the messages of which "
        "nobody knows, notes as sent those that it took; what the log does not name stays for a person."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many; change nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        lines = (line.decode(errors="replace") for line in sys.stdin.buffer)
        settled, left = settling.from_log(lines, dry_run=options["dry_run"])
        self.stdout.write(f"{settled} left the house, of {left} nobody knows yet")
