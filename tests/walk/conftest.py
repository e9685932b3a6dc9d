"""One scene for the whole walk: made once per module, taken back at its end."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from luoshi.cli.demo import settle
from luoshi.delivery.actions.breaking_down import Place, create_task
from luoshi.delivery.models import Task
from luoshi.duties.actions.checking import Seen as OnTheSpot
from luoshi.duties.actions.checking import record_check
from luoshi.duties.actions.creating import DutyGiven, TermGiven
from luoshi.duties.actions.handing import hand_over
from luoshi.duties.actions.handing_in import hand_in
from luoshi.duties.actions.reporting import Proof, Told, save_draft, submit_report
from luoshi.duties.actions.requesting import ask
from luoshi.duties.models import DraftFile, FieldPhoto, HandIn, Handover, Report, Request
from luoshi.duties.rules.drafts import content
from luoshi.duties.rules.sent_files import Came
from luoshi.files.actions import store
from luoshi.files.models import StoredFile
from luoshi.orgs.actions.accounts import create_account
from luoshi.orgs.actions.calendar import import_working_days
from luoshi.orgs.actions.regions import import_regions, import_units, shipped
from luoshi.orgs.actions.units import propose
from luoshi.orgs.models import Account, Unit
from luoshi.plans.actions import Seen, adopt_revision, import_document, strike_item
from luoshi.plans.models import Correction, Measure, Revision
from luoshi.values.periods import Period
from tests.cast import AT, PASSWORD, PEOPLE, SINCE
from tests.duties.making import YEAR
from tests.pages.texts import short_plan
from tests.walk.routes import ROUTES, Route
from tests.walk.things import Scene

WALKERS = PEOPLE | {"别单位负责人": ("州教育局", ("unit_head",)), "本单位负责人": ("州水务局", ("unit_head",))}
"""Everybody who walks: the cast, and the role that it lacks."""
CITIZEN = "市民"
METHODS = (("GET", ""), ("POST", ""))
EXPORT = ("GET", "?format=csv")
IN_TIME = datetime(2026, 7, 2, 2, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Answer:
    """What somebody met at a route."""

    route: Route
    method: str
    status: int
    location: str
    text: str

    def __str__(self) -> str:
        return f"{self.method} {self.route.name}"

    @property
    def asks_to_sign_in(self) -> bool:
        """Whether it leads to the sign-in page."""
        return self.status == 302 and self.location.startswith("/sign-in/")


Walked = Callable[[str], list[Answer]]


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """The things, and everybody's accounts, in a transaction that stays open until the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _made()
        transaction.set_rollback(True)


@pytest.fixture
def walked(scene: Scene, walks: dict[str, list[Answer]], caplog: pytest.LogCaptureFixture) -> Walked:
    """What somebody meets at every route; each walks once per module."""
    caplog.set_level(logging.CRITICAL, "django.request")

    def walk(name: str) -> list[Answer]:
        if name not in walks:
            browser = Client()
            if name != CITIZEN:
                browser.force_login(_someone(name))
            walks[name] = [_asked(browser, scene, route, *each) for route in ROUTES for each in _methods(route)]
        return walks[name]

    return walk


@pytest.fixture(scope="module")
def walks() -> dict[str, list[Answer]]:
    """Walks that were made."""
    return {}


def _methods(route: Route) -> tuple[tuple[str, str], ...]:
    """What hides a thing on a page must hide it in an export."""
    return (*METHODS, EXPORT) if route.parameters else METHODS


def _asked(browser: Client, scene: Scene, route: Route, method: str, query: str) -> Answer:
    """Ask; what the request has changed is taken back."""
    fresh = Client()
    fresh.cookies.load(browser.cookies.output(header="", sep=";"))
    with transaction.atomic():
        got = fresh.generic(method, route.address(scene) + query)
        text = b"".join(got).decode(errors="replace")  # to its end, which closes a file that is sent
        transaction.set_rollback(True)
    return Answer(route, method + query, got.status_code, got.headers.get("Location", ""), text)


