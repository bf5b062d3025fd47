from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from apps.core.actions import sealing


class Command(BaseCommand):
    help = "Seals the audit rows that are not sealed yet; the worker does so every minute by itself."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--new-head",
            metavar="REASON",
            help="after a lawful restore, or when the head file was lost: keep the old file, begin a new one, and "
            "record the reason in the trail",
        )

    def handle(self, *, new_head: str | None, **options: Any) -> None:
        now = timezone.now()
        try:
            if new_head:
                sealing.begin_new_head(by=None, reason=new_head, now=now)
            self.stdout.write(f"{sealing.seal(now=now)} rows sealed.")
        except sealing.HeadMismatch as mismatch:
            raise CommandError(f"Nothing was sealed: {mismatch}.") from mismatch
