"""Only actions write."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.repository.source import PACKAGE, ROOT, python_files

WRITERS = {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete", "create"}


def may_write(parts: tuple[str, ...]) -> bool:
    """Rules and papers know no models: what they save is a picture or a paper in memory."""
    pure = {"reader", "papers", "values", "web"}
    return not {"actions", "rules", "actions.py"}.isdisjoint(parts) or parts[0] in pure


def calls(path: Path) -> Iterator[ast.Attribute]:
    """Every method that a file calls."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func


def writes() -> list[str]:
    """Calls that write through the ORM outside an `actions` file or folder."""
    return [
        f"{path.relative_to(ROOT)}:{call.lineno} .{call.attr}()"
        for path in python_files()
        if not may_write(path.relative_to(PACKAGE).parts)
        for call in calls(path)
        if call.attr in WRITERS
    ]


def test_only_actions_write() -> None:
    assert writes() == []


def test_nothing_happens_behind_a_save() -> None:
    hidden = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in python_files()
        for word in ("django.dispatch", "post_save", "pre_save", "def save(self", "GenericForeignKey")
        if word in path.read_text(encoding="utf-8")
    ]
    assert hidden == []
