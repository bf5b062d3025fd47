from apps.accounts.models import User
from apps.core.actions import rows
from apps.directory.models import Block
from apps.records.models import Person


def block(person: Person, other: Person, *, by: User) -> Block:
    """From now on the other can neither open the person's page nor write to them, and is not told. Raises
    ValidationError where it is so already."""
    row = Block(person=person, blocked=other)
    return rows.create(row, by=by, action="directory.block", subject_id=person.pk)


def unblock(row: Block, *, by: User) -> None:
    """They may open the person's page and write to them again."""
    rows.remove(row, by=by, action="directory.unblock", subject_id=row.person_id)
