import pytest

from tests.factories import MailingFactory, SecondFactorFactory, StaffFactory
from tests.mailings.mail_server import PIPELINING, USUAL, MailServer


@pytest.fixture(autouse=True)
def _ledger(settings):
    """The test runner puts Django's outbox in the ledger's place; here it is the other way round."""
    settings.EMAIL_BACKEND = "apps.mailings.backends.LedgerBackend"


@pytest.fixture
def mail_server(settings):
    """A mail server to which the worker delivers; `mail_server.answers` makes it misbehave."""
    server = MailServer()
    settings.MAIL_TRANSPORT = "apps.mailings.backends.SmtpTransport"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 60
    yield server
    server.close()


@pytest.fixture(params=[USUAL["EHLO"], PIPELINING], ids=["one by one", "at once"])
def each_hello(request, mail_server):
    """Whether it lets itself be asked several things at once or not."""
    mail_server.usual["EHLO"] = request.param


@pytest.fixture
def writer():
    """Who writes in the office's name; `office` is their browser, `draft` what they have begun."""
    user = StaffFactory(role="communications")
    if not user.authenticator_set.exists():
        SecondFactorFactory(user=user)
    return user


@pytest.fixture
def office(writer, client_for):
    return client_for(writer)


@pytest.fixture
def draft(writer):
    return MailingFactory(author=writer, declared_neutral_at=None)
