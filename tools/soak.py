"""`make soak`: a hundred kill -9 under write load on each database, longer than a test may take.

`tools/soak.py [KILLS]`. The seed is printed; LUOSHI_SEED repeats it.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import postgres

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.safety.killing import done, killed
from tests.safety.places import place


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """SQLite, and a temporary PostgreSQL where its programs are."""
    folder = postgres.binaries()
    if folder is None:
        print("==> PostgreSQL: no server programs found; install postgresql-15 to soak it too", flush=True)
        yield {"SQLite": "sqlite"}
        return
    with postgres.temporary(folder) as address:
        yield {"SQLite": "sqlite", "PostgreSQL": address}


def soak(name: str, database: str, kills: int, seed: int) -> None:
    """Kill so many writers and say how far it is."""
    with tempfile.TemporaryDirectory(prefix="luoshi-soak-") as folder, place(Path(folder) / "data", database) as made:
        began, acknowledged = time.monotonic(), 0
        done(made, "prepare")
        for number, given in enumerate(killed(made, Path(folder) / "acks", kills, seed), 1):
            acknowledged += given
            if number % 10 == 0:
                print(f"    {name}: {number} kills, {acknowledged} acknowledged writes, all there", flush=True)
        print(f"ok  {name}: {kills} kills in {time.monotonic() - began:.0f} s, nothing lost", flush=True)


def main(arguments: list[str]) -> int:
    """Soak every database; a loss ends it with a traceback that says what was lost."""
    kills = int(arguments[0]) if arguments else 100
    seed = int(os.environ.get("LUOSHI_SEED") or time.time())
    print(f"==> {kills} kills, LUOSHI_SEED={seed}", flush=True)
    with databases() as found:
        for name, database in found.items():
            soak(name, database, kills, seed)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
