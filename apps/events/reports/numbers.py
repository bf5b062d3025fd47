"""The figures of a report, with their words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _


def labelled(numbers: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Those that are known, in the order in which they are read."""
    labels = {
        "seats": _("seats"),
        "registered": _("seats registered"),
        "came": _("people came"),
        "walked_in": _("of them without registering"),
        "missed": _("registered and did not come"),
        "cancelled": _("seats cancelled"),
        "waiting": _("seats that were still waited for"),
        "answers": _("answers to “How was it?”"),
        "stars": _("stars on average"),
    }
    return [(label, numbers[name]) for name, label in labels.items() if numbers.get(name) is not None]
