"""`luoshi export PLAN KIND`: a list, the adoption sheet, the register or a case for the reader, as a file."""

import argparse
import io
import sys
import zipfile
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from luoshi.cli import _django
from luoshi.web import clock

if TYPE_CHECKING:
    from luoshi.plans.models import Revision

HELP = "write a list, the adoption sheet, the register or a case for the reader to a file"


class Operator:
    """Whoever may run commands on this machine may see every plan."""

    def has_perm(self, perm: str) -> bool:
        """Always."""
        return True


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which plan, what of it, as of when, and where to."""
    parser.add_argument("plan", metavar="PLAN", help="发文字号, part of the title, or the plan's id")
    parser.add_argument("kind", metavar="KIND", help="tasks duties projects targets mechanisms adoption register cases")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="file; for cases a folder too")
    parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="as of this day (YYYY-MM-DD)")
    parser.add_argument("--edition", type=int, help="this edition instead of the one that counts on the day")


def run(given: argparse.Namespace) -> int:
    """0 when the file was written, 2 with the reason when not."""
    _django.ready()
    exports = import_module("luoshi.plans.exports")
    known = exports.kinds()
    if given.kind not in known:
        return _refuse(
            f"没有 {given.kind} 这种导出；可以用：{' '.join(known)}。", f"No such kind; use {' '.join(known)}."
        )
    at = clock.now()
    on = given.on or clock.day_of(at)
    revision = _revision(given, on)
    if revision is None:
        return 2
    file = exports.produce(given.kind, exports.Asked(revision, at=at, on=on))
    path = given.output or Path(import_module("luoshi.files.rules.names").cleaned(file.name))
    try:
        _write(path, file.data, as_folder=known[given.kind].suffix == ".zip" and path.suffix.lower() != ".zip")
    except OSError as error:
        return _refuse(f"写不了 {path}：请核对路径和权限。", f"Cannot write {path}: {error.strerror}.")
    print(f"已导出：{path}")
    return 0


def _revision(given: argparse.Namespace, on: date) -> "Revision | None":
    """The one revision that was meant; what is wrong is said."""
    finding = import_module("luoshi.plans.queries.finding")
    found: list[Revision] = list(finding.called(given.plan, Operator(), on)[:20])
    if len(found) > 1:
        listed = "".join(f"\n  {row.plan_id}  {row.number}  {row.title}" for row in found)
        _refuse(f"有 {len(found)} 个方案符合“{given.plan}”，请写编号或文号：{listed}", "Several plans fit; give an id.")
        return None
    chosen = finding.edition_of(found[0], given.edition) if found and given.edition else next(iter(found), None)
    if chosen is None:
        edition = f"的第 {given.edition} 版" if found else ""
        _refuse(f"找不到方案“{given.plan}”{edition}。请核对文号、标题或编号。", f"No such plan: {given.plan}.")
    revision: Revision | None = chosen
    return revision


def _write(path: Path, data: bytes, *, as_folder: bool) -> None:
    """The file; an archive goes into a folder when that is what was named."""
    if not as_folder:
        path.write_bytes(data)
        return
    path.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(path)


def _refuse(zh: str, en: str) -> int:
    print(zh, en, sep="\n", file=sys.stderr)
    return 2
