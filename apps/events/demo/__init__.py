"""Events of the demonstration university."""


def register() -> None:
    """Its steps and people come with what they show."""
