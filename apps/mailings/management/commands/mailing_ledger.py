import os
import sys
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.mailings.exports import ledger
from apps.mailings.models import Mailing


class Command(BaseCommand):
    help = "Prints what became of a mailing for each person of its audience, as CSV."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("mailing", help="its number, or the id in the address of its page")

    def handle(self, *_args: Any, **options: Any) -> None:
        found = _found(options["mailing"])
        try:
            for line in ledger(found):
                self.stdout.write(line, ending="")
            self.stdout.flush()
        except BrokenPipeError:  # whoever reads has enough (`| head`)
            if sys.__stdout__ is not None and sys.stdout is sys.__stdout__:  # nor does Python complain at its end
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())


def _found(name: str) -> Mailing:
    try:
        return Mailing.objects.get(pk=int(name)) if name.isdecimal() else Mailing.objects.get(public_id=UUID(name))
    except (Mailing.DoesNotExist, ValueError, OverflowError) as error:
        raise CommandError(f"There is no mailing {name}.") from error
