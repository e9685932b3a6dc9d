"""What an archive says of itself; always its last member, so that a cut-off archive has none."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from luoshi.cli._backup.refusal import Refused

NAME = "manifest.json"
FORMAT = 1
KEY = "secret_key"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
"""Vendor -> name of the database's member."""

_FILE = re.compile(r"files/([0-9a-f]{2})/(\1[0-9a-f]{62})")


@dataclass(frozen=True, slots=True)
class Part:
    """A member: SHA-256 and size of what is in the archive."""

    sha256: str
    size: int


@dataclass(slots=True)
class Manifest:
    """`head` is the audit chain's end (number, hash). `damaged` names stored files that were not whole then."""

    version: str
    at: str
    vendor: str
    head: tuple[int, str]
    migrations: list[str]
    parts: dict[str, Part] = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)

    def text(self) -> bytes:
        """As it stands in the archive."""
        return json.dumps({"luoshi_backup": FORMAT} | asdict(self), ensure_ascii=False, indent=1).encode()


def parsed(data: bytes) -> Manifest:
    """Raises Refused."""
    try:
        found = json.loads(data)
        if found.get("luoshi_backup") != FORMAT:
            raise _not_ours()
        made = _manifest(found)
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise _not_ours() from wrong
    if not all(map(is_member, [*made.parts, *made.damaged])):
        raise _not_ours()
    return made


def _manifest(found: Mapping[str, Any]) -> Manifest:
    number, digest = found["head"]
    return Manifest(
        version=str(found["version"]),
        at=str(found["at"]),
        vendor=str(found["vendor"]),
        head=(int(number), str(digest)),
        migrations=[str(name) for name in found["migrations"]],
        parts={str(name): Part(str(part["sha256"]), int(part["size"])) for name, part in found["parts"].items()},
        damaged=[str(name) for name in found["damaged"]],
    )


def _not_ours() -> Refused:
    return Refused(
        "备份的清单看不懂，可能由更新的版本制作。请用制作它的版本恢复",
        "its manifest cannot be understood: it may come from a newer version; restore it with that one",
    )


def file_name(digest: str) -> str:
    """The member of a stored file.

    >>> file_name("ab" * 32)[:9]
    'files/ab/'
    """
    return f"files/{digest[:2]}/{digest}"


def is_member(name: str) -> bool:
    """Whether an archive of ours has members of that name; nothing else is ever read from one.

    >>> is_member(file_name("ab" * 32)), is_member("../etc/passwd"), is_member("files/ab/cd")
    (True, False, False)
    """
    return name in {NAME, KEY, *DATABASES.values()} or _FILE.fullmatch(name) is not None
