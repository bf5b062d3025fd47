from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone, translation

from apps.core.actions import privacy


class Command(BaseCommand):
    help = "Ends what has been kept longer than the register of personal data says; --dry-run only counts it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        with translation.override("en"):
            found = list(privacy.over(now)) if options["dry_run"] else privacy.expire(now)
            verb = "would end" if options["dry_run"] else "ended"
            for each in found:
                self.stdout.write(f"{verb} {each.rows} × {each.expiry.what} (kept {each.expiry.days} days)")
        if not found:
            self.stdout.write("nothing is over its time")
