"""`luoshi calendar [FILE]`: enter holidays and working weekends, those that ship or a CSV of one's own."""

import argparse

from luoshi.cli import _csv

HELP = "enter public holidays and working weekends from a CSV"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which file; without one, the years that ship."""
    _csv.optional_file(parser, "columns day,works,name and perhaps source")


def run(given: argparse.Namespace) -> int:
    """0 when all rows were entered; 2 with every wrong row when none was."""
    action = ("calendar", "import_working_days")
    return _csv.enter(given.file, "working_days.csv", action, "luoshi calendar", _said)


def _said(n: int) -> str:
    return f"已录入或更正 {n} 天。 {n} days entered or changed."
