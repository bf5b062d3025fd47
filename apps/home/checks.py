"""The demonstration signs anybody in as anybody: these checks keep it away from everything that is reachable."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "testserver"}
HINT = "Use alumni_portal.settings.production (or take DEMO out of your settings)."


@register(Tags.security)
def demonstration_stays_on_this_machine(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """DEMO is refused where the server answers to a name that other machines can use."""
    reachable = sorted(set(settings.ALLOWED_HOSTS) - LOOPBACK)
    if not (settings.DEMO and reachable):
        return []
    return [Error(f"The demonstration's one-tap sign-in answers to {', '.join(reachable)}.", HINT, id="home.E001")]


@register(Tags.security, deploy=True)
def demonstration_is_not_deployed(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """`check --deploy` never passes with DEMO on."""
    return [Error("The demonstration must not be deployed.", HINT, id="home.E002")] if settings.DEMO else []
