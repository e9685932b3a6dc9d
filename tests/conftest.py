"""What every test may use: the fixed cast, the seed if it is there, and no network but loopback."""

import os
from pathlib import Path

import pytest

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
