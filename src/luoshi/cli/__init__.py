"""The `luoshi` command. Each command is one file in this folder with `HELP`, `arguments` and `run`.

Exit codes: 0 done, 1 something failed or was found wrong, 2 the input or the arguments cannot be used.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from luoshi import __version__


def commands() -> dict[str, ModuleType]:
    """Command name -> module, found by looking into this folder; files starting with _ are helpers.

    >>> "read" in commands()
    True
    """
    names = sorted(found.name for found in iter_modules(__path__) if not found.name.startswith("_"))
    return {name.rstrip("_").replace("_", "-"): import_module(f"{__name__}.{name}") for name in names}


def parser() -> argparse.ArgumentParser:
    """The argument parser of the whole command."""
    top = argparse.ArgumentParser(
        prog="luoshi", description="落实: a plan document becomes tracked delivery."
    )
    top.add_argument("--version", action="version", version=f"luoshi {__version__}")
    subparsers = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, module in commands().items():
        command = subparsers.add_parser(name, help=module.HELP, description=module.HELP)
        module.arguments(command)
        command.set_defaults(run=module.run)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except BrokenPipeError:
        sys.stderr.close()
        return 1
