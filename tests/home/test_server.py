"""What the web server hands to the portal, before any view sees it."""

import pytest
from django.test import RequestFactory

from alumni_portal.wsgi import application


@pytest.mark.django_db(transaction=True)  # the server closes connections between requests, as in real life
@pytest.mark.parametrize("charset", ["base64", "idna", "punycode", "unicode_escape", "utf-16", "nonsense"])
def test_server_reads_utf8_whatever_the_request_says(charset):
    asked = RequestFactory().get("/accounts/login/", {"next": r"/\ud800"}, headers={"content-type": "x"}).environ
    asked["CONTENT_TYPE"] = f"text/plain; charset={charset}"
    answered = []

    application(asked, lambda status, headers, *_more: answered.append(status))

    assert answered == ["200 OK"]
