from celery import shared_task

from apps.quality.actions import snapshots


@shared_task(name="quality.take_snapshot")
def take_snapshot() -> None:
    snapshots.take()
