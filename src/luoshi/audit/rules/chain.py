"""The hash chain (docs/adr/0003). Each event's hash covers its own content and the hash before it.

The digest is SM3 (GB/T 32905-2016) where OpenSSL has it, else SHA-256; each event names the one it used.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Protocol

GENESIS = "0" * 64


def preferred_algorithm() -> str:
    """The digest for new events."""
    return "sm3" if "sm3" in hashlib.algorithms_available else "sha256"


def canonical(content: Mapping[str, Any]) -> str:
    """One spelling for one content: sorted keys, no spaces, characters as they are.

    >>> canonical({"b": 1, "a": "州水务局"})
    '{"a":"州水务局","b":1}'
    """
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(algorithm: str, previous: str, content: Mapping[str, Any]) -> str:
    """Hash of an event, 64 hexadecimal digits.

    >>> digest("sha256", GENESIS, {"a": 1})[:12]
    'f21735afd2cd'
    """
    return hashlib.new(algorithm, f"{previous}\n{canonical(content)}".encode()).hexdigest()


def witnessed(algorithm: str, rows: Iterable[tuple[str, str, str]]) -> dict[str, Any]:
    """What an event says of the witness rows of its change (table, row, operation), in the order they were written.

    >>> witnessed("sha256", [("orgs_unit", "7", "INSERT")])["rows"]
    1
    """
    count, digest_so_far = 0, hashlib.new(algorithm)
    for row in rows:
        digest_so_far.update(canonical({"row": row}).encode() + b"\n")
        count += 1
    return {"rows": count, "digest": digest_so_far.hexdigest()}


class Sealed(Protocol):
    """The part of an event that its hash covers."""

    sequence: int
    change: str
    at: datetime
    by: str
    action: str
    subject: str
    subject_id: str
    content: str


def sealed(event: Sealed) -> dict[str, Any]:
    """The event as the digest sees it; the time in UTC to the microsecond."""
    names = ("sequence", "change", "by", "action", "subject", "subject_id", "content")
    return {name: getattr(event, name) for name in names} | {
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds")
    }
