"""The day on which a demonstration stands, and the clock that goes by it."""

import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client, override_settings

from luoshi.cli import demo
from luoshi.config import environment
from luoshi.orgs.actions.accounts import create_account
from luoshi.web import clock
from tests.cast import AT, PASSWORD

DAY = demo.STANDS_AT


def test_without_a_day_there_is_no_strip_and_time_goes_on(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    outside = datetime(2031, 5, 6, 17, 30, tzinfo=UTC)
    monkeypatch.setattr(time, "time", outside.timestamp)
    assert "演示数据" not in Client().get("/sign-in/").content.decode()
    assert clock.now() == outside


@override_settings(LUOSHI_TODAY=DAY)
def test_the_clock_stands_at_the_day_and_its_hours_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for outside in (datetime(2031, 5, 6, 1, 30, tzinfo=UTC), datetime(2031, 5, 6, 17, 30, tzinfo=UTC)):
        monkeypatch.setattr(time, "time", outside.timestamp)
        assert clock.today() == DAY
        assert clock.now().time() == outside.time()


def test_only_an_empty_database_stands_still(db: None, tmp_path: Path) -> None:
    with override_settings(DATA=tmp_path, DATABASE="sqlite", LUOSHI_TODAY=None):
        demo._stand_still()
        assert clock.today() == DAY
    (tmp_path / environment.STANDING).unlink()
    with override_settings(DATA=tmp_path, LUOSHI_TODAY=None):
        create_account(username="chen", name="陈", password=PASSWORD, roles=(), by="test", at=AT)
        demo._stand_still()
        assert clock.standing_day() is None
    assert not (tmp_path / environment.STANDING).exists()


def test_the_day_is_kept_for_one_database_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LUOSHI_TODAY", raising=False)
    assert environment.standing_day(tmp_path, "sqlite") is None
    assert environment.stand_at(tmp_path, "sqlite", DAY) == DAY
    assert environment.standing_day(tmp_path, "sqlite") == DAY
    assert environment.standing_day(tmp_path, "postgresql://office@db/luoshi") is None
    monkeypatch.setenv("LUOSHI_TODAY", "2026-05-31")
    assert environment.standing_day(tmp_path, "sqlite") == date(2026, 5, 31)
    monkeypatch.setenv("LUOSHI_TODAY", "tomorrow")
    with pytest.raises(environment.BadSetting, match="LUOSHI_TODAY"):
        environment.standing_day(tmp_path, "sqlite")
