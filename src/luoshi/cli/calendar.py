"""`luoshi calendar [FILE]`: enter holidays and working weekends, those that ship or a CSV of one's own."""

import argparse
from importlib import import_module
from pathlib import Path

from luoshi.cli import _csv, _django
from luoshi.web import clock

HELP = "enter public holidays and working weekends from a CSV"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which file; without one, the years that ship."""
    parser.add_argument("file", type=Path, nargs="?", help="columns day,works,name and perhaps source")


def run(given: argparse.Namespace) -> int:
    """0 when all rows were entered; 2 with every wrong row when none was."""
    _django.ready()
    actions = import_module("luoshi.orgs.actions.calendar")
    regions = import_module("luoshi.orgs.actions.regions")
    try:
        text = _csv.text_of(given.file) if given.file else regions.shipped("working_days.csv")
        entered = actions.import_working_days(text=text, by="luoshi calendar", at=clock.now())
    except _csv.UnusableFile:
        return _csv.refuse_file(given.file)
    except regions.BadRows as bad:
        return _csv.refuse_rows(bad.rows)
    print(f"已录入或更正 {entered} 天。 {entered} days entered or changed.")
    return 0
