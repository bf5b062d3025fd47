"""Who wants nothing from a group, or from its leader, gets none of its letters: nor one whose list was closed before
they said so."""

from types import SimpleNamespace

import pytest

from apps.chapters.actions import letters
from apps.chapters.audiences import sender_key
from apps.mailings.actions import delivery, freezing
from apps.mailings.lib.transport import Transport
from apps.mailings.models import LeftOut
from tests.factories import BlockFactory, ChapterFactory, MailingFactory, MembershipFactory, TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    chapter = ChapterFactory()
    leader = TermFactory(seat__position__chapter=chapter).person
    members = [MembershipFactory(chapter=chapter).person for _ in range(2)]
    return SimpleNamespace(chapter=chapter, leader=leader, members=members)


def stops(group, person):
    letters.stop(group.chapter, person, by=None)


def blocks(group, person):
    BlockFactory(person=person, blocked=group.leader)


def closed(group):
    mailing = MailingFactory(
        freezing=True,
        topic="chapter",
        sender_key=sender_key(group.chapter),
        author=group.leader.account,
        audience={"kind": "own_members", "values": []},
    )
    assert freezing.freeze(mailing.pk)
    return mailing


def became(mailing):
    return {row.person_id: (row.state, row.reason) for row in mailing.messages.all()}


@pytest.mark.parametrize("say", [stops, blocks])
def test_said_before_the_list_was_closed(group, say):
    say(group, group.members[0])

    assert became(closed(group))[group.members[0].pk] == ("left_out", LeftOut.OPTED_OUT)


@pytest.mark.parametrize("say", [stops, blocks])
def test_said_after_the_list_was_closed(mail_server, group, say):
    mailing = closed(group)
    say(group, group.members[0])

    delivery.run(seconds=600)

    found = became(mailing)
    assert found[group.members[0].pk] == ("left_out", LeftOut.OPTED_OUT)
    assert found[group.members[1].pk] == ("sent", "")


@pytest.mark.parametrize("say", [stops, blocks])
def test_said_while_it_is_being_sent(mail_server, group, say, monkeypatch):
    mailing, send, told = closed(group), Transport.send, []

    def sending(self, email):
        if not told:
            waiting = mailing.messages.filter(state="queued").exclude(person=group.leader)
            told.extend(row.person for row in waiting.select_related("person"))
            for person in told:
                say(group, person)
        return send(self, email)

    monkeypatch.setattr(Transport, "send", sending)
    delivery.run(seconds=600)

    assert told
    assert {became(mailing)[person.pk] for person in told} == {("left_out", LeftOut.OPTED_OUT)}
    assert len(mail_server.taken) == mailing.messages.count() - len(told)


def test_another_groups_stop_and_a_block_of_another_leader_change_nothing(mail_server, group):
    mailing = closed(group)
    letters.stop(ChapterFactory(), group.members[0], by=None)
    BlockFactory(person=group.members[1], blocked=group.members[0])

    delivery.run(seconds=600)

    assert {state for state, _reason in became(mailing).values()} == {"sent"}


def test_letter_whose_writer_has_no_account_any_more(mail_server, group):
    mailing = closed(group)
    blocks(group, group.members[0])
    mailing.author = None
    mailing.save(update_fields=["author"])

    delivery.run(seconds=600)

    assert {state for state, _reason in became(mailing).values()} == {"sent"}
