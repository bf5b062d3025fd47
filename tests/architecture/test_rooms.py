"""The rooms of an app: a closed list of names, small files, small functions, named tasks, writes only in actions."""

import ast

import pytest
from celery import current_app
from django.conf import settings

from .source import ROOT, modules

ROOMS = {
    "models",
    "querysets",
    "actions",
    "rules",
    "forms",
    "views",
    "urls",
    "admin",
    "tasks",
    "emails",
    "audiences",
    "privacy",
    "reports",
    "imports",
    "exports",
    "lib",
    "apps",
    "migrations",
    "management",
    "templatetags",
    "checks",
    "middleware",
    "adapters",
    "backends",
    "feeds",
    "fields",
    "widgets",
    "demo",
    "policy",
    "registries",
    "operations",
}
BANNED = {"utils", "util", "helpers", "services", "common", "managers", "signals", "mixins", "misc"}
MAX_FILE, MAX_FUNCTION = 300, 40  # lines

# What may be larger, and why: {"apps/records/models/people.py": "reason"}
LARGER_FILES: dict[str, str] = {}
# {"apps/records/models/people.py:function": "reason"}
LARGER_FUNCTIONS: dict[str, str] = {}


def unknown_rooms(root=ROOT):
    found = []
    for app in sorted(path for path in (root / "apps").iterdir() if path.is_dir() and path.name != "__pycache__"):
        for path in sorted(app.iterdir()):
            if path.name not in {"__init__.py", "__pycache__"} and path.name.removesuffix(".py") not in ROOMS:
                found.append(f"{path.relative_to(root).as_posix()}: not a room of an app")
    return found


def banned_names(root=ROOT):
    return [
        f"{module.name}: says nothing about what is inside" for module in modules(root) if BANNED & set(module.parts)
    ]


def other_files(root=ROOT):
    """Templates, styles and data have their own places."""
    files = sorted(path for path in (root / "apps").rglob("*") if path.is_file())
    return [
        f"{path.relative_to(root).as_posix()}: only Python lives in apps"
        for path in files
        if path.suffix not in {".py", ".pyc"}
    ]


def large_files(root=ROOT):
    sizes = {module.name: len(module.path.read_text().splitlines()) for module in modules(root)}
    large = {name for name, size in sizes.items() if size > MAX_FILE}
    return [f"{name}: {sizes[name]} lines" for name in sorted(large - LARGER_FILES.keys())]


def large_functions(root=ROOT):
    found = []
    for module in modules(root):
        for node in functions(module):
            size = node.end_lineno - node.lineno + 1
            if size > MAX_FUNCTION and f"{module.name}:{node.name}" not in LARGER_FUNCTIONS:
                found.append(module.at(node.lineno, f"{node.name} has {size} lines"))
    return found


