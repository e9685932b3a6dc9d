"""A crash loses nothing that was acknowledged and leaves nothing half done; tools/soak.py does the same for longer."""

import json
from pathlib import Path

import pytest

from tests.safety.killing import Lost, done, killed
from tests.safety.places import Place

KILLS = 10
POINTS = (
    "bytes are written, their name is not",
    "bytes have their name, their row is not begun",
    "the row is written, its event is not",
    "the event is written, nothing is committed",
)


def test_ten_kills_under_load_lose_nothing_that_was_acknowledged(prepared: Place, tmp_path: Path) -> None:
    given = list(killed(prepared, tmp_path / "acks", KILLS, seed=20260630))
    assert len(given) == KILLS
    assert all(given)


def test_a_file_that_was_being_stored_is_there_or_not_at_all(prepared: Place, tmp_path: Path) -> None:
    for point in POINTS:
        assert (point, done(prepared, "die", point)) == (point, -9)
    assert done(prepared, "check", tmp_path / "acks") == 0


def test_a_write_that_was_lost_would_be_noticed(prepared: Place, tmp_path: Path) -> None:
    acks = tmp_path / "acks"
    acks.write_text(json.dumps({"kind": "task", "pk": 1, "title": "丢了", "sequence": 10**6, "hash": "0"}) + "\n")
    with pytest.raises(Lost, match="acknowledged and lost"):
        done(prepared, "check", acks)
