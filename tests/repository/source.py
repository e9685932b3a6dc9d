"""The repository as data: its Python files and functions."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "luoshi"


@dataclass(frozen=True)
class Function:
    """A function and how many lines its code takes, docstring not counted."""

    where: str
    lines: int


def python_files() -> list[Path]:
    """The product's own Python files, migrations left out."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]


def functions() -> Iterator[Function]:
    """Every function of the product."""
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield Function(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", _code_lines(node))


def _code_lines(node: ast.FunctionDef) -> int:
    documented = ast.get_docstring(node) is not None and len(node.body) > 1
    first = node.body[1].lineno if documented else node.body[0].lineno
    return (node.end_lineno or first) - first + 2
