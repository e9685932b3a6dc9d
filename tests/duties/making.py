"""Duties to test with: a canal of 120 km that 州水务局 owns, and a reservoir with milestones."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from luoshi.delivery.actions.breaking_down import Place, create_task
from luoshi.delivery.models import Task
from luoshi.duties.actions.creating import DutyGiven, MilestoneGiven, PartGiven, TermGiven
from luoshi.orgs.models import Account, Unit
from luoshi.plans.models import Measure, Revision
from tests.cast import AT

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def unit(name: str) -> Unit:
    return Unit.objects.get(name=name)


def water_measure(plan: Revision) -> Measure:
    """A measure that 州水务局 leads."""
    return plan.measures.filter(units__unit__name="州水务局", units__role="lead")[0]


def canal(plan: Revision, by: Account, *, shares: Sequence[tuple[str, int]] = (), rhythm: str = "quarter") -> Task:
    """120 km of canal in 2026, as a whole or in shares."""
    term = TermGiven(unit("州水务局").pk, *YEAR, Decimal(120), "公里", "改造灌区渠系", rhythm)
    parts = [PartGiven(unit(name).pk, "responsible", Decimal(amount)) for name, amount in shares]
    return create_task(
        place=Place(water_measure(plan), 2026), given=DutyGiven("改造渠系 120 公里", term, parts=parts), by=by, at=AT
    )


def reservoir(plan: Revision, by: Account) -> Task:
    """A reservoir in three steps, with 永靖县 helping."""
    steps = [
        ("导流洞通水", date(2026, 3, 31), 20),
        ("填筑到顶", date(2026, 6, 15), 50),
        ("蓄水", date(2026, 11, 20), 30),
    ]
    given = DutyGiven(
        "建设水库",
        TermGiven(unit("州水务局").pk, *YEAR, deliverable="下闸蓄水"),
        [MilestoneGiven(title, due, Decimal(weight)) for title, due, weight in steps],
        [PartGiven(unit("永靖县政府").pk, "supporting")],
    )
    return create_task(place=Place(water_measure(plan), 2026), given=given, by=by, at=AT)
