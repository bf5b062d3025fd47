"""A real Celery worker, as the tests start it: with a clock that can be stepped, and on request sending in one of the
ways that do not work.

python -m tests.mailings.faults.worker CLOCK WAY celery-arguments …
    CLOCK   a file with the number of seconds by which this machine's clock is wrong
    WAY     ledger | send_first | lease
"""

import os
import sys
import time
from datetime import timedelta
from pathlib import Path


def step_clock(path):
    from django.utils import timezone

    true_now, true_time = timezone.now, time.time

    def wrong():
        try:
            return float(path.read_text())
        except (OSError, ValueError):
            return 0.0

    timezone.now = lambda: true_now() + timedelta(seconds=wrong())
    time.time = lambda: true_time() + wrong()


def send_first(*, seconds):
    """The control: sends some, then writes down that they were sent. What is killed in between is sent again."""
    from django.conf import settings
    from django.db.models.functions import Now

    from apps.mailings.actions import delivery
    from apps.mailings.lib.transport import Transport
    from apps.mailings.models import Mailing, Message
    from apps.mailings.querysets.recipients import waiting
    from apps.mailings.reports.letters import message_id

    for mailing in Mailing.objects.to_be_sent():
        letters = delivery.Letters(mailing)
        with Transport(settings.MAIL_TRANSPORT) as transport:
            while some := waiting(mailing, letters.slots, without=delivery.Rates().held_back())[:20]:
                for recipient in some:
                    mail = letters.mail(recipient)
                    transport.send(delivery.Parcel(mail.sender, mail.to, letters.skeletons["th"].parts(mail)))
                for recipient in some:
                    name = message_id(mailing, recipient.person_id)
                    Message.objects.filter(pk=recipient.pk).update(state="sent", sent_at=Now(), message_id=name)
    return False


def lease(held):
    """The other control: whatever a dead worker held is simply sent again."""
    from apps.mailings.models import Message

    for each in held:
        if not each.is_alive:
            Message.objects.filter(pk=each.message_id, state="sending").update(state="queued")
            each.path.unlink(missing_ok=True)


def main(clock, way, *arguments):
    import django

    django.setup()
    step_clock(Path(clock))
    from apps.mailings.actions import delivery, marks

    if way == "send_first":
        delivery.run = send_first
    elif way == "lease":
        marks._give_up = lease
    from alumni_portal.celery import app

    app.worker_main([*arguments])


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alumni_portal.settings.production")
    main(*sys.argv[1:])
