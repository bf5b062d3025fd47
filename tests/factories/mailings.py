"""The mail ledger: a message that waits to be sent."""

import factory
from factory.django import DjangoModelFactory

from apps.mailings.models import Message


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = Message

    to = factory.Sequence(lambda n: f"reader{n}@example.org")
    subject = "ข่าวจากสำนักงาน"
    body_text = "สวัสดี"
    from_email = "alumni@example.ac.th"
    message_id = factory.Sequence(lambda n: f"<{n}@example.ac.th>")
    purpose = Message.Purpose.NOTICE
