"""Hostile text in every box of every form, as whoever may fill it in: a clear answer each time, and never a script."""

from urllib.parse import urljoin

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.factories import InstitutionFactory, StaffFactory

from . import samples
from .forms_of import forms_of
from .test_addresses import named

pytestmark = [pytest.mark.django_db, pytest.mark.stricter, pytest.mark.usefixtures("piles_counted_once")]
SCRIPT = "<script>alert(1)</script>"
HOSTILE = [
    f"\"'>{SCRIPT}{{{{7*7}}}}{{% now %}}=1+1%s",
    "\u202e\u200bกก่้๊๋์" + "̀" * 200 + "👩‍👩‍👧\x00\x1b\r\nBcc: x@example.org",
    "ก" * 3_000,
    "99999999999999999999",
]
# What it leads to is no form of ours, or ends the session in which the others are tried.
LEFT_OUT = ("account_logout", "set_language", "home:demo_sign_in")
WHO = {
    "nobody": lambda world: None,
    "keeper": lambda world: world.keeper.account,
    "staff": lambda world: StaffFactory(role="administrator"),
}
# Staff may open most addresses: two processes can share them.
SHARES = [("nobody", 0, 1), ("keeper", 0, 1), *(("staff", first, 4) for first in range(4))]


def faults(client, world, found):
    """Everything that broke, or came back as it was typed, at each of these addresses that this person may open. The
    form that stands in the frame of every page is tried once."""
    tried = set()
    for address in found:
        arguments = samples.arguments_of(address, world)
        if address.name in LEFT_OUT or arguments is None:
            continue
        url = reverse(address.name, kwargs=arguments)
        page = client.get(url)
        if page.status_code != 200 or not page["Content-Type"].startswith("text/html"):
            continue
        for form in forms_of(page.content.decode()):
            target = urljoin(url, form.action or url)
            if form.typed and (form.method, target, *form.values) not in tried:
                tried.add((form.method, target, *form.values))
                yield from _fill(client, target, form, address.name)


def _fill(client, url, form, name):
    send = client.post if form.method == "post" else client.get
    for text in HOSTILE:
        with transaction.atomic():
            answer = send(url, form.values | dict.fromkeys(form.typed, text))
            pages = [answer] if answer.status_code != 302 else [client.get(answer.url)]
            for page in pages:
                if page.status_code >= 500:
                    yield name, url, text[:20], page.status_code
                if not page.streaming and SCRIPT in page.content.decode(errors="replace"):
                    yield name, url, text[:20], "a script"
            transaction.set_rollback(True)


@pytest.mark.parametrize(("who", "first", "step"), SHARES)
def test_hostile_text_breaks_nothing_and_comes_back_harmless(who, first, step, settings):
    settings.INSTITUTION = InstitutionFactory().code
    world = samples.build()
    client = Client(raise_request_exception=False)
    if user := WHO[who](world):
        client.force_login(user)

    assert list(faults(client, world, named()[first::step])) == []
