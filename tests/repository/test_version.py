"""The version is said once and the changelog keeps up with it."""

import re

import luoshi
from tests.repository.source import ROOT


def test_the_changelog_starts_with_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    first = re.search(r"^## (\d+\.\d+\.\d+)", changelog, re.MULTILINE)
    assert first is not None
    assert first.group(1) == luoshi.__version__
