"""Reading stored files back."""

from pathlib import Path

from django.conf import settings

from luoshi.files.models import StoredFile
from luoshi.files.rules import place, sha256


def path_of(file: StoredFile) -> Path:
    """Where its bytes lie."""
    return Path(settings.MEDIA_ROOT) / place(file.sha256)


def is_whole(file: StoredFile) -> bool:
    """Whether the bytes are there and still have their SHA-256."""
    path = path_of(file)
    return path.is_file() and sha256(path.read_bytes()) == file.sha256
