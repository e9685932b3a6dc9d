"""The real plan's labels and the scorer that compares a reading with them, where they are at hand."""

import json
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from luoshi.reader import read_text

Score = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="session")
def scorer(shared: Path) -> Any:
    """The module that scores a reading."""
    spec = spec_from_file_location("score_reader", shared / "check" / "score_reader.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def seed_score(shared: Path, seed_text: str, scorer: Any) -> Score:
    """Kind -> the scorer's row for it, from one reading of the real plan."""
    gold = json.loads((shared / "seed" / "gold.json").read_text(encoding="utf-8"))
    rows, _, _ = scorer.score(read_text(seed_text).to_json(), gold)
    return {row["kind"]: row for row in rows}.__getitem__
