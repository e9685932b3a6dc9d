"""Run every benchmark of this folder and print a table per subject, ready for docs/performance.md."""

import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules


def main(wanted: list[str]) -> None:
    names = [found.name for found in iter_modules([str(Path(__file__).parent)]) if not found.name.startswith("_")]
    for name in sorted(set(names) & set(wanted) or names):
        module = import_module(f"bench.{name}")
        print(
            f"\n## {module.__doc__.splitlines()[0].rstrip('.')}\n\n| what | measured | promised |\n|---|---|---|",
            flush=True,
        )
        for row in module.rows():
            print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
