"""What the registry keeps of people, entered in the register of personal data (`core.privacy`)."""

from apps.core import registries

from . import care, person, rights

# In the order in which an erasure goes: what points at other rows before these rows.
PARTS = {**rights.PARTS, **care.PARTS, **person.PARTS}


def register() -> None:
    for key, part in PARTS.items():
        registries.privacy.add(f"records.{key}", part)
