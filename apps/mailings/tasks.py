from celery import shared_task
from django.conf import settings

from apps.mailings.actions import addresses, composing, delivery, intake, ledger, marks, reminding, sweeping

BATCH_SECONDS = 60


def wake() -> None:
    """Wakes a worker for the mail that is due. Without a broker nobody is woken; the sweep does it later."""
    deliver.apply_async(queue="mail")


def wake_mailings(workers: int | None = None) -> None:
    """The same for mailings, which several may send."""
    for _ in range(settings.MAIL_WORKERS if workers is None else workers):
        run_mailings.apply_async(queue="mail")


@shared_task(name="mailings.deliver", time_limit=300)
def deliver() -> None:
    """Sends what is due; `time_limit` kills a worker whose mail server never ends a sentence."""
    if ledger.deliver(seconds=BATCH_SECONDS):
        wake()


@shared_task(name="mailings.run_mailings", time_limit=300)
def run_mailings() -> None:
    """Closes lists and sends; some at once, however many messages the broker has."""
    if marks.workers_alive() < settings.MAIL_WORKERS and delivery.run(seconds=BATCH_SECONDS):
        wake_mailings(1)


@shared_task(name="mailings.sweep")
def sweep() -> None:
    messages, mailings = sweeping.sweep()
    if messages:
        wake()
    if mailings:
        wake_mailings(settings.MAIL_WORKERS - marks.workers_alive())


@shared_task(name="mailings.fetch_returns", time_limit=300)
def fetch_returns() -> None:
    """Reads what came to the mailbox for returns, where one is configured."""
    intake.fetch()


@shared_task(name="mailings.settle_addresses")
def settle_addresses() -> None:
    addresses.settle()


@shared_task(name="mailings.release_held")
def release_held() -> None:
    """Lets go what was only held for a time."""
    if composing.release():
        wake_mailings()


@shared_task(name="mailings.remind", time_limit=1800)
def remind() -> None:
    """Reminds whoever is due; however often it runs, each once."""
    reminding.run()
