import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from apps.accounts import rules
from apps.accounts.models import User
from tests.factories import StaffFactory, UserFactory

pytestmark = pytest.mark.django_db


def create(email, **options):
    out = StringIO()
    call_command("create_administrator", email, stdout=out, **options)
    return out.getvalue()


def test_link_that_is_printed_opens_the_invitation(client, mailoutbox):
    said = create("first@example.org", name="คนแรก")

    link = re.search(r"http://127\.0\.0\.1:8000(/accounts/invitation/\S+)", said)[1]
    assert client.get(link).status_code == 200
    assert link in mailoutbox[0].body
    assert [group.name for group in User.objects.get().groups.all()] == [rules.ADMINISTRATOR]


def test_new_administrator_may_manage_staff():
    create("first@example.org")
    user = User.objects.get()
    user.is_active = True

    assert rules.may_manage_staff(user)


def test_alumnus_with_an_account_is_one_at_once():
    user = UserFactory(email="nok@example.org")

    assert "signs in as before" in create("nok@example.org")
    user.refresh_from_db()
    assert user.is_staff


@pytest.mark.parametrize("email", ["nonsense", "", "a@b"])
def test_bad_address_is_refused(email):
    with pytest.raises(CommandError):
        create(email)
    assert User.objects.count() == 0


def test_who_works_here_already_is_refused():
    StaffFactory(email="first@example.org")

    with pytest.raises(CommandError):
        create("first@example.org")
