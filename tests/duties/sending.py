"""Reports to review, sent by the cast."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

from django.test import Client

from luoshi.delivery.models import Task
from luoshi.duties.actions.reporting import OnBehalf, Proof, Told, submit_report
from luoshi.duties.models import Report
from luoshi.files.actions import store
from luoshi.files.models import StoredFile
from luoshi.orgs.models import Account, Unit
from luoshi.values.periods import Period
from tests.cast import AT
from tests.files.samples import photo

People = Callable[[str], Account]
Q2 = Period.parse("2026Q2")
IN_TIME = datetime(2026, 7, 2, 2, 0, tzinfo=UTC)
LATER = datetime(2026, 7, 3, 2, 0, tzinfo=UTC)
LATE = datetime(2026, 7, 10, 2, 0, tzinfo=UTC)


def picture() -> StoredFile:
    """A photo as evidence."""
    return store(data=photo("jpg"), name="现场.jpg", by="test", at=AT, purpose="evidence")


def sent(
    task: Task,
    by: Account,
    quantity: int | None,
    *,
    at: datetime = IN_TIME,
    unit: Unit | None = None,
    on_behalf: OnBehalf | None = None,
    proofs: tuple[Proof, ...] = (),
) -> Report:
    """A report of the second quarter; no quantity is no change."""
    whose = unit or by.unit
    assert whose is not None
    told = Told(None if quantity is None else Decimal(quantity), "按期推进", proofs=proofs, unchanged=quantity is None)
    return submit_report(duty=task.duty, unit=whose, period=Q2, told=told, on_behalf=on_behalf, by=by, at=at)


def status(browser: Client, address: str) -> int:
    """What a page or a file answers, read to its end."""
    answer = browser.get(address)
    if answer.streaming:
        b"".join(answer)  # type: ignore[arg-type]
    return answer.status_code
