import pytest
from django.urls import reverse

from apps.accounts import actions, rules
from apps.core.models import AuditEntry
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_closing_ends_every_session(staff, client_for):
    user = staff(rules.RECORDS)
    client = client_for(user)
    assert client.get(reverse("accounts:overview")).status_code == 200

    actions.deactivate_staff(user, by=staff(rules.ADMINISTRATOR), reason="left the office")

    assert client.get(reverse("accounts:overview")).status_code == 302


def test_closing_and_opening_are_written_down(staff):
    by, user = staff(rules.ADMINISTRATOR), staff(rules.RECORDS)

    actions.deactivate_staff(user, by=by, reason="leave")
    actions.reactivate_staff(user, by=by, reason="back")

    found = AuditEntry.objects.order_by("id").values_list("action", "reason", "before", "after")
    assert list(found) == [
        ("accounts.deactivate_staff", "leave", {"is_active": True}, {"is_active": False}),
        ("accounts.reactivate_staff", "back", {"is_active": False}, {"is_active": True}),
    ]


def test_roles_outlive_a_closed_account(staff):
    user = staff(rules.RECORDS)

    actions.deactivate_staff(user, by=None, reason="leave")
    actions.reactivate_staff(user, by=None, reason="back")

    user.refresh_from_db()
    assert user.is_active
    assert list(user.groups.values_list("name", flat=True)) == [rules.RECORDS]


def test_closing_ends_an_open_invitation():
    user = actions.invite_staff(email="napa@example.org", name="", roles=[], by=None)
    token = actions.invitation_token(user)

    actions.deactivate_staff(user, by=None, reason="a mistake")

    with pytest.raises(actions.InvitationOver):
        actions.opened_invitation(token)


def test_who_never_joined_is_invited_again_instead():
    user = actions.invite_staff(email="napa@example.org", name="", roles=[], by=None)
    actions.deactivate_staff(user, by=None, reason="a mistake")

    with pytest.raises(actions.NeverJoined):
        actions.reactivate_staff(user, by=None, reason="not one after all")
    assert actions.invite_staff(email="napa@example.org", name="", roles=[], by=None).invited_at


def test_nobody_closes_their_own_account(staff):
    staff(rules.ADMINISTRATOR)
    user = staff(rules.ADMINISTRATOR)

    with pytest.raises(actions.OwnAccount):
        actions.deactivate_staff(user, by=user, reason="")


def test_last_administrators_account_stays_open(staff):
    user = staff(rules.ADMINISTRATOR)

    with pytest.raises(actions.LastAdministrator):
        actions.deactivate_staff(user, by=None, reason="")
    user.refresh_from_db()
    assert user.is_active


@pytest.mark.parametrize("work", [actions.deactivate_staff, actions.reactivate_staff])
def test_accounts_of_alumni_are_not_the_offices_to_close(work):
    with pytest.raises(actions.NotStaff):
        work(UserFactory(), by=None, reason="")
