"""`luoshi import FILE`: a document becomes a plan in the register."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from luoshi.cli import _django
from luoshi.reader.errors import ReadingError, UnreadableFile
from luoshi.web import clock

HELP = "enter a document into the register"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, and in whose name."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--by", default="luoshi import", metavar="USERNAME", help="account that answers for it")


def run(given: argparse.Namespace) -> int:
    """0 when the plan is in the register, 2 when the file cannot be used; then nothing is stored."""
    _django.ready()
    action = import_module("luoshi.plans.actions").import_document
    counts = import_module("luoshi.plans.queries.plans").counts
    try:
        imported = action(data=_bytes(given.file), name=given.file.name, by=given.by, at=clock.now())
    except ReadingError as error:
        print(error.zh, error.en, sep="\n", file=sys.stderr)
        return 2
    found = counts(imported.revision)
    print(f"{'已导入' if imported.created else '早已导入'}：{imported.revision.title}")
    print(f"举措 {found.measures}，指标 {found.targets}，项目 {found.projects}，机制 {found.mechanisms}")
    print(f"{'Imported' if imported.created else 'Imported before'}: /plans/{imported.revision.pk}/")
    return 0


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFile(
            "missing",
            f"打不开文件 {path}：请核对路径和权限。",
            f"Cannot open {path}: check the path and its permissions.",
        ) from error
