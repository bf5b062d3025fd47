"""The mail ledger: a message that waits to be sent, a mailing and its recipients."""

from uuid import uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from apps.mailings.models import InboxItem, Mailing, Message

from .accounts import StaffFactory
from .records import PersonFactory


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = Message

    to = factory.Sequence(lambda n: f"reader{n}@example.org")
    subject = "ข่าวจากสำนักงาน"
    body_text = "สวัสดี"
    from_email = "alumni@example.ac.th"
    message_id = factory.Sequence(lambda n: f"<{n}@example.ac.th>")
    purpose = Message.Purpose.NOTICE


class MailingFactory(DjangoModelFactory):
    """A draft of the office, declared to be neutral, about news."""

    class Meta:
        model = Mailing

    topic = "news"
    title = factory.Sequence(lambda n: f"ข่าวฉบับที่ {n}")
    subject_th = "ข่าวจากมหาวิทยาลัย"
    subject_en = "News of the university"
    text_th = "เรียน คุณ{ชื่อ|ศิษย์เก่า}\n\nสวัสดี"
    text_en = "Dear {first name|reader},\n\nhello"
    audience = {"kind": "all", "values": []}
    declared_neutral_at = factory.LazyFunction(timezone.now)

    class Params:
        freezing = factory.Trait(
            author=factory.SubFactory(StaffFactory, role="communications"),
            state="freezing",
            run_key=factory.LazyFunction(uuid4),
            approved_size=1_000_000,
        )
        sending = factory.Trait(
            freezing=True,
            state="sending",
            frozen_at=factory.LazyFunction(timezone.now),
            frozen_size=0,
        )


class RecipientFactory(DjangoModelFactory):
    """A row of a mailing's ledger, which waits to be sent."""

    class Meta:
        model = Message

    mailing = factory.SubFactory(MailingFactory)
    person = factory.SubFactory(PersonFactory)
    to = factory.Sequence(lambda n: f"alumnus{n}@example.org")
    domain = "example.org"
    language = "th"
    purpose = Message.Purpose.NOTICE
    priority = Message.Priority.BULK
    message_id = None


class InboxItemFactory(DjangoModelFactory):
    """An answer to a mailing of the office."""

    class Meta:
        model = InboxItem

    sender_key = "office"
    from_name = "สมชาย ใจดี"
    from_address = factory.Sequence(lambda n: f"reader{n}@example.org")
    subject = "Re: ข่าวจากมหาวิทยาลัย"
    text = "ขอบคุณครับ จะไปงานแน่นอน"
    at = factory.LazyFunction(timezone.now)
    digest = factory.LazyFunction(lambda: uuid4().hex)
