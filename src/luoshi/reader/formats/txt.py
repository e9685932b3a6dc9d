"""Plain text."""

from luoshi.reader.formats._decode import decoded
from luoshi.reader.source import Source

EXTENSIONS = (".txt", ".text")
CONTENT = ("text", "fragment")


def source_of(data: bytes) -> Source:
    """The file's own characters; tables pasted as text are found later, from the text."""
    return Source(decoded(data))
