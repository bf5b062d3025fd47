"""Head-counts of the demonstration university, with a few planted differences, and weeks of figures."""

from apps.core.registries import demo_steps


def register() -> None:
    from . import headcounts  # noqa: PLC0415 - once the apps are loaded

    demo_steps.add("quality", headcounts.seed)
