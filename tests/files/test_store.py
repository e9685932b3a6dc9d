"""A stored file is kept once, whole, or not at all."""

import json
import os
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.conf import LazySettings
from django.db import connection, transaction

from luoshi.audit.models import Event
from luoshi.audit.queries import verify
from luoshi.files import actions
from luoshi.files.actions import store
from luoshi.files.models import StoredFile
from luoshi.files.queries import damages, is_whole, orphans, path_of, picture_of
from luoshi.files.rules import FileRefused, place, sha256
from tests.cast import AT
from tests.files.samples import SECRET, photo, picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_same_bytes_are_kept_once(folder: Path) -> None:
    first = store(data=b"plan", name="plan.txt", by="test", at=AT)
    again = store(data=b"plan", name="other.txt", by="test", at=AT)
    assert first == again
    assert (first.kind, first.size, first.sha256) == ("txt", 4, first.uploaded_sha256)
    assert len(on_disk(folder)) == 1


def test_every_arrival_is_recorded_with_what_came() -> None:
    data = photo("jpg")
    file = store(data=data, name="现场.jpg", by="甲", at=AT, purpose="evidence")
    store(data=data, name="又一张.jpg", by="乙", at=AT, purpose="evidence")
    last, first = [(event.by, json.loads(event.content)["after"]) for event in Event.objects.all()]
    assert first[0] == "甲"
    assert first[1]["uploaded_sha256"] == sha256(data) != file.sha256 == first[1]["sha256"]
    assert (last[0], last[1]["name"], last[1]["new"], first[1]["new"]) == ("乙", "又一张.jpg", False, True)
    assert verify().first_break is None


def test_a_photo_is_stored_bare_with_a_thumbnail_of_its_own() -> None:
    file = store(data=photo("jpg", orientation=8), name="现场.jpg", by="test", at=AT, purpose="evidence")
    assert SECRET not in path_of(file).read_bytes()
    assert (file.width, file.height, file.kind) == (400, 640, "jpg")
    small = picture_of(file)
    assert small == file.thumbnail
    assert small is not None
    assert (small.width, small.height, small.thumbnail) == (300, 480, None)
    assert is_whole(small)
    assert picture_of(small) == small


def test_a_thumbnail_brought_back_as_evidence_is_the_same_file() -> None:
    small = store(data=picture("png"), name="图.png", by="test", at=AT, purpose="evidence").thumbnail
    assert small is not None
    brought = path_of(small).read_bytes()
    assert store(data=brought, name="小图.jpg", by="test", at=AT, purpose="evidence") == small


def test_a_document_has_no_picture() -> None:
    assert picture_of(store(data=b"plan", name="plan.txt", by="test", at=AT)) is None


def test_a_changed_byte_is_found() -> None:
    file = store(data=b"plan", name="plan.txt", by="test", at=AT)
    assert is_whole(file)
    path_of(file).write_bytes(b"plam")
    assert not is_whole(file)
    path_of(file).write_bytes(b"plan and more")
    assert not is_whole(file)
    path_of(file).unlink()
    assert not is_whole(file)
    path_of(file).mkdir()
    assert [found.file for found in damages()] == [file]


@pytest.mark.parametrize("damage", ["missing", "altered"])
def test_the_same_bytes_brought_again_mend_what_was_lost(damage: str) -> None:
    file = store(data=b"plan", name="plan.txt", by="test", at=AT)
    path_of(file).unlink()
    if damage == "altered":
        path_of(file).write_bytes(b"plam")
    assert store(data=b"plan", name="plan.txt", by="test", at=AT) == file
    assert is_whole(file)


def test_stored_bytes_are_for_the_servers_account_alone() -> None:
    file = store(data=b"plan", name="plan.txt", by="test", at=AT)
    assert path_of(file).stat().st_mode & 0o177 == 0


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"", "plan.txt"), (b"%PDF-", "plan.txt"), (photo("jpg")[:900], "a.jpg")],
    ids=["empty", "misnamed", "broken"],
)
def test_a_refused_file_leaves_nothing(folder: Path, data: bytes, name: str) -> None:
    with pytest.raises(FileRefused):
        store(data=data, name=name, by="test", at=AT, purpose="evidence")
    assert (StoredFile.objects.count(), Event.objects.count(), folder.exists()) == (0, 0, False)


