"""The source tree as the checks see it: which file is which room of which app, and what it imports."""

import ast
import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Module:
    """One Python file of an app."""

    root: Path
    path: Path

    @property
    def parts(self):
        """('apps', 'records', 'actions', 'contacts')"""
        return self.path.relative_to(self.root).with_suffix("").parts

    @property
    def app(self):
        return self.parts[1] if len(self.parts) > 2 else ""

    @property
    def room(self):
        """'actions' for apps/records/actions/contacts.py; empty for the app's own __init__."""
        return self.parts[2] if len(self.parts) > 2 and self.parts[2] != "__init__" else ""

    @property
    def name(self):
        return self.path.relative_to(self.root).as_posix()

    @property
    def tree(self):
        return ast.parse(self.path.read_text(encoding="utf-8"))

    @cached_property
    def imports(self):
        """(line, what) of every import, at the top or inside a function, for the type checker or not; a dotted path
        in a string ("apps.records.actions.people") counts as one."""
        return [found for node in ast.walk(self.tree) for found in self._imports(node)]

    def at(self, line, what):
        return f"{self.name}:{line}: {what}"

    def _imports(self, node):
        match node:
            case ast.Import():
                return [(node.lineno, alias.name) for alias in node.names]
            case ast.ImportFrom():
                base = self._base(node)
                return [(node.lineno, f"{base}.{alias.name}") for alias in node.names]
            case ast.Constant(value=str(text)) if re.fullmatch(r"apps(\.\w+)+", text):
                return [(node.lineno, text)]
        return []

    def _base(self, node):
        if not node.level:
            return node.module
        package = self.parts[: len(self.parts) - node.level]
        return ".".join([*package, node.module] if node.module else package)


def modules(root=ROOT, *, migrations=False):
    """Every Python file of every app."""
    found = _ours() if root == ROOT else _found(root)
    return [module for module in found if migrations or module.room != "migrations"]


@cache
def _ours():
    """Each rule asks for the imports of the same files."""
    return _found(ROOT)


def _found(root):
    return [Module(root, path) for path in sorted((root / "apps").rglob("*.py")) if "__pycache__" not in path.parts]


def layers(root=ROOT):
    """The order of the apps, highest first, as pyproject.toml states it: [{"home", "office"}, {"mailings"}, ...]"""
    config = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(each for each in config["tool"]["importlinter"]["contracts"] if each["type"] == "layers")
    rows = [{name.strip().removeprefix("apps.") for name in row.split("|")} for row in contract["layers"]]
    return [row for row in rows if row != {"alumni_portal"}]


def rank(app, order):
    """0 for the lowest app; None for one that the order does not know."""
    return next((number for number, row in enumerate(reversed(order)) if app in row), None)


def may_see(app, other, order):
    """Is `other` the same app or a lower one?"""
    ranks = rank(app, order), rank(other, order)
    return app == other or (None not in ranks and ranks[0] > ranks[1])
