"""`luoshi regions [FILE]`: enter administrative divisions, those that ship or a CSV of one's own."""

import argparse

from luoshi.cli import _csv

HELP = "enter administrative divisions (GB/T 2260) from a CSV"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which file; without one, 临夏州 and its eight counties."""
    _csv.optional_file(parser, "columns code,name,short_name,kind,parent")


def run(given: argparse.Namespace) -> int:
    """0 when all rows were entered; 2 with every wrong row when none was."""
    action = ("regions", "import_regions")
    return _csv.enter(given.file, "regions.csv", action, "luoshi regions", _said)


def _said(n: int) -> str:
    return f"已录入 {n} 个区划。 {n} regions entered."
