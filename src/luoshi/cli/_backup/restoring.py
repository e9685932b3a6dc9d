"""Restoring an archive into an empty place: unpacked and checked beside it, then put in place, then verified."""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from luoshi.cli._backup.databases import Database, database
from luoshi.cli._backup.manifest import DATABASES, KEY, Manifest
from luoshi.cli._backup.reading import checked
from luoshi.cli._backup.refusal import Refused

_PREFIX = ".restore-"


def restore(path: Path) -> Manifest:
    """Put database, files and (where the archive has it) the key in place, and bring the database up to date.

    Until the archive has been checked whole, nothing is put in place. Raises Refused, OSError.
    """
    data, target = Path(settings.DATA), database()
    _check_empty(target)
    for left in data.glob(f"{_PREFIX}*"):
        shutil.rmtree(left)
    place = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=data))
    try:
        manifest = checked(path, place)
        _check_fits(manifest)
        _put_in_place(place, manifest, target)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    call_command("migrate", verbosity=0)
    return manifest


def _check_empty(target: Database) -> None:
    files = Path(settings.MEDIA_ROOT)
    if files.exists() and any(files.iterdir()):
        raise Refused(
            f"{files} 里已有文件。恢复只写入空的数据目录：请把 LUOSHI_DATA 指向一个新目录",
            f"{files} is not empty. Restoring needs an empty data folder: let LUOSHI_DATA name a new one",
        )
    target.check_empty()


def _check_fits(manifest: Manifest) -> None:
    if manifest.vendor != connection.vendor:
        raise Refused(
            f"这份备份是 {manifest.vendor} 的，现在的 LUOSHI_DATABASE 是 {connection.vendor}。请改成同一种数据库",
            f"the backup is of {manifest.vendor}, LUOSHI_DATABASE names {connection.vendor}: use the same database",
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if set(manifest.migrations) - known:
        raise Refused(
            f"这份备份由更新的版本（{manifest.version}）制作。请先升级再恢复",
            f"the backup was made by a newer version ({manifest.version}): upgrade first",
        )


def _put_in_place(place: Path, manifest: Manifest, target: Database) -> None:
    """Files first, so that no row is ever without its bytes."""
    files = Path(settings.MEDIA_ROOT)
    with contextlib.suppress(FileNotFoundError):
        files.rmdir()
    files.parent.mkdir(parents=True, exist_ok=True)
    (place / "files").mkdir(exist_ok=True)
    (place / "files").rename(files)
    if KEY in manifest.parts:
        (place / KEY).replace(Path(settings.DATA) / "secret_key")
    os.sync()
    target.put_back(place / DATABASES[manifest.vendor])
    os.sync()
