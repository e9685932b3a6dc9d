"""`luoshi files verify` says which stored files are missing or altered, and which bytes nobody stored."""

import os
from pathlib import Path

import pytest
from django.conf import LazySettings

from luoshi.cli import main
from luoshi.files.actions import store
from luoshi.files.queries import path_of
from luoshi.files.rules import place
from tests.cast import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def test_an_empty_store_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["files", "verify"]) == 0
    assert "全部完好" in capsys.readouterr().out


def test_every_damaged_file_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    good, missing, altered, longer = (
        store(data=name.encode(), name=f"{name}.txt", by="test", at=AT) for name in ("完好", "缺失", "改动", "变长")
    )
    assert main(["files", "verify"]) == 0
    path_of(missing).unlink()
    path_of(altered).write_bytes("改功".encode())
    path_of(longer).write_bytes(b"more than there was")
    capsys.readouterr()
    assert main(["files", "verify"]) == 1
    said = capsys.readouterr().out
    assert "缺失.txt" in said
    assert "改动.txt" in said
    assert "变长.txt" in said
    assert good.name not in said
    assert "3 of 4 files" in said


def test_left_over_bytes_are_listed_and_swept_when_asked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    left, strange = folder / place("ab" * 32), folder / "notes.txt"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"left over")
    strange.write_text("somebody's notes")
    os.utime(left, (0, 0))
    assert main(["files", "verify"]) == 0
    said = capsys.readouterr().out
    assert f"{left}：无主文件" in said
    assert f"{strange}：不是落实存的文件" in said
    assert main(["files", "verify", "--sweep"]) == 0
    assert "1 files without a row removed" in capsys.readouterr().out
    assert (left.exists(), strange.exists()) == (False, True)
