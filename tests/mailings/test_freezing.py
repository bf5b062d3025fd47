"""The list of a mailing is closed once, for everybody, all or nothing."""

import pytest

from apps.accounts.models import Notice
from apps.mailings.actions import freezing, gates, mailings
from apps.mailings.models import LeftOut, Mailing, MailingText, Message, TopicStop
from tests.factories import ContactFactory, GraduateFactory, MailingFactory, UserFactory

from .test_eligible import NOW, reachable

pytestmark = pytest.mark.django_db


def frozen(**fields):
    mailing = MailingFactory(freezing=True, **fields)
    assert freezing.freeze(mailing.pk)
    mailing.refresh_from_db()
    return mailing


def test_everybody_has_one_row_that_says_where_it_goes_or_why_not():
    first, second = reachable(), reachable()
    TopicStop.objects.create(person=second, topic="news", at=NOW, via="page")

    mailing = frozen()

    rows = Message.objects.filter(mailing=mailing).values_list("person", "to", "domain", "state", "reason")
    assert set(rows) == {
        (first.pk, f"p{first.pk}@example.org", "example.org", "queued", ""),
        (second.pk, f"p{second.pk}@example.org", "example.org", "left_out", LeftOut.OPTED_OUT),
    }
    assert (mailing.state, mailing.frozen_size) == ("sending", 2)


def test_nothing_is_frozen_twice():
    reachable()
    mailing = frozen()

    assert not freezing.freeze(mailing.pk)
    assert mailing.messages.count() == 1


def test_second_at_one_address_is_left_out_of_a_mailing_and_gets_a_service():
    one, other = reachable(), GraduateFactory()
    ContactFactory(person=other, kind="email", value=f"p{one.pk}@example.org")

    mailing, service = frozen(), frozen(topic="")

    assert list(mailing.messages.order_by("person").values_list("reason", flat=True)) == ["", LeftOut.SAME_ADDRESS]
    assert list(service.messages.values_list("reason", flat=True)) == ["", ""]


def test_reader_gets_their_language_or_the_one_there_is():
    thai = GraduateFactory(account=UserFactory(email="th@example.org", language="th"))
    english = GraduateFactory(account=UserFactory(email="en@example.org", language="en"))

    both, one = frozen(), frozen(subject_th="", text_th="")

    assert dict(both.messages.values_list("person", "language")) == {thai.pk: "th", english.pk: "en"}
    assert set(one.messages.values_list("language", flat=True)) == {"en"}


def test_text_is_fixed():
    reachable()
    mailing = frozen()
    Mailing.objects.filter(pk=mailing.pk).update(text_th="something else")

    texts = MailingText.objects.filter(mailing=mailing)
    assert set(texts.values_list("language", "subject")) == {
        ("th", mailing.subject_th),
        ("en", mailing.subject_en),
    }
    assert not texts.filter(markdown="something else").exists()


def test_mailing_to_nobody_goes_back_to_its_writer():
    mailing = MailingFactory(freezing=True)

    assert not freezing.freeze(mailing.pk)
    mailing.refresh_from_db()
    assert (mailing.state, mailing.declared_neutral_at) == ("refused", None)
    assert Notice.objects.get(account=mailing.author).kind == gates.DECIDED


def test_stopped_before_its_list_was_closed():
    mailing = MailingFactory(freezing=True)
    mailings.stop(mailing, by=None)

    assert not freezing.freeze(mailing.pk)
    assert not mailing.messages.exists()


def test_writer_who_lost_the_role_gets_it_back():
    reachable()
    mailing = MailingFactory(freezing=True)
    mailing.author.groups.clear()

    assert not freezing.freeze(mailing.pk)
    mailing.refresh_from_db()
    assert mailing.state == "refused"
