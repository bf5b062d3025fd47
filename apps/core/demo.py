"""The demonstration university: every app adds its own people, groups and events to it, the lower apps first."""

from collections.abc import Callable

from django.conf import settings

from apps.core.registries import demo_steps


class Refused(Exception):
    """A demonstration must not be mixed with real people's data."""


def build(*, graduates: int | None, seed: int, say: Callable[[str], None], anywhere: bool = False) -> None:
    """Runs every app's step; each is one transaction and does nothing the second time. Raises Refused outside of the
    demonstration settings (unless `anywhere`) and where real people's data is."""
    if not (settings.DEMO or anywhere):
        raise Refused("These are not the settings of a demonstration.")
    for step in reversed(demo_steps.entries()):  # apps register in the order of INSTALLED_APPS, the higher ones first
        step(graduates=graduates, seed=seed, say=say)
