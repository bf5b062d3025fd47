"""Events of the demonstration university."""

from apps.core.registries import demo_steps


def register() -> None:
    """Its steps and people come with what they show; the steps of an app are taken in the reverse order."""
    from . import calendar, evening, registrations  # noqa: PLC0415 - once the apps are loaded

    demo_steps.add("events.evening", evening.seed)
    demo_steps.add("events.registrations", registrations.seed)
    demo_steps.add("events.calendar", calendar.seed)
