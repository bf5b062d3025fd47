"""Mailings of the demonstration university: one of each state, with what came back and what readers answered."""

from apps.core.registries import demo_steps


def register() -> None:
    from . import mailings  # noqa: PLC0415 - once the apps are loaded

    demo_steps.add("mailings", mailings.seed)
