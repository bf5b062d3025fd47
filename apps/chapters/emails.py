"""The messages of the groups, each in its reader's language: what stands under the bell, and the page with more."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import translation

from apps.accounts.emails import send
from apps.accounts.models import User
from apps.core.registries import notices

NOT_URGENT = {"X-Portal-Priority": "normal"}


def send_told(account: User, kind: str, params: Mapping[str, Any]) -> None:
    """What a notice says, to those who do not look at the portal every day."""
    if not account.email:
        return
    with translation.override(account.language):
        said = notices[kind](dict(params))
        context = {"name": str(account), "said": said.text, "url": settings.SITE_URL + said.url}
        send("chapter_told", to=account.email, context=context, headers=NOT_URGENT)
