"""How much of a file is read, so that time and memory stay bounded whatever it claims to hold.

Plans are far below every limit: 300 pages are 200,000 characters, the longest task list some thousand rows.
"""

from luoshi.reader.errors import UnreadableFile

MOST_NODES = 2_000_000
"""Tags and attributes of the markup that is parsed; each takes about 200 bytes of memory."""

MOST_CHARACTERS = 2_000_000
"""Characters of text that a file may yield; reading them takes ten to thirty seconds."""

MOST_CELLS = 200_000
"""Places in the tables of a file, empty ones included."""

MOST_COLUMNS = 256
"""Columns of a table; Word ends at 63, and nobody prints more than this on paper."""


class Budget:
    """What may still be spent of a limit, over all parts of a file."""

    def __init__(self, most: int) -> None:
        self._left = most

    def spend(self, amount: int) -> None:
        """Take from it. Raises UnreadableFile when nothing is left."""
        self._left -= amount
        if self._left < 0:
            raise too_much()


def too_much() -> UnreadableFile:
    """The error for a file that holds more than is read."""
    return UnreadableFile(
        "too_much",
        "文件内容太多，已停止读取。请删去无关的内容、工作表和空行，或拆成几个文件后再上传。",
        "The file holds more than can be read. Remove sheets and rows that do not matter, or split it.",
    )


def too_complex() -> UnreadableFile:
    """The error for markup nested deeper than people write."""
    return UnreadableFile(
        "too_complex",
        "文件结构异常复杂，读不了。请新建文档，只粘贴文字和表格后再上传。",
        "The structure of the file is too complex to read. Paste its text and tables into a new document.",
    )


def check_nodes(markup: bytes) -> None:
    """Refuse markup with more tags and attributes than MOST_NODES before it is parsed."""
    if markup.count(b"<") + markup.count(b"=") > MOST_NODES:
        raise too_much()
