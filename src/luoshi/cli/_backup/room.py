"""Whether there is room on a disk before it is filled: a full disk would stop the server too."""

import shutil
from pathlib import Path

from luoshi.cli._backup.refusal import Refused

SPARE = 64 * 1024**2
"""Bytes that must stay free."""


def check_room(folder: Path, needed: int) -> None:
    """Raises Refused when so many bytes would not leave SPARE free."""
    free = shutil.disk_usage(folder).free
    if free < needed + SPARE:
        wanted, left = _megabytes(needed + SPARE), _megabytes(free)
        raise Refused(
            f"{folder} 所在磁盘空间不够：需要 {wanted} MB，只剩 {left} MB。请腾出空间，或换一个磁盘",
            f"not enough space on the disk of {folder}: {wanted} MB needed, {left} MB free; free some, or use another",
            1,
        )


def _megabytes(size: int) -> int:
    return -(-size // 1024**2)
