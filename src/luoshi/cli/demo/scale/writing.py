"""Write a demonstration of a size: plans by the actions that people use, their years as rows in bulk."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import cycle, islice
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db.models import Prefetch

from luoshi.audit.actions import Past, write_rows
from luoshi.cli import demo
from luoshi.cli.demo.scale import places, texts
from luoshi.cli.demo.scale.reports import reports_of
from luoshi.cli.demo.scale.sizes import ADOPTED, SINCE, STANDS, YEARS, Size
from luoshi.cli.demo.scale.tasks import Made, Outline, People, Sent, add_task
from luoshi.files.actions import store
from luoshi.orgs.actions import calendar, regions
from luoshi.orgs.models import Account, RoleGrant, Unit
from luoshi.plans.actions.adopting import adopt_revision
from luoshi.plans.actions.importing import import_document
from luoshi.plans.models import MeasureUnit, Revision

BY = "luoshi demo"
OFFICE, APPROVER, OTHERS = "jihua", "shending", (("lingdao", "leader"), ("shenji", "auditor"))
MORE = 1.03
"""So many more reports than asked for are thought up; some are then left out, as reports that never came."""


def write(size: Size, password: str, seed: int = 1) -> Iterator[int]:
    """Write it into an empty database; yields the number of each plan once it is there."""
    people = _people(size, password)
    units = list(Unit.objects.order_by("id"))
    turns = cycle(Random(seed).sample(units, len(units)))  # noqa: S311  # the same demonstration each time
    for number in range(size.plans):
        rng = Random(f"{seed}/{number}")  # noqa: S311  # the same
        names = [[unit.name for unit in islice(turns, 1 + rng.randint(3, 9))] for _ in range(size.measures)]
        revision = _plan(number, names, people, rng)
        _years(number, revision, size, people, rng)
        yield number


def _people(size: Size, password: str) -> People:
    """Regions, units, and a person for each; everybody has the one password."""
    regions.import_regions(text=places.regions(size.region, size.below), by=BY, at=ADOPTED)
    calendar.import_working_days(text=regions.shipped("working_days.csv"), by=BY, at=ADOPTED)
    names = "name,aliases,kind"
    regions.import_units(units=places.units(size.region, size.below), groups=names, by=BY, at=ADOPTED)
    units, secret = list(Unit.objects.order_by("id")), make_password(password)
    told = [(f"u{unit.pk}", f"联络员{unit.pk}", unit, "liaison") for unit in units]
    told += [(OFFICE, "计划管理员", units[0], "plan_office"), (APPROVER, "审定人", units[0], "approver")]
    told += [(name, name, units[0], role) for name, role in OTHERS]
    accounts = [Account(username=name, name=said, unit=unit, password=secret) for name, said, unit, _role in told]
    grants = [
        RoleGrant(account=account, role=role, since=date(2023, 1, 1))
        for account, (*_, role) in zip(accounts, told, strict=True)
    ]
    write_rows(rows=(accounts, grants), subject="account", subject_id="", by=BY, at=ADOPTED)
    files = [
        store(
            data=f"第{at}号验收单：数量和质量符合要求。".encode(),
            name=f"{at}.txt",
            purpose="evidence",
            by=BY,
            at=ADOPTED,
        )
        for at in range(20)
    ]
    return People(accounts[-4], {unit.pk: account for unit, account in zip(units, accounts, strict=False)}, files)


def _plan(number: int, names: Sequence[list[str]], people: People, rng: Random) -> Revision:
    """Read a document, check and adopt it, as people do."""
    text = texts.document(number, [*names], rng)
    imported = import_document(data=text.encode(), name=f"{number + 1}.txt", by=OFFICE, at=ADOPTED)
    demo.settle(imported.revision, people.office, ADOPTED)
    approver = Account.objects.get(username=APPROVER)
    adopt_revision(revision=imported.revision, since=SINCE, why="常务会议审议通过。", by=approver, at=ADOPTED)
    return imported.revision


def _years(number: int, revision: Revision, size: Size, people: People, rng: Random) -> None:
    """All tasks of a plan with their reports: one event for all rows, and one for each deed."""
    made, wanted = Made(), size.reports * MORE
    named = Prefetch("units", MeasureUnit.objects.select_related("unit").order_by("start"))
    measures = list(revision.measures.select_related("revision").prefetch_related(named))
    for at, measure in enumerate(measures):
        owner, *others = [row.unit for row in measure.units.all() if row.unit is not None]
        theme = texts.theme_of(number * 1000 + at)
        for year, share in YEARS:
            shared = len(made.sent) < wanted * (at + share) / len(measures)
            outline = Outline(measure, theme, owner, others, year, shared)
            work = add_task(made, outline, people, rng)
            made.sent += reports_of(work, people, rng)
    _leave_out(made, len(made.sent) - size.reports, rng)
    write_rows(rows=made.rows(), past=_past(made), subject="plan", subject_id=str(revision.plan_id), by=BY, at=STANDS)


def _leave_out(made: Made, count: int, rng: Random) -> None:
    """Some reports never came: such as were sent once and claim nothing."""
    plain = [at for at, each in enumerate(made.sent) if _is_plain(each)]
    gone = set(rng.sample(plain, max(count, 0)))
    made.sent = [each for at, each in enumerate(made.sent) if at not in gone]


def _is_plain(sent: Sent) -> bool:
    return not sent.claims and sent.report.attempt == 1 and sent.report.outcome != "returned"


def _past(made: Made) -> Iterator[Past]:
    """What people did, in its order, once the rows have their keys."""
    deeds = [
        *(_deed("delivery.task.created", "task", task.duty_id, OFFICE, task.duty.created_at) for task in made.tasks),
        *(
            _deed(f"duties.receipt.{row.verdict}", "duty", row.duty_id, row.by.username, row.at)
            for row in made.receipts
        ),
    ]
    for sent in made.sent:
        report = sent.report
        about = {"report": report.pk, "period": report.period, "unit": report.unit.name}
        deeds.append(_deed("duties.report.sent", "duty", report.duty_id, report.by.username, report.at, about))
        deeds += [
            _deed(f"duties.report.{row.outcome}", "duty", report.duty_id, row.by.username, row.at, about)
            for row in sent.verdicts
        ]
    yield from sorted(deeds, key=lambda deed: deed.at)


def _deed(action: str, subject: str, key: int, by: str, at: datetime, after: Mapping[str, Any] | None = None) -> Past:
    return Past(action, subject, key, by, at, after or {})
