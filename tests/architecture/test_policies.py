"""Every address says who may open it; the middleware closes the ones that say nothing."""

from fnmatch import fnmatchcase

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch, get_resolver, path
from django.urls.resolvers import RegexPattern, URLResolver

from apps.core import policy
from apps.core.middleware import ViewPolicy

from .addresses import addresses


def undeclared(found):
    return sorted({address.name for address in found if policy.of(address.match) is None})


def undeclared_by_themselves(found):
    """Our own views say it at the view, where whoever reads the view sees it; the table is for other people's."""
    return sorted({address.name for address in found if address.is_ours and not hasattr(address.match.func, "policy")})


def idle_patterns(found):
    """Lines of the table that decide about no address: left over, misspelt, or hidden behind an earlier line."""
    others = [address.name for address in found if not hasattr(address.match.func, "policy")]
    patterns = [pattern for pattern, _ in policy.THIRD_PARTY]
    deciding = {next((each for each in patterns if fnmatchcase(name, each)), None) for name in others}
    return [pattern for pattern in patterns if pattern not in deciding]


def test_every_address_declares_a_policy(language):
    found = list(addresses())

    assert len(found) > 50
    assert undeclared(found) == []


def test_own_views_declare_it_themselves():
    assert undeclared_by_themselves(addresses()) == []


def test_no_line_of_the_table_is_idle():
    assert idle_patterns(list(addresses())) == []


@pytest.mark.django_db
def test_declared_permissions_exist():
    known = {f"{app}.{name}" for app, name in Permission.objects.values_list("content_type__app_label", "codename")}
    declared = {found.permission for address in addresses() if (found := policy.of(address.match))}

    assert declared - known == {""}


@pytest.mark.parametrize("number", [400, 403, 404, 500])
def test_error_pages_exist(number):
    assert callable(get_resolver().resolve_error_handler(number))


# ---- the rule, broken once on purpose


def naked(request):
    return HttpResponse("for everybody")


def house(*patterns):
    return list(addresses(URLResolver(RegexPattern(""), patterns)))


def test_view_without_a_policy_is_caught():
    found = house(path("open/", policy.public(lambda request: None), name="open"), path("naked/", naked, name="naked"))

    assert undeclared(found) == ["naked"]


def test_view_without_a_policy_is_closed(rf: RequestFactory):
    request = rf.get("/naked/")
    request.resolver_match = ResolverMatch(naked, (), {}, "naked")

    with pytest.raises(PermissionDenied):
        ViewPolicy(naked).process_view(request, naked, [], {})


def test_own_view_in_the_table_is_caught(monkeypatch):
    naked.__module__ = "apps.home.views"
    monkeypatch.setattr(policy, "THIRD_PARTY", [("naked", policy.PUBLIC)])
    found = house(path("naked/", naked, name="naked"))

    assert (undeclared(found), undeclared_by_themselves(found)) == ([], ["naked"])


def test_idle_line_is_caught(monkeypatch):
    table = [("naked*", policy.PUBLIC), ("naked", policy.SIGNED_IN), ("gone", policy.PUBLIC)]
    monkeypatch.setattr(policy, "THIRD_PARTY", table)

    assert idle_patterns(house(path("naked/", naked, name="naked"))) == ["naked", "gone"]
