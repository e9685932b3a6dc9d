"""Why a file is not kept."""

from luoshi.reader.errors import ReadingError


class FileRefused(ReadingError):
    """Refused as a whole, before anything of it is stored; views show it as they show what cannot be read."""


def broken(zh: str, en: str) -> FileRefused:
    """The refusal of a picture that cannot be decoded; `zh` and `en` say what it claims to be."""
    return FileRefused(
        "broken_image",
        f"这张图片（{zh}）不完整或已损坏，打不开。请重新拍摄、扫描或下载后再上传。",
        f"The picture ({en}) is incomplete or damaged. Take, scan or download it again.",
    )
