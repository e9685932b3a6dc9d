"""Only actions write."""

import ast

from tests.repository.source import PACKAGE, ROOT, python_files

WRITERS = {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete", "create"}


def in_actions(parts: tuple[str, ...]) -> bool:
    return "actions" in parts or "actions.py" in parts


def writes() -> list[str]:
    """Calls that write through the ORM outside an `actions` file or folder."""
    found = []
    for path in python_files():
        parts = path.relative_to(PACKAGE).parts
        if in_actions(parts) or parts[0] in {"reader", "values", "web"}:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITERS:
                found.append(f"{path.relative_to(ROOT)}:{node.lineno} .{node.func.attr}()")
    return found


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
