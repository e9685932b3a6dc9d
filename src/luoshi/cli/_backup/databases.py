"""A copy of the database as it stands at one moment, while others write; and back. One class per vendor."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import connection, transaction

from luoshi.cli._backup.refusal import Refused

_HEAD = "SELECT sequence, hash FROM audit_head"
_FILES = "SELECT sha256, size FROM files_storedfile ORDER BY sha256"
_MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY app, name"
_NO_HEAD = (0, "0" * 64)
_Query = Callable[[str], Sequence[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy holds: the audit head, every stored file (SHA-256, size), the migrations that made it."""

    head: tuple[int, str]
    files: list[tuple[str, int]]
    migrations: list[str]


class Database(Protocol):
    """What backing up asks of a vendor. Everything raises Refused."""

    def size(self) -> int:
        """About how many bytes a copy takes."""

    def copy(self, path: Path) -> Copied:
        """Write a consistent copy to `path`."""

    def check_empty(self) -> None:
        """Raises Refused when there is anything that restoring would overwrite."""

    def put_back(self, path: Path) -> None:
        """Make the database from the copy at `path`, which may be moved away."""


def database() -> Database:
    """The one that this installation uses."""
    return Sqlite() if connection.vendor == "sqlite" else Postgresql()


def _copied(query: _Query) -> Copied:
    heads = query(_HEAD)
    migrations = [f"{app}.{name}" for app, name in query(_MIGRATIONS)]
    return Copied(
        (heads[0][0], heads[0][1]) if heads else _NO_HEAD, [(row[0], row[1]) for row in query(_FILES)], migrations
    )


class Sqlite:
    """SQLite copies itself inside one read transaction; with WAL nobody waits for it."""

    path = property(lambda _: Path(settings.DATABASES["default"]["NAME"]))

    def size(self) -> int:
        """Size of the database and of its log."""
        return sum(path.stat().st_size for path in self._files() if path.exists())

    def copy(self, path: Path) -> Copied:
        """Copy, check the copy's pages, read from the copy what it holds."""
        if not self.path.exists():
            raise Refused(
                f"没有数据库 {self.path}，没有可备份的", f"there is no database {self.path}: nothing to back up"
            )
        try:
            with closing(sqlite3.connect(path)) as target:
                self._copy_into(target)
                return _copied(lambda statement: target.execute(statement).fetchall())
        except sqlite3.Error as failed:
            zh = f"数据库没有拷贝成：{failed}。请检查磁盘空间，再运行 luoshi audit verify"
            raise Refused(zh, f"the database could not be copied: {failed}; check the disk's space", 1) from failed

    def _copy_into(self, target: sqlite3.Connection) -> None:
        with closing(sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True)) as source:
            source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
        if target.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise Refused(
                "数据库文件有损坏，没有备份。请恢复上一份备份", "the database file is damaged: restore a backup", 1
            )

    def check_empty(self) -> None:
        """No database file yet."""
        if any(path.exists() for path in self._files()):
            raise Refused(
                f"{self.path} 已存在。恢复只写入空的数据目录：请把 LUOSHI_DATA 指向一个新目录",
                f"{self.path} exists. Restoring needs an empty data folder: let LUOSHI_DATA name a new one",
            )

    def put_back(self, path: Path) -> None:
        """The copy becomes the database."""
        path.chmod(0o600)
        path.replace(self.path)

    def _files(self) -> list[Path]:
        return [self.path.with_name(self.path.name + suffix) for suffix in ("", "-wal", "-shm")]


class Postgresql:
    """PostgreSQL's own programs make and read the copy; its head and files are read at the same snapshot."""

    def size(self) -> int:
        """A dump is compressed, so this is more than enough."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])

    def copy(self, path: Path) -> Copied:
        """Dump at a snapshot that we hold open."""
        program = _program("pg_dump")
        with _snapshot() as (name, query):
            _run(program, f"--snapshot={name}", "--format=custom", "--no-owner", "--no-privileges", f"--file={path}")
            return _copied(query)

    def check_empty(self) -> None:
        """No table in the schema."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
            )
            found = cursor.fetchone()
        name = connection.settings_dict["NAME"]
        if found:
            raise Refused(
                f"数据库 {name} 里已有数据（{found[0]} 等表）。请新建一个空数据库再恢复",
                f"the database {name} is not empty (table {found[0]}): restore into a new one",
            )

    def put_back(self, path: Path) -> None:
        """Restore in one transaction: all of it or nothing."""
        options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
        _run(_program("pg_restore"), *options, f"--dbname={connection.settings_dict['NAME']}", str(path))


@contextmanager
def _snapshot() -> Iterator[tuple[str, _Query]]:
    """The name under which pg_dump finds this moment, and a way to ask what was there then."""
    with transaction.atomic(), connection.cursor() as cursor:

        def query(statement: str) -> Sequence[tuple[Any, ...]]:
            cursor.execute(statement)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows

        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield str(query("SELECT pg_export_snapshot()")[0][0]), query


def _program(name: str) -> str:
    """Where PostgreSQL's client is: the newest that Debian's packages brought, or the one on PATH."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which(name)
    if found is None:
        raise Refused(
            f"找不到 {name}。请安装 PostgreSQL 客户端（Debian：apt-get install postgresql-client）",
            f"{name} was not found: install the PostgreSQL client (Debian: apt-get install postgresql-client)",
        )
    return found


def _run(program: str, *arguments: str) -> None:
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    told = {name: str(connection.settings_dict[key]) for name, key in names.items() if connection.settings_dict[key]}
    command, environment = [program, *arguments], os.environ | told
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  no shell
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["?"])[-1]
        raise Refused(f"{Path(program).name} 没有成功：{said}", f"{Path(program).name} failed: {said}", 1)
