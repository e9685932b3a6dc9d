"""The hash chain (docs/adr/0003). Each event's hash covers its own content and the hash before it.

The digest is SM3 (GB/T 32905-2016) where OpenSSL has it, else SHA-256; each event names the one it used.
"""

import hashlib
import json
from collections.abc import Mapping
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
