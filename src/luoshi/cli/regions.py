"""`luoshi regions [FILE]`: enter administrative divisions, those that ship or a CSV of one's own."""

import argparse
from importlib import import_module
from pathlib import Path

from luoshi.cli import _csv, _django
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
        text = _csv.text_of(given.file) if given.file else actions.shipped("regions.csv")
        entered = actions.import_regions(text=text, by="luoshi regions", at=clock.now())
    except _csv.UnusableFile:
        return _csv.refuse_file(given.file)
    except actions.BadRows as bad:
        return _csv.refuse_rows(bad.rows)
    print(f"已录入 {entered} 个区划。 {entered} regions entered.")
    return 0
