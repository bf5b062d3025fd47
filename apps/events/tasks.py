from celery import shared_task

from apps.events.actions import letters, sweeping


@shared_task(name="events.write_letters")
def write_letters() -> None:
    if letters.write_due():
        write_letters.delay()


@shared_task(name="events.sweep")
def sweep() -> None:
    sweeping.sweep()
