from typing import Any

from django.core.management.base import BaseCommand

from apps.records.actions import search


class Command(BaseCommand):
    """Derives every search row anew: after a change of how names are folded or sorted, or after loading by hand."""

    help = "Rebuilds the search rows of all people."

    def handle(self, *args: Any, **options: Any) -> None:
        total = search.rebuild(self._show)
        self.stdout.write(f"\r{total:,} people can be found.")

    def _show(self, done: int, total: int) -> None:
        self.stdout.write(f"\r{done:,} / {total:,}", ending="")
        self.stdout.flush()
