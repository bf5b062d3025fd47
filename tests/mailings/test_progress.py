"""The pages of a mailing on its way; the states always add up to the audience."""

import csv
import re
from html import unescape
from io import StringIO
from urllib.parse import parse_qs
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from apps.mailings.actions import delivery
from apps.mailings.models import LeftOut, Mailing, Message
from apps.mailings.reports import letters
from apps.mailings.reports.progress import progress_of
from apps.records.actions import search
from tests.factories import ContactFactory, GraduateFactory, MailingFactory, RecipientFactory, StaffFactory

from .mail_server import CUT
from .test_delivery import frozen, opts_out, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(client):
    client.clerk = StaffFactory(role="communications")
    client.force_login(client.clerk)
    return client


def url(name, mailing, *more):
    return reverse(f"mailings:office_{name}", args=[mailing.public_id, *more])


@pytest.fixture
def mailing(mail_server):
    """One of each: sent, refused, nobody knows, waits, left out."""
    mailing = frozen(5)
    opts_out(mailing.people[4])
    mail_server.answers["RCPT"].extend(["550 no such user", "450 later"])
    mail_server.answers["DOT"].extend([CUT, "250 taken"])
    run()
    mailing.refresh_from_db()
    return mailing


def test_states_add_up_to_the_audience(mailing):
    progress = progress_of(mailing)

    assert {key: number for key, _words, number in progress.states} == {
        "sent": 1,
        "queued": 1,
        "sending": 0,
        "unconfirmed": 1,
        "failed": 1,
        "left_out": 1,
    }
    assert (progress.total, progress.missing) == (mailing.frozen_size, 0)
    assert [key for key, _words, _number in progress.reasons] == [LeftOut.OPTED_OUT]


def test_page_shows_it_and_goes_on_by_itself(clerk, mailing):
    page = clerk.get(url("progress", mailing))

    assert page.status_code == 200
    assert "data-live" in page.content.decode()


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("draft", "It is not on its way."),
        ("waiting", "It is not on its way."),
        ("freezing", "The list is being closed."),
    ],
)
def test_page_of_what_has_no_list_yet(clerk, state, said):
    mailing = MailingFactory(state=state, run_key=uuid4(), declared_neutral_at=timezone.now())
    with translation.override("en"):
        page = clerk.get(url("progress", mailing), headers={"accept-language": "en"}).content.decode()
    assert said in page


def test_pause_go_on_and_stop(clerk, mailing):
    for deed, state in (("pause", "paused"), ("resume", "sending"), ("stop", "stopped")):
        assert clerk.post(url("act", mailing, deed)).status_code == 302
        mailing.refresh_from_db()
        assert mailing.state == state
    assert clerk.post(url("act", mailing, "resume")).status_code == 302
    mailing.refresh_from_db()
    assert mailing.state == "stopped"
    assert clerk.post(url("act", mailing, "nonsense")).status_code == 404
    assert clerk.get(url("act", mailing, "pause")).status_code == 405


def test_ledger_lists_one_state_or_all(clerk, mailing):
    everything = clerk.get(url("ledger", mailing)).content.decode()
    uncertain = clerk.get(url("ledger", mailing) + "?state=unconfirmed").content.decode()

    addresses = dict(mailing.messages.values_list("state", "to"))
    assert all(to in everything for to in addresses.values())
    assert [to in uncertain for state, to in addresses.items()] == [state == "unconfirmed" for state in addresses]


def listed(clerk, mailing, **asked):
    page = clerk.get(url("ledger", mailing), asked)
    assert page.status_code == 200
    return {row.person_id for row, _name in page.context["lines"]}


def on_the_list(mailing, number, **names):
    people = []
    for each in range(number):
        person = GraduateFactory()
        person.names.update(**names)
        address = f"someone{each}@example.org"
        ContactFactory(person=person, kind="email", value=address)
        RecipientFactory(mailing=mailing, person=person, to=address)
        people.append(person)
    search.refresh([person.pk for person in people])
    return people


def test_somebody_is_found_by_name_address_and_state(clerk, mailing):
    first, second = on_the_list(mailing, 2, first_th="มะลิวัลย์")
    Message.objects.filter(person=second).update(state="left_out", reason=LeftOut.OPTED_OUT)

    assert listed(clerk, mailing, q="มะลิวัลย์") == {first.pk, second.pk}
    assert listed(clerk, mailing, q="มะลิวัลย์", state="left_out") == {second.pk}
    assert listed(clerk, mailing, q="Someone0@example.org") == {first.pk}
    assert listed(clerk, mailing, q="nobody@example.org") == set()
    assert "มะลิวัลย์" in clerk.get(url("ledger", mailing), {"q": "someone0@example.org"}).content.decode()


