"""Accounts: somebody who signs in, and members of staff with a role and a second factor."""

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from factory.django import DjangoModelFactory

from apps.accounts.models import User
from apps.core import registries
from apps.records.models import StaffScope

PASSWORD = "a-password-for-tests"


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
    data = factory.LazyFunction(lambda: {"secret": "JBSWY3DPEHPK3PXP"})


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
    group, _ = Group.objects.get_or_create(name=key)
    labels = {
        label for role, permissions in registries.role_permissions.entries() if role == key for label in permissions
    }
    if labels:
        group.permissions.add(*_permissions(labels))
    return group


def _permissions(labels):
    wanted = Q(pk__in=[])
    for label in labels:
        app, _, codename = label.partition(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    found = list(Permission.objects.filter(wanted))
    assert len(found) == len(labels), f"unknown permissions among {sorted(labels)}"
    return found
