"""What looks like chance and is the same every time."""

from zlib import crc32


def choice(count: int, *keys: object) -> int:
    """A number below `count`, by chance as it seems, and the same every time for the same keys.

    >>> choice(6, "永靖县政府", "2026Q1") == choice(6, "永靖县政府", "2026Q1")
    True
    """
    return crc32("|".join(map(str, keys)).encode()) % count
