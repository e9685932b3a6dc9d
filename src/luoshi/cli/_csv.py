"""What commands that take a CSV have in common: reading it, and saying what is wrong with it."""

import sys
from collections.abc import Iterable
from pathlib import Path

from luoshi.orgs.rules.csv_files import decoded


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
