import pytest

from apps.core import registries
from tests.factories import UserFactory


@pytest.fixture
def people(db, settings, monkeypatch):
    """A demonstration with three people, one of whom was never created."""
    settings.DEMO = True
    personas = registries.Registry("personas")
    personas.add("a", registries.Persona("nok@example.org", "นก", "Looks for friends", 20, "alumni"))
    personas.add("b", registries.Persona("clerk@example.org", "เสมียน", "Keeps the records", 10))
    personas.add("c", registries.Persona("ghost@example.org", "ผี", "Is not there", 30, "visitor"))
    monkeypatch.setattr(registries, "personas", personas)
    UserFactory(email="nok@example.org")
    UserFactory(email="clerk@example.org", is_staff=True)
