from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from apps.core.registries import reference_steps
from apps.records.actions import reference


class Command(BaseCommand):
    help = "Loads places, degree titles, the university and staff roles. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--institution", default=settings.INSTITUTION, help="a file in fixtures/institutions/")
        parser.add_argument(
            "--overwrite", action="store_true", help="write the files' values over what the office has changed"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loading = reference.load(options["institution"], overwrite=options["overwrite"])
        except reference.UnknownInstitution as error:
            raise CommandError(f"There is no fixtures/institutions/{str(error).lower()}.json.") from error
        for step in reference_steps.entries():
            step()
        self._tell(options["institution"], loading)

    def _tell(self, code: str, loading: reference.Loading) -> None:
        for verb, counts in (("added", loading.added), ("changed", loading.changed)):
            for table, count in counts.items():
                self.stdout.write(f"  {verb} {count:,} {table}")
        self.stdout.write(f"Reference data of {code} is loaded.")
