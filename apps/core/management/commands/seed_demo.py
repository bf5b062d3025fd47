from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.core import demo


class Command(BaseCommand):
    help = "Builds the demonstration university of invented people. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--graduates", type=int, help="how many (default: as many as the university has)")
        parser.add_argument("--seed", type=int, default=1, help="another seed gives other people")
        parser.add_argument(
            "--yes-these-are-not-real-people", action="store_true", help="outside of the demonstration settings too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        anywhere = options["yes_these_are_not_real_people"]
        try:
            demo.build(graduates=options["graduates"], seed=options["seed"], say=self._say, anywhere=anywhere)
        except demo.Refused as refusal:
            raise CommandError(str(refusal)) from refusal

    def _say(self, line: str) -> None:
        self.stdout.write(f"  {line}")
        self.stdout.flush()
