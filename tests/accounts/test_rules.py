import pytest
from django.contrib.auth.models import AnonymousUser

from apps.accounts import rules
from tests.factories import StaffFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_administrators_manage_staff(staff):
    assert rules.may_manage_staff(staff(rules.ADMINISTRATOR))


@pytest.mark.parametrize("role", [role.key for role in rules.ROLES if role.key != rules.ADMINISTRATOR])
def test_other_roles_do_not(staff, role):
    assert not rules.may_manage_staff(staff(role))


def test_closed_account_manages_nobody(staff):
    assert not rules.may_manage_staff(staff(rules.ADMINISTRATOR, is_active=False))


def test_alumni_and_strangers_manage_nobody():
    assert not rules.may_manage_staff(UserFactory())
    assert not rules.may_manage_staff(AnonymousUser())
    assert not rules.may_manage_staff(StaffFactory())
