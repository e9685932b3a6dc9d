"""What an installation sets from outside: every LUOSHI_* variable, in one place.

A bad value raises `BadSetting`, whose message says which variable, what is wrong and what to write instead.
"""

import contextlib
import hashlib
import os
import secrets
import tempfile
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

STANDING = "demo_today"
"""The file in the data folder that says at which day a demonstration stands."""


class BadSetting(ValueError):
    """A LUOSHI_* variable has a value that cannot be used."""


def text(name: str, default: str = "") -> str:
    """The variable's text, or the default when it is unset or empty."""
    return os.environ.get(name) or default


def flag(name: str, *, default: bool = False) -> bool:
    """A yes/no variable: 1 or 0.

    >>> flag("LUOSHI_NOT_SET")
    False
    """
    value = text(name, "1" if default else "0")
    if value not in {"0", "1"}:
        raise BadSetting(f"{name}={value!r}: write 1 or 0.")
    return value == "1"


def names(name: str, default: str = "") -> list[str]:
    """A list separated by commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def data_folder() -> Path:
    """Where database, stored files and secret key live: LUOSHI_DATA, or var/ under the working folder."""
    folder = Path(text("LUOSHI_DATA", "var")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """LUOSHI_SECRET_KEY, or a key made once and kept in the data folder, readable by its owner alone."""
    given = text("LUOSHI_SECRET_KEY")
    if given:
        return given
    kept = folder / "secret_key"
    if not kept.exists():
        descriptor, draft = tempfile.mkstemp(dir=folder)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):
            os.link(draft, kept)
        Path(draft).unlink()
    return kept.read_text()


def standing_day(folder: Path, url: str) -> date | None:
    """The day at which a demonstration stands: LUOSHI_TODAY, or what `stand_at` kept for this database; else None.

    >>> standing_day(Path("/nowhere"), "sqlite") is None
    True
    """
    given, kept = text("LUOSHI_TODAY"), folder / STANDING
    if not given and kept.exists():
        given, of_database = kept.read_text().split()
        given = given if of_database == _mark(url) else ""
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as wrong:
        raise BadSetting(f"LUOSHI_TODAY={given!r}: write a day like 2026-06-30, or nothing.") from wrong


def stand_at(folder: Path, url: str, day: date) -> date | None:
    """Let everything that opens this database stand at a day; which day that is now (LUOSHI_TODAY goes before)."""
    (folder / STANDING).write_text(f"{day.isoformat()} {_mark(url)}\n")
    return standing_day(folder, url)


def _mark(url: str) -> str:
    """Tells databases that share a folder apart, without their passwords."""
    return hashlib.sha256(url.encode()).hexdigest()[:16]


SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


def database(url: str, folder: Path) -> dict[str, Any]:
    """Django's database settings for sqlite (in the data folder) or postgresql://USER:PASSWORD@HOST:PORT/NAME.

    >>> database("postgresql://office:p%40ss@db:5433/luoshi", Path("."))["PASSWORD"]
    'p@ss'
    >>> database("mysql://x", Path("."))
    Traceback (most recent call last):
    luoshi.config.environment.BadSetting: LUOSHI_DATABASE='mysql://x': write sqlite or postgresql://USER@HOST/NAME.
    """
    if url == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "luoshi.sqlite3",
            "OPTIONS": SQLITE,
            "TEST": {"NAME": folder / "test.sqlite3"},
        }
    parts = urlsplit(url)
    if parts.scheme != "postgresql" or len(parts.path) < 2:
        raise BadSetting(f"LUOSHI_DATABASE={url!r}: write sqlite or postgresql://USER@HOST/NAME.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }
