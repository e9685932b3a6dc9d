"""`luoshi backup FILE`: everything in one archive, while the server runs. `luoshi backup --check FILE`: is it whole?"""

import argparse
import sys
from pathlib import Path

from luoshi.cli import _django
from luoshi.cli._backup.reading import checked
from luoshi.cli._backup.refusal import Refused
from luoshi.cli._backup.writing import write
from luoshi.web import clock

HELP = "back up database and stored files into one archive, or check an archive"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, and what else to put in."""
    parser.add_argument("file", type=Path, help="a new .tar, .tar.gz or .tgz")
    parser.add_argument("--with-key", action="store_true", help="put the secret key in too: keep the archive locked up")
    parser.add_argument("--check", action="store_true", help="read an archive and compare it with its manifest")


def run(given: argparse.Namespace) -> int:
    """0 when all is whole, 1 when something is damaged or there is no space, 2 when a file cannot be used."""
    try:
        return _checked(given.file) if given.check else _written(given.file, given.with_key)
    except Refused as refused:
        return said(refused)
    except OSError as failed:
        return said(Refused(f"没有写成：{failed}", f"it failed: {failed}", 1))


def said(refused: Refused) -> int:
    """Say why not; the exit code."""
    print(f"{refused.zh}。\n{refused.en}.", file=sys.stderr)
    return refused.code


def damaged(names: list[str]) -> int:
    """Name the stored files that were not whole when they were backed up; the exit code."""
    for name in names:
        print(f"{name}：备份时已缺失或被改动。 It was missing or altered when it was backed up.", file=sys.stderr)
    return int(bool(names))


def _written(path: Path, with_key: bool) -> int:
    _django.ready()
    made = write(path, with_key=with_key, at=clock.now())
    print(f"已备份到 {path}：{len(made.parts)} 个部分，{path.stat().st_size} 字节，链尾 {made.head[0]} {made.head[1]}")
    print(
        f"Backed up to {path}: {len(made.parts)} parts, {path.stat().st_size} bytes, head {made.head[0]} {made.head[1]}"
    )
    if not with_key:
        print(
            "密钥不在备份里，请另行保管 secret_key。 The secret key is not in it: keep a copy of secret_key elsewhere."
        )
    return damaged(made.damaged)


def _checked(path: Path) -> int:
    found = checked(path)
    print(
        f"备份完整：{found.at}，版本 {found.version}，{len(found.parts)} 个部分，链尾 {found.head[0]} {found.head[1]}"
    )
    print(f"The backup is whole: {found.at}, version {found.version}, head {found.head[0]} {found.head[1]}")
    return damaged(found.damaged)
