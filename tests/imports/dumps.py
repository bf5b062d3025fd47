"""What stands in the tables, to be compared before and after."""

from django.apps import apps

LEFT_OUT = ("imports", "sessions", "admin")
# What an undo cannot and should not take back: a row that was changed and changed back has a new version.
COUNTED = {"version", "updated_at"}
TRAIL = {"core.auditentry", "core.auditbatch", "core.job", "accounts.notice", "mailings.message"}


def dump(*, without=frozenset()):
    """table → key → values by column, for everything but the trail and the imports themselves."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label_lower
        if model._meta.proxy or model._meta.app_label in LEFT_OUT or label in TRAIL:
            continue
        names = [field.attname for field in model._meta.concrete_fields if field.attname not in without]
        keyless = label == "records.searchrow"  # derived: written anew under other keys
        if keyless:
            names.remove("id")
        rows = model._base_manager.values_list("pk", *names)
        found[label] = {
            (row[1], row[2]) if keyless else row[0]: dict(zip(names, row[1:], strict=True)) for row in rows
        }
    return found
