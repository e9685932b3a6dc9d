"""`luoshi regions [FILE]`: enter administrative divisions, those that ship or a CSV of one's own."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

from luoshi.cli import _django
from luoshi.web import clock

HELP = "enter administrative divisions (GB/T 2260) from a CSV"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which file; without one, 临夏州 and its eight counties."""
    parser.add_argument("file", type=Path, nargs="?", help="columns code,name,short_name,kind,parent")


def run(given: argparse.Namespace) -> int:
    """0 when all rows were entered; 2 with every wrong row when none was."""
    _django.ready()
    actions = import_module("luoshi.orgs.actions.regions")
    try:
        text = given.file.read_text(encoding="utf-8-sig") if given.file else actions.shipped("regions.csv")
        entered = actions.import_regions(text=text, by="luoshi regions", at=clock.now())
    except (OSError, UnicodeDecodeError):
        print(f"读不了 {given.file}：请核对路径，并存成 UTF-8 编码的 CSV。", file=sys.stderr)
        print(f"Cannot read {given.file}: check the path and save it as CSV in UTF-8.", file=sys.stderr)
        return 2
    except actions.BadRows as bad:
        for line, zh, en in bad.rows:
            print(f"第{line}行：{zh}。 Line {line}: {en}.", file=sys.stderr)
        return 2
    print(f"已录入 {entered} 个区划。 {entered} regions entered.")
    return 0
