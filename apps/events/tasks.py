from celery import shared_task

from apps.events.actions import cancelling, inviting, letters, sweeping


@shared_task(name="events.write_letters")
def write_letters() -> None:
    if letters.write_due():
        write_letters.delay()


@shared_task(name="events.call_off")
def call_off(event_id: int) -> None:
    if cancelling.end_some(event_id):
        call_off.delay(event_id)


@shared_task(name="events.sweep")
def sweep() -> None:
    sweeping.sweep()


@shared_task(name="events.send_invitations")
def send_invitations(event_id: int, by_id: int) -> None:
    if inviting.send_some(event_id, by_id):
        send_invitations.delay(event_id, by_id)
