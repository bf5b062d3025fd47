"""Accounts: somebody who signs in, and members of staff with a role and a second factor."""

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import encrypt
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from apps.accounts.actions import roles
from apps.accounts.models import User
from apps.records.models import StaffScope

PASSWORD = "a-password-for-tests"
TOTP_SECRET = "JBSWY3DPEHPK3PXP"


def totp_code(secret=TOTP_SECRET):
    """What the authenticator app shows now."""
    counters = list(totp.yield_hotp_counters_from_time())  # those that are taken; the one of now is in the middle
    return totp.format_hotp_value(totp.hotp_value(secret, counters[len(counters) // 2]))


class UserFactory(DjangoModelFactory):
    """An account that signs in with a confirmed e-mail address and PASSWORD, and nothing more: a visitor."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def verified(self, create, extracted, **_):
        if create and self.email and extracted is not False:
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)


class SecondFactorFactory(DjangoModelFactory):
    """The authenticator app with which a member of staff signs in."""

    class Meta:
        model = Authenticator

    user = factory.SubFactory(UserFactory)
    type = Authenticator.Type.TOTP
    data = factory.LazyFunction(lambda: {"secret": encrypt(TOTP_SECRET)})


class StaffFactory(UserFactory):
    """A member of staff: `role="records"` puts them into that role's group, `campus=` limits them to a campus,
    `second_factor=False` leaves them without one."""

    class Meta:
        skip_postgeneration_save = True

    is_staff = True
    email = factory.Sequence(lambda n: f"staff{n}@example.org")
    name = factory.Sequence(lambda n: f"Staff {n}")

    @factory.post_generation
    def role(self, create, extracted, **_):
        if create and extracted:
            self.groups.add(role_group(extracted))

    @factory.post_generation
    def campus(self, create, extracted, **_):
        if create and extracted:
            StaffScope.objects.create(user=self, campus=extracted)

    @factory.post_generation
    def second_factor(self, create, extracted, **_):
        if create and extracted is not False:
            SecondFactorFactory(user=self)


def role_group(key):
    """The role's group with the permissions that the apps have registered for it."""
    if not Group.objects.filter(name=key).exists():
        roles.sync_roles()
    return Group.objects.get(name=key)
