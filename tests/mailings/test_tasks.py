import pytest
from django.core import mail

from apps.mailings import tasks
from apps.mailings.models import Message
from tests.factories import MessageFactory

pytestmark = pytest.mark.django_db


def test_doubled_delivery_sends_once():
    MessageFactory.create_batch(3)

    for _ in range(5):
        tasks.deliver.delay()

    assert len(mail.outbox) == 3


def test_delivery_goes_on_until_nothing_is_left(monkeypatch):
    monkeypatch.setattr(tasks, "BATCH_SECONDS", -1)
    MessageFactory.create_batch(3)

    tasks.deliver.delay()

    assert len(mail.outbox) == 3


def test_sweep_sends_what_the_broker_forgot():
    MessageFactory()

    tasks.sweep.delay()

    assert Message.objects.get().state == Message.State.SENT
