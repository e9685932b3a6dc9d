"""Where a file lies."""

import hashlib
import re
from pathlib import PurePosixPath

DRAFT = ".draft-"
"""Files that are still being written begin so; after a crash one may be left."""

_OURS = re.compile(r"([0-9a-f]{2})/\1[0-9a-f]{62}|[0-9a-f]{2}/\.draft-[^/]+")


def sha256(data: bytes) -> str:
    """Hexadecimal SHA-256."""
    return hashlib.sha256(data).hexdigest()


def place(digest: str) -> PurePosixPath:
    """Path below MEDIA_ROOT; folders of 256 keep listings short.

    >>> str(place("ab12"))
    'ab/ab12'
    """
    return PurePosixPath(digest[:2]) / digest


def is_ours(path: PurePosixPath) -> bool:
    """Whether a path below MEDIA_ROOT is one that storing makes: only such a file may ever be swept away.

    >>> is_ours(place("ab" * 32)), is_ours(PurePosixPath("ab/.draft-x1")), is_ours(PurePosixPath("ab/notes.txt"))
    (True, True, False)
    """
    return _OURS.fullmatch(str(path)) is not None
