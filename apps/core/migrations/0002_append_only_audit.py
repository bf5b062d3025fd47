"""The audit trail is append-only in the database too: rows are added, sealed once and lawfully erased once, and
nothing else ever happens to them. PostgreSQL and SQLite say the same in their own words."""

from django.db import migrations

# Columns that never change at all.
FIXED = [
    "id", "at", "by_id", "action", "table", "key", "version", "subject_id",
    "reason", "batch_id", "origin", "values_digest",
]
VALUES = ["before", "after", "salt", "erased_at"]
REFUSAL = "the audit trail is append-only"


def triggers(vendor):
    """(name, table, event, the condition under which it is refused) for each trigger."""
    return [
        ("core_audit_no_edit", "core_auditentry", "UPDATE", f"NOT ({sealed(vendor)} OR {erased(vendor)})"),
        ("core_audit_no_removal", "core_auditentry", "DELETE", ""),
        ("core_audit_no_slipping_in", "core_auditentry", "INSERT", "NEW.seal_id IS NOT NULL OR NEW.erased_at IS NOT NULL"),
        ("core_seal_no_edit", "core_auditseal", "UPDATE", ""),
        ("core_seal_no_removal", "core_auditseal", "DELETE", ""),
    ]


def sealed(vendor):
    return f"(OLD.seal_id IS NULL AND NEW.seal_id IS NOT NULL AND {same(vendor, FIXED + VALUES)})"


def erased(vendor):
    return (
        "(OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL "
        f"""AND NEW."before" IS NULL AND NEW."after" IS NULL AND NEW.salt = '' AND {same(vendor, [*FIXED, "seal_id"])})"""
    )


def same(vendor, columns):
    equal = "IS NOT DISTINCT FROM" if vendor == "postgresql" else "IS"
    return " AND ".join(f'NEW."{column}" {equal} OLD."{column}"' for column in columns)


def create(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in {"postgresql": postgresql, "sqlite": sqlite}[vendor]():
        schema_editor.execute(statement)


def postgresql():
    yield f"""
        CREATE FUNCTION core_audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$
    """
    for name, table, event, condition in triggers("postgresql"):
        when = f"WHEN ({condition})" if condition else ""
        yield f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW {when} EXECUTE FUNCTION core_audit_refuse()"
    for table in ("core_auditentry", "core_auditseal"):
        yield f"""
            CREATE TRIGGER {table}_no_truncation BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION core_audit_refuse()
        """


def sqlite():
    for name, table, event, condition in triggers("sqlite"):
        yield sqlite_trigger(name, table, event, condition)
    # INSERT OR REPLACE removes the old row without asking the triggers for removals.
    for table in ("core_auditentry", "core_auditseal"):
        yield sqlite_trigger(f"{table}_no_replacing", table, "INSERT", f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)")


def sqlite_trigger(name, table, event, condition):
    when = f"WHEN {condition}" if condition else ""
    return f"CREATE TRIGGER {name} BEFORE {event} ON {table} {when} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"


def drop(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION core_audit_refuse() CASCADE")
        return
    names = [name for name, *_ in triggers(vendor)]
    names += ["core_auditentry_no_replacing", "core_auditseal_no_replacing"]
    for name in names:
        schema_editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