def test_a_disk_that_refuses_leaves_neither_row_nor_draft(folder: Path) -> None:
    folder.mkdir()
    (folder / "8f").write_text("a file where a folder is needed")
    data = next(text for number in range(1000) if sha256(text := str(number).encode()).startswith("8f"))
    with pytest.raises(OSError, match="8f"):
        store(data=data, name="plan.txt", by="test", at=AT)
    assert StoredFile.objects.count() == 0
    assert [path.name for path in folder.iterdir()] == ["8f"]


def test_a_write_that_fails_leaves_no_draft(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store(data=b"plan", name="plan.txt", by="test", at=AT)
    assert (StoredFile.objects.count(), on_disk(folder)) == (0, [])


def test_bytes_without_a_row_are_left_by_a_crash_and_then_found(folder: Path) -> None:
    class Crash(Exception):
        pass

    def crash() -> None:
        with transaction.atomic():
            store(data=b"plan", name="plan.txt", by="test", at=AT)
            raise Crash

    with pytest.raises(Crash):
        crash()
    assert StoredFile.objects.count() == 0
    assert [found.path for found in orphans()] == on_disk(folder) == [folder / place(sha256(b"plan"))]
    assert store(data=b"plan", name="plan.txt", by="test", at=AT).size == 4
    assert list(orphans()) == []


def aged(path: Path, hours: int, content: bytes = b"left over") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    moment = AT.timestamp() - hours * 3600
    os.utime(path, (moment, moment))
    return path


def test_a_sweep_takes_only_our_own_old_files_without_a_row(folder: Path) -> None:
    file = store(data=b"plan", name="plan.txt", by="test", at=AT)
    aged(path_of(file), 900, b"plan")
    outside = aged(folder.parent / "outside.txt", 900)
    old = [aged(folder / place("ab" * 32), 25), aged(folder / "cd" / ".draft-x", 25)]
    stay = [
        aged(folder / place("ef" * 32), 23),
        aged(folder / "notes.txt", 900),
        aged(folder / "ab" / ("cd" * 32), 900),
        path_of(file),
    ]
    linked = folder / place("0a" * 32)
    linked.parent.mkdir(exist_ok=True)
    linked.symlink_to(outside)
    (folder / "0b").symlink_to(folder.parent)
    assert {found.path for found in orphans() if found.ours} == {*old, stay[0]}
    assert actions.sweep(by="test", at=AT) == 2
    assert [path.exists() for path in old] == [False, False]
    assert all(path.exists() for path in [*stay, outside, linked])
    assert actions.sweep(by="test", at=AT) == 0
    swept = Event.objects.get(action="files.orphans.swept")
    assert json.loads(swept.content)["after"]["files"] == ["ab" * 32, ".draft-x"]


def test_a_file_stored_while_a_sweep_looks_is_not_swept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    aged(folder / place(sha256(b"plan")), 25, b"plan")
    found = list(orphans())
    file = store(data=b"plan", name="plan.txt", by="test", at=AT)
    monkeypatch.setattr(actions, "orphans", lambda: found)
    assert actions.sweep(by="test", at=AT) == 0
    assert is_whole(file)


def test_a_sweep_that_comes_between_bytes_and_row_is_made_good(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = aged(folder / place(sha256(b"plan")), 25, b"plan")
    looked = actions.has_bytes

    def swept(digest: str) -> bool:
        there = looked(digest)
        assert actions.sweep(by="other", at=AT) == 1
        assert not path.exists()
        return there

    monkeypatch.setattr(actions, "has_bytes", swept)
    assert is_whole(store(data=b"plan", name="plan.txt", by="test", at=AT))


@pytest.mark.django_db(transaction=True)
def test_the_same_bytes_stored_at_once_are_one_row(folder: Path) -> None:
    data, start, found = photo("png"), Barrier(4), []

    def bring(name: str) -> None:
        try:
            start.wait()
            found.append(store(data=data, name=f"{name}.png", by=name, at=AT, purpose="evidence").pk)
        finally:
            connection.close()

    people = [Thread(target=bring, args=(name,)) for name in "甲乙丙丁"]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert (len(found), len(set(found))) == (4, 1)
    assert StoredFile.objects.count() == 2
    assert len(on_disk(folder)) == 2
    assert list(damages()) == []
    verdict = verify()
    assert (verdict.events, verdict.first_break) == (4, None)
