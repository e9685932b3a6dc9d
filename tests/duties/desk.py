"""A day at the desk: the clock stands on a morning in July 2026, when reports of the second quarter are due."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from luoshi.web import clock

SignIn = Callable[[str], Client]
MORNING = datetime(2026, 7, 2, 2, 0, tzinfo=UTC)


def stand_at(monkeypatch: pytest.MonkeyPatch, at: datetime = MORNING) -> None:
    """Views read this moment; nothing else reads a clock."""
    monkeypatch.setattr(clock, "now", lambda: at)
