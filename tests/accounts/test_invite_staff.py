from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.utils import timezone

from apps.accounts import actions, rules
from apps.accounts.models import User
from apps.core.models import AuditEntry
from tests.factories import StaffFactory, UserFactory

pytestmark = pytest.mark.django_db


def invite(email="napa@example.org", **fields):
    return actions.invite_staff(**{"email": email, "name": "นภา", "roles": [rules.RECORDS], "by": None} | fields)


def test_account_waits_for_its_owner():
    user = invite(email=" Napa@Example.ORG ")

    assert (user.email, user.is_staff, user.is_active) == ("napa@example.org", True, False)
    assert [group.name for group in user.groups.all()] == [rules.RECORDS]
    assert not user.has_usable_password()


@pytest.mark.parametrize(("language", "path"), [("th", "8000/accounts/invitation/"), ("en", "8000/en/accounts/invit")])
def test_invitation_is_mailed_in_the_guests_language(mailoutbox, language, path):
    invite(language=language)

    [message] = mailoutbox
    assert message.to == ["napa@example.org"]
    assert path in message.body
    assert path in message.alternatives[0].content


def test_invitation_is_written_down_without_a_password():
    by = StaffFactory(role=rules.ADMINISTRATOR)

    user = invite(by=by)

    entry = AuditEntry.objects.get(action="accounts.invite_staff")
    assert (entry.key, entry.by, entry.before) == (str(user.pk), by, None)
    assert entry.after == {
        "email": "napa@example.org",
        "name": "นภา",
        "is_staff": True,
        "is_active": False,
        "roles": [rules.RECORDS],
    }


def test_second_invitation_replaces_the_first():
    first = actions.invitation_token(invite())
    second = actions.invitation_token(invite(roles=[rules.GIVING]))

    with pytest.raises(actions.InvitationOver):
        actions.opened_invitation(first)
    assert [group.name for group in actions.opened_invitation(second).groups.all()] == [rules.GIVING]


@pytest.mark.parametrize("active", [True, False])
def test_who_works_here_is_not_invited_again(active, mailoutbox):
    StaffFactory(email="napa@example.org", is_active=active)

    with pytest.raises(actions.AlreadyStaff):
        invite()
    assert mailoutbox == []


def test_alumnus_with_a_confirmed_account_joins_at_once(mailoutbox):
    alumnus = UserFactory(email="napa@example.org")
    password = alumnus.password

    user = invite()

    assert (user.pk, user.is_staff, user.is_active, user.password) == (alumnus.pk, True, True, password)
    assert "/accounts/login/" in mailoutbox[0].body


def test_unconfirmed_account_does_not_become_staff_with_a_strangers_password():
    UserFactory(email="napa@example.org", verified=False)

    user = invite()

    assert (user.is_active, user.has_usable_password()) == (False, False)


def test_unknown_role_is_refused_and_nothing_kept():
    with pytest.raises(actions.UnknownRole):
        invite(roles=["emperor"])
    assert User.objects.count() == 0


def test_token_opens_the_account():
    user = invite()

    assert actions.opened_invitation(actions.invitation_token(user)) == user


def test_token_is_good_for_seven_days():
    user = invite()
    token = actions.invitation_token(user)

    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)), pytest.raises(actions.InvitationOver):
        actions.opened_invitation(token)
    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23)):
        assert actions.opened_invitation(token) == user


@pytest.mark.parametrize("token", ["", "x", "WzFd:1:2", "ก" * 30, "\x00"])
def test_forged_token_opens_nothing(token):
    with pytest.raises(actions.InvitationOver):
        actions.opened_invitation(token)


def test_token_signed_for_something_else_opens_nothing():
    user = invite()

    with pytest.raises(actions.InvitationOver):
        actions.opened_invitation(signing.dumps([user.pk, "x"], salt="another purpose"))


def test_accepting_opens_the_account_once():
    user = invite()
    token = actions.invitation_token(user)

    accepted = actions.accept_invitation(user, password="a long secret")

    assert (accepted.is_active, accepted.invited_at, accepted.check_password("a long secret")) == (True, None, True)
    assert accepted.emailaddress_set.get().verified
    with pytest.raises(actions.InvitationOver):
        actions.opened_invitation(token)
    with pytest.raises(actions.InvitationOver):
        actions.accept_invitation(user, password="another secret")


def test_accepting_is_written_down_as_the_guests_own_act():
    user = actions.accept_invitation(invite(), password="a long secret")

    entry = AuditEntry.objects.get(action="accounts.accept_invitation")
    assert (entry.by_id, entry.before, entry.after) == (user.pk, {"is_active": False}, {"is_active": True})


def test_two_invite_the_same_person_at_once(together):
    results = together(lambda _number: invite().pk, 2)

    assert User.objects.filter(email="napa@example.org").count() == 1
    assert all(isinstance(result, int | actions.AlreadyStaff) for result in results)
