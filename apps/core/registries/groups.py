"""What apps above the groups know of them."""

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from . import Registry

if TYPE_CHECKING:
    from datetime import datetime

# Signs of life: which of these groups had any, and when each had the newest.
group_signs: Registry["Callable[[Collection[int]], Mapping[int, datetime]]"] = Registry("signs of life of groups")
