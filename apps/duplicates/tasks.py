from celery import shared_task

from apps.duplicates.actions import scanning


@shared_task(name="duplicates.scan")
def scan() -> None:
    scanning.scan()


@shared_task(name="duplicates.look_again")
def look_again(person_id: int) -> None:
    scanning.look_again([person_id])
