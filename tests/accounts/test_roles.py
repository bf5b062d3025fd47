import pytest
from django.contrib.auth.models import Group

from apps.accounts import actions, rules
from apps.core import registries
from apps.core.models import AuditEntry
from tests.factories import StaffFactory

pytestmark = pytest.mark.django_db


def labels(group):
    return {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.select_related("content_type")}


def roles_of(user):
    return sorted(user.groups.values_list("name", flat=True))


def test_every_role_is_a_group_with_what_was_registered():
    actions.sync_roles()

    for role, _ in registries.roles:
        registered = [set(found) for name, found in registries.role_permissions.entries() if name == role]
        if role != rules.ADMINISTRATOR:
            assert labels(Group.objects.get(name=role)) == set().union(*registered)


def test_administrator_may_do_everything_that_any_role_may():
    actions.sync_roles()

    everything = set().union(*(found for _, found in registries.role_permissions.entries()))
    assert labels(Group.objects.get(name=rules.ADMINISTRATOR)) == everything


def test_syncing_again_changes_nothing_and_takes_back_extras():
    actions.sync_roles()
    group = Group.objects.get(name=rules.REPORTS)
    before = labels(group)
    group.permissions.set(Group.objects.get(name=rules.ADMINISTRATOR).permissions.all())

    actions.sync_roles()

    assert labels(group) == before


def test_permission_that_no_model_has_is_an_error(monkeypatch):
    broken = registries.Registry("role permissions")
    broken.add("x", (rules.REPORTS, ("records.fly_to_the_moon",)))
    monkeypatch.setattr(registries, "role_permissions", broken)

    with pytest.raises(Exception, match=r"records\.fly_to_the_moon"):
        actions.sync_roles()


def test_every_role_is_described_in_words():
    assert [role.key for role in registries.roles.entries()] == [role.key for role in rules.ROLES]
    assert all(str(role.name) and str(role.description) for role in rules.ROLES)


def test_granting_is_written_down(staff):
    by, user = staff(rules.ADMINISTRATOR), staff()

    actions.grant_role(user, rules.RECORDS, by=by, reason="new colleague")

    entry = AuditEntry.objects.get(action="accounts.grant_role")
    assert roles_of(user) == [rules.RECORDS]
    assert (entry.by, entry.reason) == (by, "new colleague")
    assert (entry.before, entry.after) == ({"roles": []}, {"roles": [rules.RECORDS]})


def test_granting_twice_is_written_down_once(staff):
    user = staff(rules.RECORDS)

    actions.grant_role(user, rules.RECORDS, by=None)

    assert AuditEntry.objects.count() == 0


def test_withdrawing_is_written_down(staff):
    by, user = staff(rules.ADMINISTRATOR), staff(rules.RECORDS)

    actions.withdraw_role(user, rules.RECORDS, by=by, reason="moved")

    entry = AuditEntry.objects.get(action="accounts.withdraw_role")
    assert roles_of(user) == []
    assert (entry.before, entry.after, entry.reason) == ({"roles": [rules.RECORDS]}, {"roles": []}, "moved")


@pytest.mark.parametrize("work", [actions.grant_role, actions.withdraw_role])
def test_unknown_role_is_refused(staff, work):
    with pytest.raises(actions.UnknownRole):
        work(staff(), "emperor", by=None)


def test_nobody_takes_the_administrators_role_from_themselves(staff):
    staff(rules.ADMINISTRATOR)
    user = staff(rules.ADMINISTRATOR)

    with pytest.raises(actions.OwnRole):
        actions.withdraw_role(user, rules.ADMINISTRATOR, by=user)
    assert roles_of(user) == [rules.ADMINISTRATOR]


@pytest.mark.parametrize("other", [{"is_active": False}, {"is_staff": False}])
def test_last_administrator_stays(staff, other):
    staff(rules.ADMINISTRATOR, **other)
    user = staff(rules.ADMINISTRATOR)

    with pytest.raises(actions.LastAdministrator):
        actions.withdraw_role(user, rules.ADMINISTRATOR, by=None)
    assert roles_of(user) == [rules.ADMINISTRATOR]


def test_one_of_two_administrators_may_go(staff):
    staff(rules.ADMINISTRATOR)
    user = staff(rules.ADMINISTRATOR)

    actions.withdraw_role(user, rules.ADMINISTRATOR, by=None)

    assert roles_of(user) == []


def test_two_administrators_do_not_leave_at_the_same_moment(together):
    both = [StaffFactory(role=rules.ADMINISTRATOR) for _ in range(2)]

    results = together(lambda number: actions.withdraw_role(both[number], rules.ADMINISTRATOR, by=None), 2)

    assert sorted(type(result).__name__ for result in results) == ["LastAdministrator", "NoneType"]
