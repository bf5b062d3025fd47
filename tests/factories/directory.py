"""The directory: alumni with accounts who can be found, and what they write to each other and to the office."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from apps.directory.models import AbuseReport, Block, Conversation, DeathReport, Letter, LostSuggestion, UnusualReading

from .accounts import UserFactory
from .records import GraduateFactory


class AlumnusFactory(GraduateFactory):
    """A graduate who has claimed the record. Whoever is to be found in lists needs `search.refresh` besides."""

    class Meta:
        skip_postgeneration_save = True

    account = factory.SubFactory(UserFactory)


class ConversationFactory(DjangoModelFactory):
    class Meta:
        model = Conversation

    starter = factory.SubFactory(AlumnusFactory)
    recipient = factory.SubFactory(AlumnusFactory)


class LetterFactory(DjangoModelFactory):
    """A letter of whoever began the conversation."""

    class Meta:
        model = Letter

    conversation = factory.SubFactory(ConversationFactory)
    writer = factory.SelfAttribute("conversation.starter")
    text = "สวัสดี จำเราได้ไหม"


class BlockFactory(DjangoModelFactory):
    class Meta:
        model = Block

    person = factory.SubFactory(AlumnusFactory)
    blocked = factory.SubFactory(AlumnusFactory)


class AbuseReportFactory(DjangoModelFactory):
    """A complaint of whoever got the letter."""

    class Meta:
        model = AbuseReport

    letter = factory.SubFactory(LetterFactory)
    person = factory.SelfAttribute("letter.writer")
    by = factory.SelfAttribute("letter.conversation.recipient")
    reason = AbuseReport.Reason.SELLING


class LostSuggestionFactory(DjangoModelFactory):
    class Meta:
        model = LostSuggestion

    by = factory.SubFactory(AlumnusFactory)
    name = "สุดา หายไป"
    channel = LostSuggestion.Channel.EMAIL
    contact = "suda@example.org"


class DeathReportFactory(DjangoModelFactory):
    class Meta:
        model = DeathReport

    by = factory.SubFactory(AlumnusFactory)
    name = "สุดา ล่วงลับ"
    source = "chapter"
    evidence = "เพื่อนร่วมรุ่นไปงานศพ"


class UnusualReadingFactory(DjangoModelFactory):
    class Meta:
        model = UnusualReading

    account = factory.SubFactory(UserFactory)
    kind = UnusualReading.Kind.PROFILES
    read_on = factory.LazyFunction(timezone.localdate)
    seen = 60
