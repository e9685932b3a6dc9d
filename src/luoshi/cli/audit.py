"""`luoshi audit verify`: is the record whole? `luoshi audit head`: its last hash, to be noted outside the database."""

import argparse
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from luoshi.audit.rules.heads import BadHeads, Noted
from luoshi.cli import _django
from luoshi.web import clock

if TYPE_CHECKING:
    from luoshi.audit.queries import Verdict

HELP = "check the record of signed changes"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the record."""
    parser.add_argument("task", choices=("verify", "head"))
    parser.add_argument(
        "--heads", type=Path, metavar="FILE", help="verify: every head noted there is still in the chain"
    )
    parser.add_argument("--append", type=Path, metavar="FILE", help="head: note it there too, once a day")


def run(given: argparse.Namespace) -> int:
    """0 when the record is whole, 1 with the first broken place when not, 2 when the file of heads cannot be used."""
    _django.ready()
    try:
        verdict = verified(given.append or given.heads)
    except (BadHeads, OSError) as unusable:
        return refused(given.append or given.heads, unusable)
    if verdict.first_break:
        print(broken(verdict))
        return 1
    if given.task == "verify":
        print(f"记录完整：{verdict.events} 条，链尾 {verdict.head}")
        print(f"The record is whole: {verdict.events} events, head {verdict.head}")
        return 0
    return _noted(given.append, verdict) if given.append else _printed(verdict)


def verified(heads: Path | None) -> "Verdict":
    """What verification finds; heads in a file are looked for too. Raises BadHeads, OSError."""
    known = import_module("luoshi.audit.noting").noted(heads) if heads else ()
    verdict: Verdict = import_module("luoshi.audit.queries").verify(known)
    return verdict


def broken(verdict: "Verdict") -> str:
    """Where the record is broken, in two languages."""
    found = verdict.first_break
    assert found is not None
    return f"记录在 {found.place} 处断开：{found.zh}。\nThe record is broken at {found.place}: {found.en}."


def head_line(verdict: "Verdict") -> Noted:
    """The head as it is noted today."""
    return Noted(clock.today(), verdict.events, verdict.head)


def refused(path: Path, why: BadHeads | OSError) -> int:
    """Say why a file of heads cannot be used; the exit code."""
    zh, en = f"{why}", f"{why}"
    if isinstance(why, BadHeads):
        zh = f"第 {why.line} 行不是“日期 条数 链尾”，请对照打印件改正，或换一个文件"
        en = f"line {why.line} is not a date, a number and a hash: mend it by a printed copy, or use another file"
    print(f"{path}：{zh}。\n{path}: {en}.", file=sys.stderr)
    return 2


def _printed(verdict: "Verdict") -> int:
    print(verdict.head)
    return 0


def _noted(path: Path, verdict: "Verdict") -> int:
    head = head_line(verdict)
    try:
        new = import_module("luoshi.audit.noting").note(path, head)
    except OSError as unusable:
        return refused(path, unusable)
    print(head)
    if not new:
        print("今天已经记过，没有再记。 Today's head was noted before; nothing was added.")
    return 0
