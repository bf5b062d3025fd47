from celery import shared_task
from django.utils import timezone

from apps.records.actions import erasure, search, telling


@shared_task(name="records.turn_wishes")
def turn_wishes() -> None:
    search.refresh_where_wishes_turn(timezone.localdate())


@shared_task(name="records.erase_due")
def erase_due() -> None:
    erasure.erase_due(timezone.now())


@shared_task(name="records.tell_changes")
def tell_changes() -> None:
    telling.tell_all(timezone.now())
