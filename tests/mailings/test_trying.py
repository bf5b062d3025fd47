"""A mailing as a test to its writer: what readers will get, documents too."""

from email import message_from_bytes, policy

import pytest
from django.core.files.storage import default_storage

from apps.core.lib.office_files import Kind
from apps.mailings.actions import files, ledger, trying
from apps.mailings.models import MailingFile, Message
from tests.factories import MailingFactory, StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    writer = StaffFactory(role="communications")
    mailing = MailingFactory(author=writer)
    files.attach(mailing, b"%PDF-1.4 programme", Kind.PDF, name="กำหนดการ", by=writer)
    return mailing


def received(mail_server):
    return [message_from_bytes(raw, policy=policy.default) for raw in mail_server.taken]


def test_the_documents_come_along(mail_server, draft):
    assert trying.send_to_self(draft, by=draft.author) == 2

    ledger.deliver(seconds=600)

    for mail in received(mail_server):
        [document] = mail.iter_attachments()
        assert (document.get_filename(), document.get_content()) == ("กำหนดการ.pdf", b"%PDF-1.4 programme")
        assert mail.get_body(["html"]) is not None
        assert not any(name.lower().startswith("x-portal") for name in mail)


def test_they_come_along_at_the_next_attempt_too(mail_server, draft):
    mail_server.answers["DOT"].append("451 later")
    trying.send_to_self(draft, by=draft.author)
    ledger.deliver(seconds=600)
    Message.objects.filter(state="queued").update(not_before=Message.objects.first().created_at)
    ledger.deliver(seconds=600)

    mails = received(mail_server)
    assert len({mail["Message-ID"] for mail in mails}) == 2
    assert [len(list(mail.iter_attachments())) for mail in mails] == [1, 1]


def test_document_that_the_storage_lost_holds_nothing_up(mail_server, draft):
    default_storage.delete(MailingFile.objects.get().file)
    trying.send_to_self(draft, by=draft.author)

    ledger.deliver(seconds=600)

    assert [list(mail.iter_attachments()) for mail in received(mail_server)] == [[], []]


def test_it_comes_from_whom_readers_get_it_from(mail_server, draft):
    trying.send_to_self(draft, by=draft.author)

    ledger.deliver(seconds=600)

    senders = [mail["From"].addresses[0] for mail in received(mail_server)]
    assert len({sender.display_name for sender in senders}) == 2  # in each language
    assert all(sender.display_name and "@" in sender.addr_spec for sender in senders)
