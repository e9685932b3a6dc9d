"""`luoshi audit verify`: is the record whole? `luoshi audit head`: its last hash, to be written down."""

import argparse
from importlib import import_module

from luoshi.cli import _django

HELP = "check the record of signed changes"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the record."""
    parser.add_argument("task", choices=("verify", "head"))


def run(given: argparse.Namespace) -> int:
    """0 when the record is whole, 1 with the first broken place when not."""
    _django.ready()
    queries = import_module("luoshi.audit.queries")
    verdict = queries.verify()
    if given.task == "head" and verdict.first_break is None:
        print(verdict.head)
        return 0
    if verdict.first_break is None:
        print(f"记录完整：{verdict.events} 条，链尾 {verdict.head}")
        print(f"The record is whole: {verdict.events} events, head {verdict.head}")
        return 0
    found = verdict.first_break
    print(f"记录在 {found.place} 处断开：{found.zh}。")
    print(f"The record is broken at {found.place}: {found.en}.")
    return 1
