"""`luoshi import FILE`: a document becomes a plan in the register."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from luoshi.cli import _django
from luoshi.plans.rules.kinds import PLANS
from luoshi.reader.errors import ReadingError, UnreadableFile
from luoshi.web import clock

HELP = "enter a document into the register"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, with which text, of which kind, and in whose name."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--kind", choices=PLANS, default="", help="what it is; default: what its title says")
    parser.add_argument("--text", type=Path, metavar="FILE", help="recognised text of a scan or photo, .txt or .docx")
    parser.add_argument("--by", default="luoshi import", metavar="USERNAME", help="account that answers for it")


def run(given: argparse.Namespace) -> int:
    """0 when the plan is in the register, 2 when the file cannot be used; then nothing is stored."""
    _django.ready()
    actions = import_module("luoshi.plans.actions")
    counts = import_module("luoshi.plans.queries.plans").counts
    try:
        beside = actions.Given(_bytes(given.text), given.text.name) if given.text else None
        data, name = _bytes(given.file), given.file.name
        imported = actions.import_document(
            data=data, name=name, beside=beside, kind=given.kind, by=given.by, at=clock.now()
        )
    except ReadingError as error:
        print(error.zh, error.en, sep="\n", file=sys.stderr)
        return 2
    words = import_module("luoshi.plans.words").PLANS
    found = counts(imported.revision)
    print(f"{'已导入' if imported.created else '早已导入'}：{imported.revision.title}")
    print(f"种类 {words[imported.revision.plan.kind]}{'' if imported.recognised else '（从标题看不出，请核对）'}")
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
