"""Noting the chain's head in a file outside the database, so that whoever holds it can tell a rewritten history."""

import fcntl
import os
from pathlib import Path

from luoshi.audit.rules.heads import Noted, parsed


def noted(path: Path) -> list[Noted]:
    """The heads of a file, none when it is not there yet. Raises BadHeads, OSError."""
    return parsed(path.read_text(encoding="utf-8", errors="replace")) if path.exists() else []


def note(path: Path, head: Noted) -> bool:
    """Add a head to the end of the file, once a day; False when the day has one. Nothing in the file is ever changed.

    The line is on the disk when this returns. Raises BadHeads, OSError.
    """
    with path.open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        text = file.read()
        if any(earlier.day >= head.day for earlier in parsed(text)):
            return False
        file.write(f"{head}\n" if not text or text.endswith("\n") else f"\n{head}\n")
        file.flush()
        os.fsync(file.fileno())
    _sync(path.parent)
    return True


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
