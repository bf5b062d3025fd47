from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from apps.core.actions import verification
from apps.core.lib import audit_check
from apps.core.lib.audit_head import HeadFile


class Command(BaseCommand):
    help = (
        "Recomputes the whole audit trail and compares it with the head outside the database. "
        "The page of the audit log shows the outcome. "
        "Exit status 0: whole; 1: something was edited, removed, inserted or cut; 2: there is no head to compare with."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--head", type=Path, default=settings.AUDIT_HEAD_FILE, help="another copy of the head file"
        )

    def handle(self, *, head: Path, **options: Any) -> None:
        heads = HeadFile(head)
        if not heads.exists():
            raise CommandError(f"There is no head file at {head}.", returncode=2)
        began, findings = timezone.now(), 0
        for finding in verification.verify(heads):
            self.stdout.write(str(finding))
            findings += 1
        audit_check.note(settings.AUDIT_HEAD_FILE, audit_check.Check(began, findings))
        if findings:
            raise CommandError(f"The audit trail is not whole: {findings} findings.")
        self.stdout.write("The audit trail is whole.")
