"""Who writes to the people of one campus sees the addresses, answers and returned mail of these and of nobody else."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from apps.mailings.models import Return
from tests.factories import (
    GraduateFactory,
    InboxItemFactory,
    MailingFactory,
    MessageFactory,
    RecipientFactory,
    StaffFactory,
    UserFactory,
)

from .test_eligible import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine():
    return GraduateFactory(account=UserFactory(email="own@example.org"))


@pytest.fixture
def clerk(mine):
    user = StaffFactory(role="communications", campus=mine.degrees.get().campus)
    user.user_permissions.add(Permission.objects.get(codename="view_person"))
    return user


@pytest.fixture
def mails(mine):
    """Of a mailing of the office, one to somebody of the campus and one to somebody else."""
    mailing = MailingFactory(sending=True)
    return [RecipientFactory(mailing=mailing, person=person) for person in (mine, GraduateFactory())]


def seen(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def test_ledger_and_returned_mail(client, clerk, mails):
    client.force_login(clerk)
    for number, message in enumerate((*mails, None)):
        of_nobody = f"of{number}@example.org"
        Return.objects.create(
            message=message,
            recipient=message.to if message else of_nobody,
            kind="hard",
            at=NOW,
            digest=of_nobody,
        )
    for page in (
        seen(client, "mailings:office_ledger", mails[0].mailing.public_id),
        seen(client, "mailings:office_returns"),
        seen(client, "admin:mailings_message_changelist"),
    ):
        assert mails[0].to in page
        assert mails[1].to not in page
        assert "of2@example.org" not in page
    uncertain = reverse("mailings:office_settle", args=[mails[1].mailing.public_id, mails[1].pk])
    assert client.get(uncertain).status_code == 404


def test_answers(client, clerk, mine):
    own = MailingFactory(sending=True, author=clerk)
    InboxItemFactory(person=mine, from_address="here@example.org")
    InboxItemFactory(person=None, mailing=own, from_address="tome@example.org")
    other = InboxItemFactory(person=GraduateFactory(), from_address="there@example.org")
    client.force_login(clerk)
    found = client.get(reverse("mailings:office_inbox")).context
    assert {item.from_address for item in found["page"]} == {"here@example.org", "tome@example.org"}
    assert found["waiting"] == 2
    assert client.get(reverse("mailings:office_reply", args=[other.pk])).status_code == 404


def test_single_mails(client, clerk, mine):
    to_account = MessageFactory(user=mine.account)
    to_nobody = MessageFactory()
    client.force_login(clerk)
    page = seen(client, "admin:mailings_message_changelist")
    assert to_account.to in page
    assert to_nobody.to not in page
    assert client.get(reverse("admin:mailings_message_change", args=[to_nobody.pk])).status_code in {302, 404}
