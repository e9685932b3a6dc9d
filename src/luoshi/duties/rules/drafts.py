"""What a draft holds, and the mark of it that is signed."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypedDict

from luoshi.duties.rules.codes import SIGNATURES


class Content(TypedDict):
    """What has been typed, as it was typed. `basis` says what the quantity is: total (累计) or period (本期).

    `claims` maps keys of milestones to the day each was reached.
    """

    quantity: str
    basis: str
    text: str
    difficulties: str
    requests: str
    claims: dict[str, str]


def content(found: Mapping[str, Any]) -> Content:
    """A draft's content, with what an older draft lacks left empty.

    >>> content({"text": "按期推进"})["basis"]
    'total'
    """
    return {
        "quantity": str(found.get("quantity", "")),
        "basis": "period" if found.get("basis") == "period" else "total",
        "text": str(found.get("text", "")),
        "difficulties": str(found.get("difficulties", "")),
        "requests": str(found.get("requests", "")),
        "claims": dict(found.get("claims") or {}),
    }


def figure(typed: str) -> Decimal | None:
    """The number that has been typed, full-width digits and separators of thousands included; None for nothing.

    Raises decimal.InvalidOperation for what is no number.

    >>> figure("１，２００．５"), figure(" ")
    (Decimal('1200.5'), None)
    """
    plain = unicodedata.normalize("NFKC", typed).replace(",", "").strip()
    return Decimal(plain) if plain else None


def total(said: Content, last: Decimal | None) -> Decimal | None:
    """The cumulative quantity a draft means: a figure of the period is added to the last accepted one.

    >>> total(content({"quantity": "12.5", "basis": "period"}), Decimal(30))
    Decimal('42.5')
    """
    typed = figure(said["quantity"])
    return typed + (last or Decimal(0)) if typed is not None and said["basis"] == "period" else typed


def mark(said: Mapping[str, Any], files: Iterable[tuple[str, int | None]]) -> str:
    """What a signature is for: SHA-256 of what is typed and of the files (SHA-256, milestone), 64 hex digits.

    >>> mark({"text": "甲"}, []) == mark({"text": "乙"}, [])
    False
    """
    whole = {"said": content(said), "files": sorted((digest, milestone or 0) for digest, milestone in files)}
    return hashlib.sha256(json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def steps(count: int) -> tuple[str, ...]:
    """Who signs, in order, when so many must besides the author.

    >>> steps(0), steps(1), steps(2)
    ((), ('clerk', 'head'), ('clerk', 'section', 'head'))
    """
    return {0: (), 1: ("clerk", "head")}.get(count, SIGNATURES)


def next_step(asked: Sequence[str], signed: Iterable[str]) -> str:
    """The first of the steps that has not signed yet; "" when all have.

    >>> next_step(("clerk", "head"), ["clerk"]), next_step((), [])
    ('head', '')
    """
    done = set(signed)
    return next((step for step in asked if step not in done), "")
