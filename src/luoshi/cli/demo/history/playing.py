"""Everything the tables tell, in the order of time, as one piece: a history that breaks off leaves nothing behind."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction

from luoshi.cli.demo.history import tables
from luoshi.cli.demo.history.breaking import Breaking
from luoshi.cli.demo.history.happening import Happening
from luoshi.cli.demo.history.moments import Days, Step
from luoshi.cli.demo.history.persons import Persons
from luoshi.cli.demo.history.reporting import Reporting
from luoshi.delivery.models import Task
from luoshi.plans.models import Revision


def play(revision: Revision, stands_at: date) -> int:
    """Play the history up to the day before; how many steps that were. Nothing if there are tasks already."""
    if Task.objects.exists():
        return 0
    found = sorted(_steps(revision, Days(stands_at - timedelta(days=1))), key=lambda step: step.at)
    with transaction.atomic():
        for step in found:
            step.act(step.at)
    return len(found)


def _steps(revision: Revision, days: Days) -> Iterator[Step]:
    persons = Persons()
    breaking = Breaking(revision, persons, days)
    reporting = Reporting(breaking.made, persons, days)
    happening = Happening(breaking.made, persons, days)
    told = tables.tasks()
    for year in sorted({each.year for each in told}):
        yield from breaking.steps([each for each in told if each.year == year])
    for each in told:
        yield from reporting.steps(each, persons.names[breaking.owner(each)])
        yield from happening.closing(each)
    for event in tables.events():
        yield from happening.steps(event)