def _made() -> Scene:
    import_regions(text=shipped("regions.csv"), by="test", at=AT)
    import_units(units=shipped("units.csv"), groups=shipped("groups.csv"), by="test", at=AT)
    import_working_days(text=shipped("working_days.csv"), by="test", at=AT)
    propose(units=["州乡贤联谊会"], groups=(), by="test", at=AT)
    for name, (unit, roles) in WALKERS.items():
        own = Unit.objects.filter(name=unit).first()
        create_account(username=name, name=name, password=PASSWORD, roles=roles, unit=own, by="test", at=AT)
    adopted = _adopted(import_document(data=short_plan(2), name="a.txt", by="计划管理员", at=AT).revision)
    hidden = short_plan(3).decode().replace("河湖清洁", "尚未公开").replace("（二）", "（五）")  # a gap is a problem
    draft = import_document(data=hidden.encode(), name="b.txt", by="计划管理员", at=AT).revision
    evidence = store(data="验收单".encode(), name="渠系验收单.txt", by="牵头单位", at=AT)
    task = _task(adopted)
    proposed = Unit.objects.get(name="州乡贤联谊会")
    report, written, photo = _report(task, evidence), _written(task, evidence), _photo(task, evidence)
    handed, asked, handin = _handed(), _request(task), _handed_in()
    return Scene(draft, task, report, evidence, proposed, _struck(draft), written, photo, handed, asked, handin)


def _adopted(draft: Revision) -> Revision:
    settle(draft, _someone("计划管理员"), AT)
    adopt_revision(revision=draft, since=SINCE, why="会议", by=_someone("审定人"), at=AT)
    return draft


def _task(plan: Revision) -> Task:
    term = TermGiven(Unit.objects.get(name="州水务局").pk, *YEAR, Decimal(120), "公里")
    place = Place(Measure.objects.filter(revision=plan)[0], 2026)
    return create_task(place=place, given=DutyGiven("改造渠系一百二十公里", term), by=_someone("计划管理员"), at=AT)


def _report(task: Task, evidence: StoredFile) -> Report:
    lead = _someone("牵头单位")
    assert lead.unit is not None
    told = Told(Decimal(66), "渠系改造按期推进", proofs=[Proof(evidence)])
    return submit_report(duty=task.duty, unit=lead.unit, period=Period.parse("2026Q2"), told=told, by=lead, at=IN_TIME)


def _written(task: Task, file: StoredFile) -> DraftFile:
    """What the unit is typing about the third quarter, with a file."""
    lead, at, third = _someone("牵头单位"), IN_TIME, Period.parse("2026Q3")
    assert lead.unit is not None
    typed = content({"text": "还在写的草稿"})
    draft = save_draft(duty=task.duty, unit=lead.unit, period=third, content=typed, version=0, by=lead, at=at)
    return DraftFile.objects.create(draft=draft, file=file, name="草稿附件.txt")


def _handed_in() -> HandIn:
    """A workbook that waits to be confirmed."""
    files = [Came("州水务局填好的台账.xlsx", code="unreadable")]
    return hand_in(files=files, on_behalf=None, by=_someone("牵头单位"), at=IN_TIME)


def _photo(task: Task, file: StoredFile) -> FieldPhoto:
    seen = OnTheSpot(IN_TIME.date(), "渠道已衬砌", agrees=True)
    office = _someone("计划管理员")
    return record_check(duty=task.duty, seen=seen, photos=[file], by=office, at=IN_TIME).photos.get()


def _handed() -> Handover:
    """Somebody whose task it was has handed it over."""
    water = Unit.objects.get(name="州水务局")
    gone = create_account(
        username="前联络员", name="前联络员", password=PASSWORD, roles=("liaison",), unit=water, by="test", at=AT
    )
    to, head = _someone("同事"), _someone("局长")
    return hand_over(leaver=gone, taker=to, since=IN_TIME.date(), by=head, at=IN_TIME)


def _request(task: Task) -> Request:
    lead, later = _someone("牵头单位"), {"due": "2027-03-31"}
    return ask(duty=task.duty, kind="due", content=later, why="汛期停工三个月", by=lead, at=IN_TIME)


def _struck(draft: Revision) -> Correction:
    row = draft.targets.order_by("-pk")[0]
    seen = Seen("target", row.pk, row.version)
    return strike_item(revision=draft, seen=seen, by=_someone("计划管理员"), at=AT, why="不是指标")


def _someone(name: str) -> Account:
    return Account.objects.select_related("unit").get(username=name)
