"""Places to crash in, on the database that the tests run on."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.safety.killing import done
from tests.safety.places import Place, place


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A database with people, an adopted plan and a draft, which children of all tests share."""
    folder: Path = tmp_path_factory.mktemp("data") / "var"
    with place(folder, os.environ.get("LUOSHI_DATABASE", "sqlite")) as made:
        done(made, "prepare")
        yield made
