"""What commands that take a CSV have in common: reading it, and saying what is wrong with it."""

import argparse
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from luoshi.cli import _django
from luoshi.orgs.rules.csv_files import decoded
from luoshi.web import clock


def optional_file(parser: argparse.ArgumentParser, columns: str) -> None:
    """One file, or none for what ships."""
    parser.add_argument("file", type=Path, nargs="?", help=columns)


def enter(file: Path | None, ships: str, action: tuple[str, str], by: str, said: Callable[[int], str]) -> int:
    """Enter the rows of a file, or those that ship, by an action (module, name) of the orgs room.

    0 when all rows were entered; 2 with every wrong row when none was.
    """
    _django.ready()
    module, name = action
    regions = import_module("luoshi.orgs.actions.regions")
    try:
        text = text_of(file) if file else regions.shipped(ships)
        entered = getattr(import_module(f"luoshi.orgs.actions.{module}"), name)(text=text, by=by, at=clock.now())
    except UnusableFile as unusable:
        return refuse_file(unusable.args[0])
    except regions.BadRows as bad:
        return refuse_rows(bad.rows)
    print(said(entered))
    return 0


class UnusableFile(ValueError):
    """The file cannot be opened, or is no text."""


def text_of(path: Path) -> str:
    """The file's text. Raises UnusableFile."""
    try:
        text = decoded(path.read_bytes())
    except OSError as error:
        raise UnusableFile(path) from error
    if text is None:
        raise UnusableFile(path)
    return text


def refuse_file(path: Path) -> int:
    """Say that the file cannot be read; the exit code."""
    print(f"读不了 {path}：请核对路径，并存成 UTF-8 编码的 CSV。", file=sys.stderr)
    print(f"Cannot read {path}: check the path and save it as CSV in UTF-8.", file=sys.stderr)
    return 2


def refuse_rows(rows: Iterable[tuple[int, str, str]]) -> int:
    """Say what is wrong in which line; the exit code."""
    for line, zh, en in rows:
        print(f"第{line}行：{zh}。 Line {line}: {en}.", file=sys.stderr)
    return 2
