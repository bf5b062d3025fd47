"""Whom mail does not reach, LINE does, where they said yes to it: in the same ledger, by the same rules."""

import pytest
from django.utils import timezone

from apps.mailings.actions import delivery, freezing, mailings
from apps.mailings.lib import line
from apps.mailings.lib.outcome import Fate, Outcome
from apps.mailings.models import LeftOut, Mailing, TopicStop
from apps.mailings.reports import letters
from apps.records.models import Consent, DoNotContact
from tests.factories import ContactFactory, GraduateFactory, MailingFactory

from . import line_provider
from .test_eligible import reachable

pytestmark = pytest.mark.django_db
NOW, TODAY = timezone.now(), timezone.localdate()


@pytest.fixture(autouse=True)
def _provider(settings):
    settings.LINE_PROVIDER = "tests.mailings.line_provider.Kept"
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    line_provider.TAKEN.clear()
    line_provider.ANSWERS.clear()


def by_line(*, says=True, **contact):
    """Somebody without an e-mail address, with LINE, who said yes (or no) to news."""
    person = GraduateFactory()
    ContactFactory(**{"person": person, "kind": "line", "value": f"line{person.pk}"} | contact)
    if says is not None:
        Consent.objects.create(person=person, purpose="news", is_given=says, text_version="1")
    return person


def frozen(**fields):
    mailing = MailingFactory(freezing=True, **fields)
    assert freezing.freeze(mailing.pk)
    return mailing


def run():
    return delivery.run(seconds=600)


def rows(mailing):
    return set(mailing.messages.values_list("person", "channel", "to", "state", "reason"))


def test_line_takes_over_where_mail_does_not_reach():
    mailed, lined = reachable(), by_line()
    mailing = frozen()

    run()

    assert rows(mailing) == {
        (mailed.pk, "mail", f"p{mailed.pk}@example.org", "sent", ""),
        (lined.pk, "line", f"line{lined.pk}", "sent", ""),
    }
    [(to, text, _key)] = line_provider.TAKEN
    assert to == f"line{lined.pk}"
    assert text.startswith(mailing.subject_th)
    assert lined.names.get().first_th in text
    mailing.refresh_from_db()
    assert mailing.state == Mailing.State.DONE


def test_off_until_configured(settings):
    settings.LINE_PROVIDER = ""
    by_line()

    assert set(frozen().messages.values_list("state", "reason")) == {("left_out", LeftOut.NO_ADDRESS)}


def wants_no_line(person):
    DoNotContact.objects.create(person=person, channel="line", since=TODAY)


def left_the_topic(person):
    TopicStop.objects.create(person=person, topic="news", at=NOW, via="page")


def took_it_back(person):
    Consent.objects.create(person=person, purpose="news", is_given=False, text_version="1")


def has_line_no_more(person):
    person.contacts.update(status="retired")


AGAINST = [wants_no_line, left_the_topic, took_it_back, has_line_no_more]


@pytest.mark.parametrize("against", AGAINST)
def test_whoever_may_not_be_written_to_is_not(against):
    against(by_line())
    frozen()

    run()

    assert line_provider.TAKEN == []


@pytest.mark.parametrize("against", AGAINST)
def test_what_changed_since_the_list_was_closed_counts(against):
    person = by_line()
    mailing = frozen()
    against(person)

    run()

    assert line_provider.TAKEN == []
    assert mailing.messages.get().state == "left_out"


@pytest.mark.parametrize("says", [None, False])
def test_nobody_is_written_to_who_did_not_say_yes(says):
    by_line(says=says)

    assert frozen().messages.get().state == "left_out"


def test_services_do_not_go_by_line():
    by_line()

    assert frozen(topic="").messages.get().state == "left_out"


def test_two_with_one_line_get_it_once():
    first, second = by_line(value="family"), by_line(value="family")
    mailing = frozen()

    run()

    assert len(line_provider.TAKEN) == 1
    assert mailing.messages.get(person=second).reason == LeftOut.SAME_ADDRESS
    assert mailing.messages.get(person=first).state == "sent"


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Outcome(Fate.REFUSED, "no such user"), "failed"),
        (Outcome(Fate.POSTPONED, "later"), "queued"),
        (Outcome(Fate.UNKNOWN, "no answer"), "unconfirmed"),
        (RuntimeError("connection lost"), "unconfirmed"),
    ],
)
def test_each_answer_ends_in_the_same_state_as_by_mail(answer, state):
    by_line()
    mailing = frozen()
    line_provider.ANSWERS.append(answer)

    run()
    run()

    message = mailing.messages.get()
    assert (message.state, message.attempts, line_provider.TAKEN) == (state, 1, [])


def test_key_is_the_same_at_every_attempt(monkeypatch):
    by_line()
    mailing = frozen()
    keys = []
    monkeypatch.setattr(
        line, "push", lambda _provider, _to, _text, *, key: keys.append(key) or Outcome(Fate.POSTPONED)
    )

    run()
    mailing.messages.update(not_before=NOW)
    run()

    assert len(keys) == 2
    assert len(set(keys)) == 1


def test_pause_counts_before_the_next_one(monkeypatch):
    for _ in range(3):
        by_line()
    mailing = frozen()
    push = line.push

    def pushing(*args, **more):
        mailings.pause(mailing, by=None)
        return push(*args, **more)

    monkeypatch.setattr(line, "push", pushing)
    run()

    assert len(line_provider.TAKEN) == 1


def test_new_address_for_mail_is_used_instead():
    person = by_line()
    mailing = frozen()
    ContactFactory(person=person, kind="email", value="new@example.org")

    run()
    run()

    assert line_provider.TAKEN == []
    assert rows(mailing) == {(person.pk, "mail", "new@example.org", "sent", "")}


def test_line_that_is_closed_meanwhile_holds_up_nothing(settings):
    by_line()
    mailing = frozen()
    settings.LINE_PROVIDER = ""

    run()

    assert mailing.messages.get().reason == LeftOut.NO_ADDRESS
    mailing.refresh_from_db()
    assert mailing.state == Mailing.State.DONE


def test_name_that_breaks_a_letter_breaks_its_own_only(monkeypatch):
    unlucky, other = by_line(), by_line()
    mailing = frozen()
    write = letters.Letters.mail

    def broken(self, recipient):
        if recipient.person_id == unlucky.pk:
            raise RuntimeError("a name that nobody thought of")
        return write(self, recipient)

    monkeypatch.setattr(letters.Letters, "mail", broken)
    run()

    assert mailing.messages.get(person=unlucky).state == "failed"
    assert [to for to, _text, _key in line_provider.TAKEN] == [f"line{other.pk}"]


@pytest.mark.parametrize("text", ["ก" * 9_000, "😀" * 9_000, "short"])
def test_long_letter_is_cut_and_keeps_the_way_out(text):
    link = "https://portal.example/mail/token/"

    written = line.letter("เรื่อง", f"{text}\n{link}", settings_link=link)

    assert len(written.encode("utf-16-le")) // 2 <= line.LONGEST
    assert written.endswith(link)
    assert written.startswith("เรื่อง\n\n")
