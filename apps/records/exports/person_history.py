"""The changes of a record as the person gets them: what was written about them, by what part, never by what name."""

from typing import Any

from django.db.models import Q, QuerySet

from apps.core import privacy
from apps.core.fields import EncryptedTextField
from apps.core.models import AuditEntry
from apps.core.privacy import Row, Subject, Table
from apps.core.reports import thing_of, verb_of
from apps.records.models import Claim
from apps.records.querysets.successors import changes_about


def changes_of(subject: Subject) -> QuerySet[AuditEntry]:
    """Every change of the person, of their facts, of their account and of what the account claimed."""
    about = Q(pk=None)
    if subject.person_id is not None:
        about |= changes_about(subject.person_id)
    if subject.account_id is not None:
        claimed = Claim.objects.filter(account=subject.account_id).values_list("pk", flat=True)
        about |= Q(table="accounts.user", key=str(subject.account_id))
        about |= Q(table="records.claim", key__in=[str(key) for key in claimed])
    return AuditEntry.objects.filter(about).select_related("by")


def tell_change(entry: Any, subject: Subject) -> Row:
    """One change; its values are cut down to what the register hands over of that table."""
    shown = _shown(entry.table)
    return {
        "at": entry.at.isoformat(),
        "by": privacy.who(entry.by, subject),
        "action": verb_of(entry.action),
        "table": thing_of(entry.table),
        "key": entry.key,
        "before": _cut(entry.before, shown),
        "after": _cut(entry.after, shown),
        "reason": entry.reason,
        "origin": entry.origin,
        "erased_at": entry.erased_at.isoformat() if entry.erased_at else None,
    }


def _cut(values: dict[str, Any] | None, shown: dict[str, str]) -> Row | None:
    return None if values is None else {shown[column]: value for column, value in values.items() if column in shown}


def _shown(table: str) -> dict[str, str]:
    """Column → field, for what may be told. A claim about a record may be somebody else's: it is told by the claim
    itself, to whoever made it."""
    plain = [each for each in privacy.tables_of(table) if each.rows is None]
    return {column: name for each in plain for column, name in _columns(each)}


def _columns(table: Table) -> list[tuple[str, str]]:
    told = [field for field in table.rows_of._meta.concrete_fields if field.name in table.fields]
    people = privacy.owners()
    return [
        (field.attname, field.name)
        for field in told
        if not isinstance(field, EncryptedTextField) and field.related_model not in people
    ]
