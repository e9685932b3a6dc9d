"""Where a file lies."""

import hashlib
from pathlib import PurePosixPath


def sha256(data: bytes) -> str:
    """Hexadecimal SHA-256."""
    return hashlib.sha256(data).hexdigest()


def place(digest: str) -> PurePosixPath:
    """Path below MEDIA_ROOT; folders of 256 keep listings short.

    >>> str(place("ab12"))
    'ab/ab12'
    """
    return PurePosixPath(digest[:2]) / digest
