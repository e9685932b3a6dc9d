"""The `luoshi` command. Each command is one file in this folder with `HELP`, `arguments` and `run`.

Exit codes: 0 done, 1 something failed or was found wrong, 2 the input or the arguments cannot be used.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from pkgutil import iter_modules

from luoshi import __version__


def commands() -> dict[str, str]:
    """Command name -> module, found by looking into this folder; files starting with _ are helpers.

    >>> commands()["read"]
    'luoshi.cli.read'
    """
    found = sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    return {name.rstrip("_").replace("_", "-"): f"{__name__}.{name}" for name in found}


def parser(names: Iterable[str]) -> argparse.ArgumentParser:
    """The argument parser that knows these commands; only their modules are imported."""
    top = argparse.ArgumentParser(prog="luoshi", description="落实: a plan document becomes tracked delivery.")
    top.add_argument("--version", action="version", version=f"luoshi {__version__}")
    subparsers = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in names:
        module = import_module(commands()[name])
        command = subparsers.add_parser(name, help=module.HELP, description=module.HELP)
        module.arguments(command)
        command.set_defaults(run=module.run)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = list(sys.argv[1:] if argv is None else argv)
    known = commands()
    chosen = given[:1] if given and given[0] in known else known
    arguments = parser(chosen).parse_args(given)
    try:
        return int(arguments.run(arguments))
    except BrokenPipeError:
        sys.stderr.close()
        return 1
