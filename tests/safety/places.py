"""A place of its own for a child process: a data folder and a database that nobody else uses, as an office has them."""

import os
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Place:
    """Where a child works."""

    folder: Path
    database: str

    @property
    def environment(self) -> dict[str, str]:
        """What the child's environment says: the product's own settings, real pragmas included."""
        return os.environ | {
            "LUOSHI_DATA": str(self.folder),
            "LUOSHI_DATABASE": self.database,
            "DJANGO_SETTINGS_MODULE": "luoshi.config.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }

    def luoshi(self, *arguments: str | Path) -> list[str]:
        """The command line of a luoshi command."""
        return [sys.executable, "-m", "luoshi", *map(str, arguments)]


@contextmanager
def place(folder: Path, database: str) -> Iterator[Place]:
    """A place in `folder`; on PostgreSQL with a database that is made now and dropped at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    if database == "sqlite":
        yield Place(folder, database)
        return
    name = f"luoshi_{uuid.uuid4().hex[:12]}"
    _execute(database, f"CREATE DATABASE {name}")
    try:
        yield Place(folder, urlunsplit(urlsplit(database)._replace(path=f"/{name}")))
    finally:
        _execute(database, f"DROP DATABASE {name} WITH (FORCE)")


def _execute(database: str, statement: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(statement.encode())
