"""`luoshi restore FILE`: put a backup into an empty data folder and an empty database, and verify it."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from luoshi.cli import _django, audit, backup
from luoshi.cli._backup.manifest import Manifest
from luoshi.cli._backup.refusal import Refused
from luoshi.cli._backup.restoring import restore

HELP = "put a backup into an empty data folder, and verify it"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to restore."""
    parser.add_argument("file", type=Path)


def run(given: argparse.Namespace) -> int:
    """0 when restored and whole, 1 when restored but not whole, 2 when nothing was restored."""
    _django.ready()
    try:
        manifest = restore(given.file)
    except Refused as refused:
        return backup.said(refused)
    except OSError as failed:
        return backup.said(Refused(f"没有恢复成：{failed}", f"restoring failed: {failed}", 1))
    return _verified(manifest)


def _verified(manifest: Manifest) -> int:
    """The record whole, its head the manifest's, every stored file there: then the backup was what it says."""
    verdict = import_module("luoshi.audit.queries").verify()
    queries = import_module("luoshi.files.queries")
    wrong = [f"{found.file.name}：{found.zh}。 {found.en}." for found in queries.damages()]
    if verdict.first_break:
        wrong.append(audit.broken(verdict))
    elif (verdict.events, verdict.head) != manifest.head:
        wrong.append("链尾与清单不符。 The head is not the manifest's.")
    if wrong:
        print("数据已恢复，但不完好： The data are restored, but not whole:", *wrong, sep="\n", file=sys.stderr)
        return 1
    print(f"已恢复 {manifest.at} 的备份并核对完整：{verdict.events} 条记录，链尾 {verdict.head}")
    print(f"Restored the backup of {manifest.at} and verified it: {verdict.events} events, head {verdict.head}")
    return 0
