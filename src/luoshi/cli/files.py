"""`luoshi files verify`: is every stored file whole? `--sweep` clears away what was never kept."""

import argparse
from importlib import import_module

from luoshi.cli import _django
from luoshi.web import clock

HELP = "check the stored files against their hashes"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the files."""
    parser.add_argument("task", choices=("verify",))
    parser.add_argument("--sweep", action="store_true", help="remove files without a row that are older than a day")


def run(given: argparse.Namespace) -> int:
    """0 when every stored file is whole, 1 with a line for each that is not. Files without a row are listed too."""
    _django.ready()
    queries = import_module("luoshi.files.queries")
    damaged = list(queries.damages())
    for found in damaged:
        print(f"{found.file.name}（{queries.path_of(found.file)}）：{found.zh}。 {found.en}.")
    if given.sweep:
        swept = import_module("luoshi.files.actions").sweep(by="luoshi files verify", at=clock.now())
        print(f"已清除 {swept} 个无主文件。 {swept} files without a row removed.")
    for orphan in queries.orphans():
        zh, en = ("无主文件", "no row") if orphan.ours else ("不是落实存的文件", "not stored by luoshi")
        print(f"{orphan.path}：{zh}。 {en}.")
    return _told(import_module("luoshi.files.models").StoredFile.objects.count(), len(damaged))


def _told(files: int, damaged: int) -> int:
    if damaged:
        print(f"{files} 个文件中有 {damaged} 个缺失或被改动。请从备份恢复，或重新上传同一文件。")
        print(f"{damaged} of {files} files are missing or altered. Restore them from a backup, or upload them again.")
        return 1
    print(f"{files} 个文件全部完好。 All {files} files are whole.")
    return 0
