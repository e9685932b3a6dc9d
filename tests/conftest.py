"""What every test may use: the fixed cast, the seed if it is there, and no network but loopback."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseOperations
from hypothesis import HealthCheck, settings

from tests.cast import account, adopt, checked, draft, plan, register, sign_in, working_days
from tests.papers.office import convert

__all__ = ["account", "adopt", "checked", "convert", "draft", "plan", "register", "sign_in", "working_days"]

settings.register_profile("luoshi", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("luoshi")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real plan and its labels, which is not part of the product."""
    if not SHARED.is_dir():
        pytest.skip("needs ../shared, which holds the real plan and its labels")
    return SHARED


@pytest.fixture(scope="session")
def seed_text(shared: Path) -> str:
    """The real plan's text."""
    return (shared / "seed" / "plan.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def everything() -> bool:
    """True where nothing may be skipped (CI)."""
    return os.environ.get("LUOSHI_TEST_EVERYTHING") == "1"


def without_triggers(flush: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """Django empties a SQLite test database by DELETE, which our triggers refuse: take them away meanwhile."""

    def flushed(self: DatabaseOperations, *args: Any, **kwargs: Any) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        dropped = [f"DROP TRIGGER {name}" for name, _ in triggers]
        index = ["INSERT INTO plans_searchindex(plans_searchindex) VALUES ('rebuild')"]
        return [*dropped, *flush(self, *args, **kwargs), *index, *(sql for _, sql in triggers)]

    return flushed


DatabaseOperations.sql_flush = without_triggers(DatabaseOperations.sql_flush)  # type: ignore[method-assign]
