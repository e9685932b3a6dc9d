"""The fixed cast: the same people in every test, and what they work with.

牵头单位 is the liaison officer of 州水务局, 责任单位 of 永靖县, 外单位 of 州教育局.
同事, 科长 and 局长 are at 州水务局 too.
外地联络员 has an account but no role;
市民 does not sign in.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.test import Client

from luoshi.cli import demo
from luoshi.orgs.actions.accounts import create_account
from luoshi.orgs.actions.calendar import import_working_days
from luoshi.orgs.actions.regions import import_regions, import_units, shipped
from luoshi.orgs.models import Account, Unit
from luoshi.plans.actions import adopt_revision, import_document
from luoshi.plans.models import Revision

AT = datetime(2026, 6, 30, 8, 0, tzinfo=UTC)
SINCE = date(2024, 3, 15)
PASSWORD = "fixed-cast-2026"
SAMPLE = Path(demo.__file__).parent / "sample_plan.docx"

PEOPLE = {
    "牵头单位": ("州水务局", ("liaison",)),
    "同事": ("州水务局", ("liaison",)),
    "科长": ("州水务局", ("section_head",)),
    "局长": ("州水务局", ("unit_head",)),
    "责任单位": ("永靖县政府", ("liaison",)),
    "外单位": ("州教育局", ("liaison",)),
    "外地联络员": ("", ()),
    "计划管理员": ("州发展改革委", ("plan_office",)),
    "审定人": ("州政府办公室", ("approver",)),
    "领导": ("州政府办公室", ("leader",)),
    "审计员": ("", ("auditor",)),
    "系统管理员": ("", ("administrator",)),
}


@pytest.fixture
def register(db: None) -> None:
    """The shipped regions, units and groups."""
    import_regions(text=shipped("regions.csv"), by="test", at=AT)
    import_units(units=shipped("units.csv"), groups=shipped("groups.csv"), by="test", at=AT)


@pytest.fixture
def working_days(db: None) -> None:
    """The shipped holidays and working weekends of 2022 to 2026."""
    import_working_days(text=shipped("working_days.csv"), by="test", at=AT)


@pytest.fixture
def account(register: None) -> Callable[[str], Account]:
    """Somebody of the cast, by name."""

    def found(name: str) -> Account:
        known = Account.objects.filter(username=name).first()
        if known:
            return known
        unit, roles = PEOPLE[name]
        own = Unit.objects.filter(name=unit).first()
        return create_account(username=name, name=name, password=PASSWORD, roles=roles, unit=own, by="test", at=AT)

    return found


@pytest.fixture
def sign_in(account: Callable[[str], Account]) -> Callable[[str], Client]:
    """A browser in which somebody of the cast has signed in; 市民 has not."""

    def client(name: str) -> Client:
        browser = Client()
        if name != "市民":
            browser.force_login(account(name))
        return browser

    return client


@pytest.fixture
def draft(register: None) -> Revision:
    """The sample plan, imported but neither checked nor adopted."""
    return import_document(data=SAMPLE.read_bytes(), name=SAMPLE.name, by="计划管理员", at=AT).revision


@pytest.fixture
def checked(draft: Revision, account: Callable[[str], Account]) -> Revision:
    """The sample plan, checked but not adopted."""
    demo.settle(draft, account("计划管理员"), AT)
    return draft


@pytest.fixture
def plan(checked: Revision, adopt: Callable[[Revision], Revision]) -> Revision:
    """The sample plan, adopted."""
    return adopt(checked)


@pytest.fixture
def adopt(account: Callable[[str], Account]) -> Callable[[Revision], Revision]:
    """What makes a draft count from SINCE on, however much of it is checked."""

    def adopted(draft: Revision) -> Revision:
        demo.settle(draft, account("计划管理员"), AT)
        adopt_revision(revision=draft, since=SINCE, why="州政府第 5 次常务会议", by=account("审定人"), at=AT)
        return draft

    return adopted
