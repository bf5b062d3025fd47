"""The code of a ticket in whatever a scanner reads or somebody types at a door."""

import re

from apps.events.lib import codes


def code_in(text: str) -> str:
    """Also at the end of an address: 'https://…/#4F7K2M9PQX3T7'. Empty where it is none, or where a sign is wrong."""
    last = re.split(r"[/#=]", text.strip().rstrip("/"))[-1]
    try:
        return codes.parse(last)
    except codes.WrongCode:
        return ""
