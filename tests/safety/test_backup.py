"""A backup made while others write is whole, and comes back in another place with everything that was acknowledged."""

import json
import os
import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.safety.killing import child, done, ended
from tests.safety.places import Place, place

DATABASE = os.environ.get("LUOSHI_DATABASE", "sqlite")
SMALL = 200 * 1024


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Place]:
    """An empty place, on the same kind of database."""
    with place(tmp_path / "elsewhere", DATABASE) as made:
        yield made


def luoshi(where: Place, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(where.luoshi(*arguments), env=where.environment, capture_output=True, text=True, check=False)


def under_load(where: Place, archive: Path, acks: Path) -> tuple[list[str], list[str]]:
    """Back up while a child writes; what was acknowledged before the backup began, and what by its end."""
    writer = child(where, "write", acks)
    assert writer.stdout is not None
    before = [writer.stdout.readline() for _ in range(7)][1:]
    made = luoshi(where, "backup", archive, "--with-key")
    assert (made.returncode, made.stderr) == (0, "")
    return before, ended(writer)


def test_a_backup_under_load_comes_back_whole_and_is_refused_where_something_is(
    prepared: Place, elsewhere: Place, tmp_path: Path
) -> None:
    archive, acks = tmp_path / "backup.tar.gz", tmp_path / "acks"
    before, during = under_load(prepared, archive, acks)
    assert before
    assert archive.stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob(".luoshi-*"))
    restored = luoshi(elsewhere, "restore", archive)
    assert (restored.returncode, restored.stderr) == (0, "")
    head = int(restored.stdout.split("：")[1].split()[0])
    kept = [*before, *(line for line in during if json.loads(line)["sequence"] <= head)]
    acks.write_text("".join(kept))
    assert done(elsewhere, "check", acks) == 0
    assert (elsewhere.folder / "secret_key").read_text() == (prepared.folder / "secret_key").read_text()
    again = luoshi(elsewhere, "restore", archive)
    assert again.returncode == 2
    assert "已" in again.stderr
    assert luoshi(prepared, "backup", archive).returncode == 2


def test_an_altered_backup_restores_nothing(prepared: Place, elsewhere: Place, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar"
    assert luoshi(prepared, "backup", archive).returncode == 0
    data = bytearray(archive.read_bytes())
    data[len(data) // 2] ^= 1
    archive.write_bytes(data)
    refused = luoshi(elsewhere, "restore", archive)
    assert refused.returncode == 2
    assert "被改动过" in refused.stderr
    assert {path.name for path in elsewhere.folder.iterdir()} <= {"secret_key"}


def test_a_disk_that_is_full_leaves_no_archive(prepared: Place, tmp_path: Path) -> None:
    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, SMALL))

    archive = tmp_path / "backup.tar"
    command = prepared.luoshi("backup", archive)
    made = subprocess.run(
        command, env=prepared.environment, capture_output=True, text=True, check=False, preexec_fn=limited
    )
    assert made.returncode == 1
    assert made.stderr.count("\n") == 2
    assert list(tmp_path.iterdir()) == []


def test_a_stored_file_that_is_gone_is_named_and_does_not_stop_the_backup(
    prepared: Place, elsewhere: Place, tmp_path: Path
) -> None:
    archive = tmp_path / "backup.tgz"
    gone = next(path for path in (prepared.folder / "files").rglob("*") if len(path.name) == 64)
    data = gone.read_bytes()
    gone.unlink()
    try:
        made = luoshi(prepared, "backup", archive)
    finally:
        gone.write_bytes(data)
    assert made.returncode == 1
    assert gone.name in made.stderr
    assert luoshi(elsewhere, "backup", "--check", archive).returncode == 1
    restored = luoshi(elsewhere, "restore", archive)
    assert restored.returncode == 1
    assert "文件不在了" in restored.stderr
