"""The mails about a registration, each in its reader's language."""

from apps.events.models import EventLetter


def wake() -> None:
    """Wakes a worker for the mails that are due. Without a broker nobody is woken; the sweep does it later."""
    from apps.events.tasks import write_letters  # noqa: PLC0415 - the tasks import the actions

    write_letters.delay()


def send(letter: EventLetter) -> None:
    """Nothing yet."""