def functions(module):
    return [node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def unnamed_tasks(root=ROOT):
    """Messages in a queue outlive a move of the function: a task's name is its own and begins with its app."""
    found = []
    for module in modules(root):
        for node in functions(module):
            for decorator in filter(_is_task, node.decorator_list):
                if not (_task_name(decorator) or "").startswith(f"{module.app}."):
                    found.append(module.at(node.lineno, f"task {node.name} needs name='{module.app}.…'"))
    return found


def _is_task(decorator):
    target = decorator.func if isinstance(decorator, ast.Call) else decorator
    return (isinstance(target, ast.Name) and target.id == "shared_task") or (
        isinstance(target, ast.Attribute) and target.attr in {"task", "shared_task"}
    )


def _task_name(decorator):
    keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
    return next(
        (word.value.value for word in keywords if word.arg == "name" and isinstance(word.value, ast.Constant)), None
    )


def overridden_saves(root=ROOT):
    return [
        module.at(method.lineno, f"{node.name}.{method.name} hides logic; write an action")
        for module in modules(root)
        if module.room == "models"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
        for method in node.body
        if isinstance(method, ast.FunctionDef) and method.name in {"save", "delete", "asave", "adelete", "save_base"}
    ]


def signal_receivers(root=ROOT):
    return [
        module.at(line, f"{target}: call the action instead of listening")
        for module in modules(root)
        for line, target in module.imports
        if "signals" in target.split(".") or target.startswith("django.dispatch")
    ]


WRITERS = {"create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "save"}
MUST_NOT_WRITE = {
    "views",
    "admin",
    "tasks",
    "forms",
    "middleware",
    "reports",
    "querysets",
    "rules",
    "exports",
    "templatetags",
}


def writes_outside_actions(root=ROOT):
    """`Model.objects.create(...)`, `rows.filter(...).update(...)`, `form.save()`: not where a page is made."""
    return [
        module.at(node.lineno, f"writes with .{node.func.attr}()")
        for module in modules(root)
        if module.room in MUST_NOT_WRITE
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _writes(node, _actions(module))
    ]


def _actions(module):
    """Names that stand for an app's actions in this module: `lists.delete(saved, by=...)` is the right way."""
    return {target.split(".")[-1] for _, target in module.imports if ".actions" in target} | {"actions"}


def _writes(call, actions):
    if call.func.attr not in WRITERS:
        return False
    chain = list(_chain(call.func.value))
    if chain[-1] in actions:
        return False
    if call.func.attr == "save":
        return not any(isinstance(word.value, ast.Constant) and word.arg == "commit" for word in call.keywords)
    return bool({"objects", "_default_manager", "_base_manager", "filter", "all", "exclude"} & set(chain)) or (
        call.func.attr == "delete" and not call.args and not call.keywords
    )


def _chain(node):
    """The names of `Person.objects.filter(...)`, the last first: filter, objects, Person."""
    while True:
        match node:
            case ast.Call():
                node = node.func
            case ast.Subscript():
                node = node.value
            case ast.Attribute():
                yield node.attr
                node = node.value
            case ast.Name():
                yield node.id
                return
            case _:
                yield ""
                return


CHECKS = [
    unknown_rooms,
    banned_names,
    other_files,
    large_files,
    large_functions,
    unnamed_tasks,
    overridden_saves,
    signal_receivers,
    writes_outside_actions,
]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_rooms_keep_the_rule(check):
    assert check() == []


def test_exceptions_are_still_needed():
    sizes = {module.name: len(module.path.read_text().splitlines()) for module in modules()}
    known = {f"{module.name}:{node.name}" for module in modules() for node in functions(module)}

    assert [name for name in LARGER_FILES if sizes.get(name, 0) <= MAX_FILE] == []
    assert [name for name in LARGER_FUNCTIONS if name not in known] == []


def test_schedule_names_tasks_that_exist():
    current_app.loader.import_default_modules()
    named = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert sorted(named - set(current_app.tasks)) == []


# ---- each rule, broken once on purpose


@pytest.mark.parametrize(
    ("check", "name", "source", "said"),
    [
        (unknown_rooms, "apps/records/selectors.py", "", "apps/records/selectors.py: not a room of an app"),
        (unknown_rooms, "apps/records/domain/people.py", "", "apps/records/domain: not a room of an app"),
        (
            banned_names,
            "apps/records/lib/utils.py",
            "",
            "apps/records/lib/utils.py: says nothing about what is inside",
        ),
        (
            other_files,
            "apps/records/templates/x.html",
            "",
            "apps/records/templates/x.html: only Python lives in apps",
        ),
        (large_files, "apps/records/rules.py", "x = 1\n" * 301, "apps/records/rules.py: 301 lines"),
        (
            large_functions,
            "apps/records/rules.py",
            "def may():\n" + "    x = 1\n" * 40,
            "apps/records/rules.py:1: may has 41 lines",
        ),
        (
            unnamed_tasks,
            "apps/records/tasks.py",
            "@shared_task\ndef sweep(): ...",
            "apps/records/tasks.py:2: task sweep needs name='records.…'",
        ),
        (
            unnamed_tasks,
            "apps/records/tasks.py",
            "@app.task(name='core.sweep')\ndef sweep(): ...",
            "apps/records/tasks.py:2: task sweep needs name='records.…'",
        ),
        (
            overridden_saves,
            "apps/records/models/people.py",
            "class Person:\n    def save(self): ...",
            "apps/records/models/people.py:2: Person.save hides logic; write an action",
        ),
        (
            signal_receivers,
            "apps/records/apps.py",
            "from django.db.models.signals import post_save",
            "apps/records/apps.py:1: django.db.models.signals.post_save: call the action instead of listening",
        ),
        (
            signal_receivers,
            "apps/records/apps.py",
            "def ready():\n    from allauth.account import signals",
            "apps/records/apps.py:2: allauth.account.signals: call the action instead of listening",
        ),
        (
            writes_outside_actions,
            "apps/records/views.py",
            "Person.objects.create(note='')",
            "apps/records/views.py:1: writes with .create()",
        ),
        (
            writes_outside_actions,
            "apps/records/admin.py",
            "queryset.filter(pk=1).update(note='')",
            "apps/records/admin.py:1: writes with .update()",
        ),
        (
            writes_outside_actions,
            "apps/records/tasks.py",
            "def work():\n    person.delete()",
            "apps/records/tasks.py:2: writes with .delete()",
        ),
        (
            writes_outside_actions,
            "apps/records/views/people.py",
            "form.save()",
            "apps/records/views/people.py:1: writes with .save()",
        ),
    ],
)
def test_broken_rule_is_caught(tmp_path, check, name, source, said):
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(source)

    assert check(tmp_path) == [said]


def test_what_the_rules_permit_is_not_caught(tmp_path):
    views = tmp_path / "apps" / "records" / "views.py"
    views.parent.mkdir(parents=True)
    views.write_text(
        "from apps.records.actions import lists\n"
        "lists.delete(saved, by=user)\n"
        "lists.create(name='x', by=user)\n"
        "context.update(title='x')\n"
        "rows = formset.save(commit=False)\n"
    )
    (views.parent / "tasks.py").write_text("@shared_task(name='records.sweep')\ndef sweep(): ...\n")

    assert [found for check in CHECKS for found in check(tmp_path)] == []
