from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.core.registries import Registry

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class OfficePage:
    """An entry of the office's navigation: shown to staff who hold `permission` (empty: to all of them)."""

    title: "_StrPromise"
    icon: str
    url_name: str
    permission: str = ""
    covers: tuple[str, ...] = ()  # further URL names, "*" allowed, on which the entry is the current one
    worklists: tuple[str, ...] = ()  # keys of the worklists whose counts stand beside it


office_pages: Registry[OfficePage] = Registry("office pages")
