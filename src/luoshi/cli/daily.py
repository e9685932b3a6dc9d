"""`luoshi daily`: what cron calls every night. Verifies the record, notes its head, reads a share of the files."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from luoshi.audit.rules.heads import BadHeads
from luoshi.cli import _django, audit
from luoshi.web import clock

HELP = "verify the record and some of the files, and note the head; for cron"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to note the head and what was done, and how much to read each day."""
    parser.add_argument(
        "--heads", type=Path, metavar="FILE", help="where heads are noted (heads.txt beside the database)"
    )
    parser.add_argument("--log", type=Path, metavar="FILE", help="what was done, a few lines a day (daily.log there)")
    parser.add_argument(
        "--days", type=int, default=30, metavar="N", help="every file is read once in so many days (30)"
    )


def run(given: argparse.Namespace) -> int:
    """0 when all that was looked at is whole, 1 when something is not, 2 when a file of ours cannot be used."""
    _django.ready()
    data = Path(import_module("django.conf").settings.DATA)
    heads, log = given.heads or data / "heads.txt", given.log or data / "daily.log"
    try:
        lines, whole = _record(heads)
        more, files_whole = _files(max(1, given.days))
        _write(log, [*lines, *more])
    except (BadHeads, OSError) as unusable:
        return audit.refused(heads if isinstance(unusable, BadHeads) else _path_of(unusable, log), unusable)
    print(*lines, *more, sep="\n", file=sys.stdout if whole and files_whole else sys.stderr)
    return 0 if whole and files_whole else 1


def _record(heads: Path) -> tuple[list[str], bool]:
    """Verify, and note the head only of a record that is whole."""
    verdict = audit.verified(heads)
    if verdict.first_break:
        return audit.broken(verdict).splitlines(), False
    head = audit.head_line(verdict)
    new = import_module("luoshi.audit.noting").note(heads, head)
    noted = ("链尾已记入", "head noted in") if new else ("今天的链尾早已记入", "today's head was noted before in")
    return [f"记录完整，{noted[0]} {heads}：{head}。 The record is whole, {noted[1]} {heads}."], True


def _files(days: int) -> tuple[list[str], bool]:
    """Read today's share of the files."""
    queries = import_module("luoshi.files.queries")
    todays = queries.share(clock.today().toordinal(), days)
    damaged = [
        f"{found.file.name}（{queries.path_of(found.file)}）：{found.zh}。 {found.en}."
        for found in queries.damages(todays)
    ]
    count = todays.count()
    zh, en = f"今天读了 {count} 个文件，{len(damaged)} 个不完好", f"{count} files read, {len(damaged)} not whole"
    return [*damaged, f"{zh}。 {en}."], not damaged


def _write(log: Path, lines: list[str]) -> None:
    with log.open("a", encoding="utf-8") as file:
        file.writelines(f"{clock.now().isoformat(timespec='seconds')} {line}\n" for line in lines)


def _path_of(error: OSError, otherwise: Path) -> Path:
    return Path(error.filename) if error.filename else otherwise
