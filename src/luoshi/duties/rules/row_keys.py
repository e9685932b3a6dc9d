"""What a row of a workbook is about, in a hidden cell that cannot be altered unnoticed."""

import hashlib
import hmac
import re
from dataclasses import dataclass

FORMAT = "LS1"
"""Of workbooks that go out now; what an older one meant would be read beside it."""
_PATTERN = re.compile(
    FORMAT + r"\.(?P<period>[0-9QH-]{4,8})\.(?P<unit>[0-9]{1,18})\.(?P<duty>[0-9]{1,18})\.(?P<milestone>[0-9]{1,18})"
    r"\.(?P<version>[0-9a-f]{10})\.(?P<draft>[0-9]{1,9})\.(?P<mac>[0-9a-f]{20})"
)


class NotAKey(ValueError):
    """A cell that is no key of ours: `code` is bad_key (altered, or of another office) or old (another format)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class RowKey:
    """A report that a unit owes, or with `milestone` a step on the way; `version` is the mark of what the row was
    based on, `draft` the version of the draft whose words it was filled with (0: none)."""

    period: str
    unit: int
    duty: int
    version: str
    draft: int = 0
    milestone: int = 0

    def written(self, secret: bytes) -> str:
        """As it stands in the cell."""
        said = f"{FORMAT}.{self.period}.{self.unit}.{self.duty}.{self.milestone}.{self.version}.{self.draft}"
        return f"{said}.{_mac(secret, said)}"


def read_key(cell: str, secret: bytes) -> RowKey:
    """The key in a cell. Raises NotAKey.

    >>> key = RowKey("2026Q2", 7, 12, "0123456789")
    >>> read_key(key.written(b"secret"), b"secret") == key
    True
    """
    said = "".join(cell.split())
    found = _PATTERN.fullmatch(said)
    if found is None:
        known = said.startswith("LS") and not said.startswith(f"{FORMAT}.")
        raise NotAKey("old" if known else "bad_key")
    if not hmac.compare_digest(found["mac"], _mac(secret, said.rpartition(".")[0])):
        raise NotAKey("bad_key")
    numbers = {name: int(found[name]) for name in ("unit", "duty", "draft", "milestone")}
    return RowKey(period=found["period"], version=found["version"], **numbers)


def _mac(secret: bytes, said: str) -> str:
    return hmac.new(secret, said.encode(), hashlib.sha256).hexdigest()[:20]
