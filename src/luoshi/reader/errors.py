"""Why a file cannot be read.

    ReadingError
    ├── UnreadableFile     the bytes are not the document they claim to be
    └── SecretDocument     the document is marked 秘密, 机密 or 绝密 and must not be here

Every message has one sentence in Chinese and one in English: what is wrong and what to do about it.
"""


class ReadingError(Exception):
    """A document that is refused as a whole; nothing of it may be kept."""

    def __init__(self, kind: str, zh: str, en: str) -> None:
        super().__init__(f"{zh} {en}")
        self.kind, self.zh, self.en = kind, zh, en


class UnreadableFile(ReadingError):
    """The file is empty, damaged, protected, oversized or of another type than its name says."""


class SecretDocument(ReadingError):
    """The 版头 carries a 密级 (GB/T 9704-2012, 7.2.2)."""
