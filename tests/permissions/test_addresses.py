"""Each kind of person at each address: what happens follows from the policy that the view declares."""

import re
from fnmatch import fnmatchcase

import pytest
from django.conf import settings
from django.urls import reverse

from apps.core import policy
from apps.records import policy as policy_of_records
from apps.records.querysets.people import campuses_of
from tests.architecture.addresses import Address, addresses

from . import samples
from .people import PEOPLE

ADMITTED, SENT_ON, MISSING = "admitted", "sent on", "missing"
LOGIN, FORBIDDEN, SECOND_FACTOR = "sent to sign in", "forbidden", "sent to set up a second factor"
IN = {ADMITTED, SENT_ON, MISSING}
# Third-party pages add conditions of their own behind their policy: a code that was never asked for, a model's own
# permissions in the admin. They may refuse; they never admit whom the policy does not.
FOREIGN = IN | {LOGIN, FORBIDDEN, SECOND_FACTOR}
# The admin asks for the model's own permission too; without it nobody is admitted.
ADMIN_PAGE = re.compile(r"admin:(?P<app>\w+?)_(?P<model>\w+)_(?P<page>changelist|add|change|delete|history)$")

WHOLE_UNIVERSITY = "office:import*"  # closed to whoever looks after some campuses
# A group's own: its leaders' desk and its roll. None of those who come here leads it, or belongs to it.
OF_THE_GROUP = ("chapters:desk*", "chapters:members")
# An event's own: its organisers' desk and door. The office's events role runs events as organisers do, once it has
# shown a second factor.
OF_THE_ORGANISERS = (
    *("events:new", "events:desk", "events:desk_*", "events:door*", "events:change", "events:take_back"),
    *("events:discard", "events:cancel", "events:appeal", "events:hosts", "events:host_end", "events:request*"),
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("piles_counted_once", "refusal_drawn_once")]


@pytest.fixture
def world():
    return samples.build()


def expected(address, user):
    """The outcomes that the declared policy permits for this person."""
    return permitted(policy.of(address.match), address, user)


def permitted(declared, address, user):
    if declared is None:
        return {FORBIDDEN}  # closed to everybody, and test_policies.py fails
    if declared == policy.DEMO:
        return {MISSING}
    if declared == policy.PUBLIC:
        return IN if address.is_ours else FOREIGN
    if user is None:
        return {LOGIN}
    if declared.name == "staff":
        return _permitted_to_staff(address, declared, user)
    return _permitted_to_alumni(address, user) if address.is_ours else FOREIGN - {LOGIN}


def _permitted_to_alumni(address, user):
    """What is a group's own stays closed to an alumnus who is not of it; the others are told how to become alumni.
    An event's desk is closed to all but its organisers, and what is no more than a draft is not there."""
    if any(fnmatchcase(address.name, pattern) for pattern in OF_THE_ORGANISERS):
        organises = user.has_perm("events.change_event") and user.authenticator_set.exists()
        return IN if organises else {FORBIDDEN, MISSING}
    if any(fnmatchcase(address.name, pattern) for pattern in OF_THE_GROUP):
        return {FORBIDDEN} if policy_of_records.is_alumnus(user) else {SENT_ON}
    return IN


def _permitted_to_staff(address, declared, user):
    if not user.is_staff or (declared.permission and not user.has_perm(declared.permission)):
        return {FORBIDDEN}
    if not user.authenticator_set.exists():
        return {SECOND_FACTOR}
    if fnmatchcase(address.name, WHOLE_UNIVERSITY) and campuses_of(user) is not None:
        return {FORBIDDEN}
    return IN if address.is_ours else _permitted_in_admin(address, user)


def _permitted_in_admin(address, user):
    page = ADMIN_PAGE.match(address.name)
    if page is None:
        return IN | {FORBIDDEN}
    verbs = {"add": ["add"], "delete": ["delete"]}.get(page["page"], ["view", "change"])
    held = any(user.has_perm(f"{page['app']}.{verb}_{page['model']}") for verb in verbs)
    return IN | {FORBIDDEN} if held else {FORBIDDEN, MISSING, SENT_ON}


def outcome(response):
    if response.status_code == 404:
        return MISSING
    if response.status_code == 403:
        return FORBIDDEN
    assert response.status_code < 500, response
    if "Location" not in response.headers:
        return ADMITTED
    where = response.headers["Location"].partition("?")[0]
    return {reverse(settings.LOGIN_URL): LOGIN, reverse("mfa_activate_totp"): SECOND_FACTOR}.get(where, SENT_ON)


def surprises(client, user, world, found, expect=expected):
    """[(address, what happened)] where that is not what the policy permits."""
    for address in found:
        arguments = samples.arguments_of(address, world)
        happened = outcome(client.get(reverse(address.name, kwargs=arguments)))
        if happened not in expect(address, user):
            yield address.name, happened


# Every page's queries run on both databases by whoever may open most of them.
OPEN_MOST = {"staff: administrator", "alumnus", "staff of this campus"}
EVERYBODY = [pytest.param(who, marks=pytest.mark.both) if who in OPEN_MOST else who for who in PEOPLE]


def named():
    return [address for address in addresses() if address.is_named]


@pytest.mark.parametrize("who", EVERYBODY)
def test_address_does_what_its_policy_says(who, world, client_for):
    user = PEOPLE[who](world)

    assert list(surprises(client_for(user), user, world, named())) == []


@pytest.mark.anywhere
@pytest.mark.parametrize("who", ["nobody", "visitor", "staff without a role", "staff without a second factor"])
def test_refused_is_refused_for_every_method(who, world, client_for):
    user = PEOPLE[who](world)
    client = client_for(user)

    for address in named():
        may = expected(address, user)
        if address.is_ours and not may & IN:
            url = reverse(address.name, kwargs=samples.arguments_of(address, world))
            for method in (client.post, client.put, client.delete, client.head, client.options):
                assert outcome(method(url)) in may, (address.name, method)


def test_staff_of_another_campus_do_not_find_the_person(world, client_for):
    client = client_for(PEOPLE["staff of another campus"](world))

    for address in named():
        if address.name.startswith(("office:person_", "office:fact_")) and "public_id" in address.arguments:
            url = reverse(address.name, kwargs=samples.arguments_of(address, world))
            assert (address.name, client.get(url).status_code) in {(address.name, 404), (address.name, 405)}
            assert (address.name, client.post(url).status_code) in {(address.name, 404), (address.name, 405)}


def test_every_address_has_a_sample(world):
    assert samples.missing_samples(addresses(), world) == []


def test_signed_in_pages_are_never_cached(world, client_for):
    client = client_for(world.clerk)

    assert client.get(reverse("home:index")).headers["Cache-Control"] == "private, no-store"


# ---- the checks, broken once on purpose


def test_address_without_a_sample_is_caught(world):
    address = Address(named()[0].match, ("public_id",))

    assert samples.missing_samples([address], world) == [address.name]


@pytest.mark.parametrize("lax", [policy.PUBLIC, policy.SIGNED_IN, policy.Policy("staff")])
def test_view_that_admits_too_many_is_caught(world, client_for, monkeypatch, lax):
    """The middleware opens the view to more people than the view declares: somebody is where they should not be."""
    found = [address for address in named() if address.name == "office:audit"]
    strict = policy.of(found[0].match)
    monkeypatch.setattr(policy, "of", lambda match: lax)

    caught = []
    for who in ("nobody", "visitor", "staff without a role"):
        user = PEOPLE[who](world)
        client = client_for(user)
        caught += surprises(client, user, world, found, lambda address, user: permitted(strict, address, user))

    assert ("office:audit", ADMITTED) in caught
