"""What becomes of mappings that were kept under a name."""

from apps.accounts.models import User
from apps.core.actions import rows
from apps.imports import rules
from apps.imports.actions.files import NotAllowed
from apps.imports.models import SavedMapping


def rename(saved: SavedMapping, name: str, *, by: User, expected_version: int | None = None) -> bool:
    """Raises ValidationError where another one has the name, Stale as `rows.change` does."""
    _check_allowed(by)
    return rows.change(
        saved, {"name": name}, by=by, action="imports.rename_mapping", expected_version=expected_version
    )


def delete(saved: SavedMapping, *, by: User) -> None:
    _check_allowed(by)
    rows.remove(saved, by=by, action="imports.delete_mapping")


def _check_allowed(by: User) -> None:
    if not rules.may_import(by):
        raise NotAllowed
