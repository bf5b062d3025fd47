from celery import shared_task
from django.utils import timezone

from apps.chapters.actions import holds, letters, term_notices


@shared_task(name="chapters.deliver_letter")
def deliver_letter(letter_id: int) -> None:
    letters.deliver(letter_id)


@shared_task(name="chapters.sweep_letters")
def sweep_letters() -> None:
    for letter_id in letters.sweep():
        letters.deliver(letter_id)


@shared_task(name="chapters.release_held")
def release_held() -> None:
    holds.release(timezone.localdate())


@shared_task(name="chapters.tell_of_ends")
def tell_of_ends() -> None:
    term_notices.tell_all(timezone.localdate())
