"""A stored file is kept once, whole, or not at all."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from luoshi.files.actions import store
from luoshi.files.models import StoredFile
from luoshi.files.queries import is_whole, path_of
from luoshi.files.rules import sha256
from tests.cast import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_the_same_bytes_are_kept_once(folder: Path) -> None:
    first = store(data=b"plan", name="plan.txt", by="test", at=AT)
    again = store(data=b"plan", name="other.txt", by="test", at=AT)
    assert first == again
    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


def test_a_changed_byte_is_found() -> None:
    file = store(data=b"plan", name="plan.txt", by="test", at=AT)
    assert is_whole(file)
    path_of(file).write_bytes(b"plam")
    assert not is_whole(file)
    path_of(file).unlink()
    assert not is_whole(file)


def test_a_disk_that_refuses_leaves_neither_row_nor_draft(folder: Path) -> None:
    (folder / "8f").write_text("a file where a folder is needed")
    data = next(text for number in range(1000) if sha256(text := str(number).encode()).startswith("8f"))
    with pytest.raises(OSError, match="8f"):
        store(data=data, name="plan.txt", by="test", at=AT)
    assert StoredFile.objects.count() == 0
    assert [path.name for path in folder.iterdir()] == ["8f"]
