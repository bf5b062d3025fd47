"""The messages that imports send."""

from apps.accounts.emails import send
from apps.accounts.models import User
from apps.imports.models import Import


def send_finished(given: Import, *, to: User, state: str) -> None:
    """Tells whoever started it that an import is over: done, undone or failed. No names stand in it."""
    counts = {name: given.counts.get(name, 0) for name in ("created", "updated", "unchanged", "rejected", "held")}
    context = {"name": to.name, "import": given, "state": state, "counts": counts, "message": given.message}
    send("import_finished", to=str(to.email), context=context)
