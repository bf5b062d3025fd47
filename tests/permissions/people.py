"""One of each kind of person who may come to an address."""

from apps.core import registries
from tests.factories import GraduateFactory, StaffFactory, UserFactory


def visitor(world):
    return UserFactory()


def alumnus(world):
    return GraduateFactory(account=UserFactory()).account


def staff(role):
    return lambda world: StaffFactory(role=role)


PEOPLE = {
    "nobody": lambda world: None,
    "visitor": visitor,
    "alumnus": alumnus,
    **{f"staff: {key}": staff(key) for key, _ in registries.roles},
    "staff without a role": lambda world: StaffFactory(),
    "staff of this campus": lambda world: StaffFactory(role="records", campus=world.here),
    "staff of another campus": lambda world: StaffFactory(role="records", campus=world.elsewhere),
    "staff without a second factor": lambda world: StaffFactory(role="administrator", second_factor=False),
}
