"""Every address of the portal that is a page, seen in two opposite looks by somebody who may. The list is the
URLconf's: a new page is visited by itself."""

import pytest

from apps.core import policy
from tests.architecture.addresses import addresses
from tests.permissions.samples import arguments_of

from .looks import OPPOSITES

# Addresses that are no page when one simply comes to them; the journeys come to them another way.
NOT_BY_ITSELF = {}
PAGES = sorted({address.name for address in addresses() if address.is_named} - set(NOT_BY_ITSELF))


@pytest.mark.parametrize("look", OPPOSITES, ids=str)
@pytest.mark.parametrize("name", PAGES)
def test_page_is_sound(name, look, seat, university, settings):
    address = next(each for each in addresses() if each.name == name)
    declared = policy.of(address.match)
    settings.DEMO = declared == policy.DEMO
    reader = seat(_who_may(declared, name), look)
    url = reader.address(name, **arguments_of(address, university.samples))

    if is_page(reader, url):
        reader.open(url)


def _who_may(declared, name):
    if declared in {policy.PUBLIC, policy.DEMO}:
        return "nobody"
    return "administrator"


def is_page(reader, url):
    """Not a file, and not a deed that wants to be posted."""
    response = reader.context.request.get(url, max_redirects=0)
    assert response.status in {200, 405}, f"{url} answered {response.status} {response.headers.get('location')}"
    return response.status == 200 and response.headers["content-type"].startswith("text/html")
