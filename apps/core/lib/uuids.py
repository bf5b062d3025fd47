from uuid import UUID


def uuid_in(said: object) -> UUID | None:
    """What a form or a device says, where it is the key of something."""
    try:
        return UUID(said) if isinstance(said, str) else None
    except ValueError:
        return None
