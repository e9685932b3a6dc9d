"""`luoshi verify`: is the record whole, and does everything hold that must always hold?"""

import argparse
from importlib import import_module
from pathlib import Path

from luoshi.cli import audit

HELP = "check the record, and that the data hold together"
ROOMS = ("plans", "duties", "delivery")
SHOWN = 5
"""So many keys of rows that break an invariant are named."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where heads were noted."""
    parser.add_argument("--heads", type=Path, metavar="FILE", help="every head noted there is still in the record")


def run(given: argparse.Namespace) -> int:
    """0 when all holds, else 1, or 2 when the file of heads cannot be used."""
    code = audit.run(argparse.Namespace(task="verify", heads=given.heads, append=None))
    broken = 0
    for room in ROOMS:
        for invariant in import_module(f"luoshi.{room}.queries.invariants").INVARIANTS:
            keys = [str(key) for key in invariant.broken()[:SHOWN]]
            broken += bool(keys)
            if keys:
                print(f"{invariant.table} {'、'.join(keys)}：不符合“{invariant.zh}”。")
                print(f"{invariant.table} {', '.join(keys)}: it does not hold that {invariant.en}.")
    if not broken:
        print("数据互相一致。 The data hold together.")
    return code or int(broken > 0)
