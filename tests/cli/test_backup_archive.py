"""An archive that comes from somewhere: only what we made, whole and unaltered, is taken."""

import io
import json
import tarfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pytest

from luoshi.cli import main
from luoshi.cli._backup.manifest import Manifest, Part, file_name
from luoshi.cli._backup.reading import checked
from luoshi.cli._backup.refusal import Refused
from luoshi.cli._backup.room import check_room

EVIDENCE = Random(1).randbytes(5000)
STORED = file_name(sha256(EVIDENCE).hexdigest())
MEMBERS = {"database.sqlite3": b"a database" * 1000, STORED: EVIDENCE}
Members = list[tuple[tarfile.TarInfo, bytes]]


def member(name: str, data: bytes = b"", **values: Any) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.size = len(data)
    for key, value in values.items():
        setattr(info, key, value)
    return info, data


def manifest(members: dict[str, bytes], **values: Any) -> bytes:
    parts = {name: Part(sha256(data).hexdigest(), len(data)) for name, data in members.items()}
    made = Manifest("0.1.0", "2026-06-30T08:00:00+00:00", "sqlite", (3, "ab" * 32), ["audit.0001_initial"], parts)
    return json.dumps(json.loads(made.text()) | values).encode()


def ours() -> Members:
    return [*(member(name, data) for name, data in MEMBERS.items()), member("manifest.json", manifest(MEMBERS))]


@pytest.fixture
def pack(tmp_path: Path) -> Callable[[Members], Path]:
    def packed(members: Members, name: str = "b.tar") -> Path:
        path = tmp_path / name
        with tarfile.open(path, "w:gz" if name.endswith("gz") else "w") as archive:
            for info, data in members:
                archive.addfile(info, io.BytesIO(data))
        return path

    return packed


Pack = Callable[..., Path]


@pytest.mark.parametrize("name", ["b.tar", "b.tar.gz"])
def test_a_whole_archive_is_checked_and_unpacked(pack: Pack, tmp_path: Path, name: str) -> None:
    path, place = pack(ours(), name), tmp_path / "place"
    place.mkdir()
    assert checked(path).head == (3, "ab" * 32)
    checked(path, place)
    assert {
        str(found.relative_to(place)): found.read_bytes() for found in place.rglob("*") if found.is_file()
    } == MEMBERS
    assert (place / STORED).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["b.tar", "b.tar.gz"])
@pytest.mark.parametrize("share", [0, 1, 30, 60, 85])
def test_a_cut_off_archive_is_refused(pack: Pack, name: str, share: int) -> None:
    path = pack(ours(), name)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * share // 100])
    with pytest.raises(Refused):
        checked(path)


@pytest.mark.parametrize("name", MEMBERS)
def test_an_altered_part_is_named(pack: Pack, name: str) -> None:
    members = [member(info.name, b"X" + data[1:] if info.name == name else data) for info, data in ours()]
    with pytest.raises(Refused) as refused:
        checked(pack(members))
    assert name in refused.value.zh


def test_a_stored_file_that_was_exchanged_together_with_the_manifest_is_named(pack: Pack) -> None:
    forged = MEMBERS | {STORED: b"another"}
    members = [*(member(name, data) for name, data in forged.items()), member("manifest.json", manifest(forged))]
    with pytest.raises(Refused, match="altered"):
        checked(pack(members))


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_an_archive_that_lacks_a_part_is_refused(pack: Pack, missing: int) -> None:
    members = ours()
    del members[missing]
    with pytest.raises(Refused):
        checked(pack(members))


@pytest.mark.parametrize(
    "extra",
    [
        member("../outside", b"x"),
        member("/tmp/luoshi-outside", b"x"),
        member("files/../../outside", b"x"),
        member("files/ab/cd", b"x"),
        member("notes.txt", b"x"),
        member("files", type=tarfile.DIRTYPE),
        member(file_name("cd" * 32), type=tarfile.SYMTYPE, linkname="/etc/passwd"),
        member(file_name("cd" * 32), type=tarfile.LNKTYPE, linkname="database.sqlite3"),
        member(file_name("cd" * 32), type=tarfile.FIFOTYPE),
        member(file_name("cd" * 32), b"not in the manifest"),
        member("database.sqlite3", b"twice"),
    ],
    ids=lambda given: f"{given[0].name[:12]} {given[0].type.decode()}",
)
@pytest.mark.parametrize("at", [0, 2, 3])
def test_what_does_not_belong_in_an_archive_is_refused_and_nothing_leaves_its_place(
    pack: Pack, tmp_path: Path, extra: tuple[tarfile.TarInfo, bytes], at: int
) -> None:
    members, place = ours(), tmp_path / "a" / "place"
    members.insert(at, extra)
    path = pack(members)
    place.mkdir(parents=True)
    with pytest.raises(Refused):
        checked(path, place)
    assert sorted(found.name for found in tmp_path.iterdir()) == ["a", "b.tar"]
    assert [found.name for found in (tmp_path / "a").iterdir()] == ["place"]
    assert not Path("/tmp/luoshi-outside").exists()


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        manifest(MEMBERS, luoshi_backup=2),
        manifest(MEMBERS, head="x"),
        manifest(MEMBERS, parts={"../outside": {"sha256": "x", "size": 1}}),
        manifest(MEMBERS, damaged=["../../outside"]),
    ],
)
def test_a_manifest_that_is_not_ours_is_refused(pack: Pack, tmp_path: Path, text: bytes) -> None:
    outside, place = tmp_path / "outside", tmp_path / "a" / "place"
    outside.write_text("mine")
    place.mkdir(parents=True)
    with pytest.raises(Refused):
        checked(pack([*ours()[:-1], member("manifest.json", text)]), place)
    assert outside.read_text() == "mine"


def test_a_file_that_was_damaged_when_it_was_backed_up_is_not_unpacked(pack: Pack, tmp_path: Path) -> None:
    altered = MEMBERS | {STORED: b"altered long ago"}
    members = [member(name, data) for name, data in altered.items()]
    path = pack([*members, member("manifest.json", manifest(altered, damaged=[STORED]))])
    (tmp_path / "place").mkdir()
    assert checked(path, tmp_path / "place").damaged == [STORED]
    assert not (tmp_path / "place" / STORED).exists()


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 a zip", b"%PDF-1.4", Random(2).randbytes(20000)], ids=["empty", "zip", "pdf", "noise"]
)
def test_another_kind_of_file_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    path = tmp_path / "b.tar"
    path.write_bytes(content)
    assert main(["backup", "--check", str(path)]) == 2
    assert main(["backup", "--check", str(tmp_path / "none.tar")]) == 2
    assert capsys.readouterr().err.count("。") >= 2


def test_a_whole_archive_is_said_to_be_whole(pack: Pack, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup", "--check", str(pack(ours()))]) == 0
    assert "备份完整" in capsys.readouterr().out


def test_too_little_space_is_said_before_the_disk_is_full(tmp_path: Path) -> None:
    check_room(tmp_path, 0)
    with pytest.raises(Refused) as refused:
        check_room(tmp_path, 10**17)
    assert (refused.value.code, "空间不够" in refused.value.zh) == (1, True)
