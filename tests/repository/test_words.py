"""What must not stand in the repository: loose ends, paths of one machine, addresses of other hosts."""

import re
import subprocess

import pytest

from tests.repository.source import ROOT

TEXT = {".py", ".html", ".css", ".js", ".toml", ".in", ".txt", ".md", ".po", ".csv", ""}
OURS = ("tests/repository/", "tests/pages/vendor/")


def tracked_text() -> dict[str, str]:
    """Every text file that git tracks, by its path."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = [name for name in listed.splitlines() if not name.startswith(OURS)]
    found = [ROOT / name for name in paths if (ROOT / name).suffix in TEXT and (ROOT / name).is_file()]
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8", errors="replace") for path in found}


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return tracked_text()


def places(texts: dict[str, str], pattern: str, under: str = "") -> list[str]:
    """`path:line` of every match."""
    return [
        f"{path}:{text.count(chr(10), 0, match.start()) + 1} {match.group()}"
        for path, text in texts.items()
        if path.startswith(under)
        for match in re.finditer(pattern, text)
    ]


def test_no_loose_end_is_left(texts: dict[str, str]) -> None:
    assert places(texts, r"\b(?:TODO|FIXME|XXX)\b|#\s*noqa(?! ?:)", "src/") == []


def test_no_path_of_one_machine_is_named(texts: dict[str, str]) -> None:
    assert places(texts, r"/(?:work|home|root)/[a-z.]+") == []


def test_requirements_name_no_index(texts: dict[str, str]) -> None:
    assert places(texts, r"(?m)^--?(?:index-url|extra-index-url|find-links|i)\b.*|https?://\S+", "requirements/") == []


def test_pages_ask_no_other_host(texts: dict[str, str]) -> None:
    pages = places(texts, r"(?:src|href|action|url\()=?[\"'(]?(?:https?:)?//[^\"')\s]+", "src/luoshi/templates/")
    assert pages + places(texts, r"(?:@import|url\()\s*[\"'(]?(?:https?:)?//\S+", "src/luoshi/static/") == []


def test_every_direct_requirement_says_what_it_is_for(texts: dict[str, str]) -> None:
    wordless = [
        line
        for path, text in texts.items()
        if path.startswith("requirements/") and path.endswith(".in")
        for line in text.splitlines()
        if line and not line.startswith(("#", "-r")) and "#" not in line
    ]
    assert wordless == []