@pytest.mark.parametrize("asked", [{"q": "\0"}, {"q": "%"}, {"q": "ก" * 500}, {"state": "x"}])
def test_ledger_takes_any_question(clerk, mailing, asked):
    assert clerk.get(url("ledger", mailing), {"page": "x"} | asked).status_code == 200


def test_next_page_asks_the_same(clerk, mailing):
    on_the_list(mailing, 51, first_th="มะลิวัลย์")
    page = clerk.get(url("ledger", mailing), {"q": "มะลิวัลย์", "state": "queued"}).content.decode()

    [query] = re.findall(r'rel="next" href="\?([^"]*)"', page)
    assert set(parse_qs(unescape(query))) == {"q", "state", "page"}


def test_who_sees_one_campus_sees_the_rows_of_its_people(client, mailing):
    mine, _other = on_the_list(mailing, 2)
    clerk = StaffFactory(role="administrator", campus=mine.degrees.get().campus)
    clerk.user_permissions.add(Permission.objects.get(codename="write_mailings"))
    client.force_login(clerk)

    assert listed(client, mailing) == {mine.pk}
    assert listed(client, mailing, q="someone1@example.org") == set()


def test_ledger_asks_the_database_as_often_however_long_it_is(clerk, mailing):
    def asked(**question):
        with CaptureQueriesContext(connection) as queries:
            listed(clerk, mailing, **question)
        return len(queries)

    asked()
    on_the_list(mailing, 2, first_th="มะลิวัลย์")
    before = [asked(), asked(q="มะลิวัลย์")]
    on_the_list(mailing, 5, first_th="มะลิวัลย์")
    assert [asked(), asked(q="มะลิวัลย์")] == before


@pytest.mark.parametrize("outcome", ["sent", "failed", "queued"])
def test_uncertain_message_is_settled_by_a_person(clerk, mail_server, outcome):
    mailing = frozen(1)
    mail_server.answers["DOT"].append(CUT)
    run()
    message = mailing.messages.get()
    page = url("settle", mailing, message.pk)
    assert clerk.get(page).status_code == 200
    assert clerk.post(page, {"outcome": outcome}).status_code == 422

    assert clerk.post(page, {"outcome": outcome, "reason": "line 17 of the log"}).status_code == 302

    message.refresh_from_db()
    mailing.refresh_from_db()
    assert message.state == outcome
    assert mailing.state == ("sending" if outcome == "queued" else "done")
    delivery.run(seconds=600)
    assert len(mail_server.seen) == (2 if outcome == "queued" else 1)
    assert clerk.post(page, {"outcome": "sent", "reason": "again"}).status_code in {302, 422}


def test_settling_twice_is_told(clerk, mailing):
    message = mailing.messages.get(state="unconfirmed")
    said = {"outcome": "sent", "reason": "the log"}
    clerk.post(url("settle", mailing, message.pk), said)

    assert clerk.post(url("settle", mailing, message.pk), said).status_code == 422


def test_command_prints_the_ledger(mailing):
    out = StringIO()
    call_command("mailing_ledger", str(mailing.pk), stdout=out)

    found = {row["recipient"]: row for row in csv.DictReader(StringIO(out.getvalue()))}
    assert len(found) == mailing.messages.count()
    for message in mailing.messages.all():
        name = letters.message_id(mailing, message.person_id)
        row = found[message.to]
        said = (row["state"], row["reason"], row["attempts"], row["message id"])
        assert said == (message.state, message.reason, str(message.attempts), name)


def test_command_prints_addresses_as_they_are(mailing):
    Message.objects.filter(pk=mailing.messages.first().pk).update(to="+66@example.org")
    out = StringIO()
    call_command("mailing_ledger", str(mailing.pk), stdout=out)
    assert "\r\n+66@example.org," in out.getvalue()


class Closed(StringIO):
    """A pipe whose reader has read enough."""

    def write(self, text):
        raise BrokenPipeError


def test_command_ends_quietly_when_nobody_reads_on(mailing):
    out = Closed()
    call_command("mailing_ledger", str(mailing.pk), stdout=out)
    assert out.getvalue() == ""


@pytest.mark.parametrize("name", ["0", "nonsense", str(UUID(int=7)), "9" * 40])
def test_command_knows_what_is_no_mailing(name):
    with pytest.raises(CommandError):
        call_command("mailing_ledger", name)


def test_another_groups_mailing_is_not_there(client):
    client.force_login(StaffFactory(role="records"))
    mailing = frozen(1)

    assert client.get(url("progress", mailing)).status_code in {302, 403, 404}
    assert Mailing.objects.get(pk=mailing.pk).state == "sending"
    assert Message.objects.filter(mailing=mailing).exists()
