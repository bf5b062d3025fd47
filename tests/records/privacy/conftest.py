import time

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY as KEY

from . import planting


@pytest.fixture
def world(db):
    return planting.build()


@pytest.fixture
def signed_in(client_for):
    """A client who signed in a moment ago."""

    def make(user):
        client = client_for(user)
        session = client.session
        session[f"{KEY}_user"] = str(user.pk)
        session[KEY] = [{"method": "password", "at": time.time()}]
        session.save()
        return client

    return make
