"""Run every benchmark of this folder and print a table per subject, ready for docs/performance.md.

`python -m bench [SUBJECT…] [--scale small|province|country]`; the scale is for the subjects that need a database.
"""

import argparse
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules


def main() -> None:
    names = sorted(found.name for found in iter_modules([str(Path(__file__).parent)]) if not found.name.startswith("_"))
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("subjects", nargs="*", choices=[*names, []], metavar="SUBJECT")
    parser.add_argument("--scale", choices=("small", "province", "country"), default="province")
    given = parser.parse_args()
    for name in given.subjects or names:
        module = import_module(f"bench.{name}")
        print(
            f"\n## {module.__doc__.splitlines()[0].rstrip('.')}\n\n| what | measured | promised |\n|---|---|---|",
            flush=True,
        )
        for row in module.rows(given.scale):
            print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
