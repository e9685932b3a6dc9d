"""How many SQL statements a page takes: the same for a short plan and a long one."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luoshi.orgs.models import Unit
from luoshi.plans.actions import import_document
from luoshi.plans.models import Revision
from tests.cast import AT
from tests.pages.texts import short_plan

LIMIT = 24
REVIEW_LIMIT = 36
PAGES = [
    "",
    "measures/",
    "targets/",
    "projects/",
    "mechanisms/",
    "units/",
    "text/",
    "text/{ordinal}/",
    "decision/",
    "carried/",
    "links/",
]


def statements(browser: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = browser.get(address)
    assert answer.status_code == 200
    return len(captured)


@pytest.fixture
def two_plans(adopt: Callable[[Revision], Revision]) -> list[Revision]:
    """A plan of one measure and a plan of ten, adopted."""
    return [adopt(imported(measures)) for measures in (1, 10)]


def imported(measures: int) -> Revision:
    return import_document(data=short_plan(measures), name=f"{measures}.txt", by="计划管理员", at=AT).revision


@pytest.mark.parametrize("page", PAGES)
def test_a_plans_pages_take_as_many_statements_for_ten_measures_as_for_one(
    two_plans: list[Revision], sign_in: Callable[[str], Client], page: str
) -> None:
    browser = sign_in("领导")
    taken = []
    for plan in two_plans:
        measure = plan.measures.select_related("provision").first()
        assert measure is not None
        assert measure.provision is not None
        taken.append(statements(browser, f"/plans/{plan.pk}/{page.format(ordinal=measure.provision.ordinal)}"))
    assert taken[0] == taken[1] <= LIMIT


@pytest.mark.parametrize("rest", ["", "?show=names", "?show=problems", "?show=struck", "?at={code}&do=edit"])
def test_the_review_screen_takes_as_many_statements_for_ten_measures_as_for_one(
    sign_in: Callable[[str], Client], register: None, rest: str
) -> None:
    browser, taken = sign_in("计划管理员"), []
    for plan in [imported(measures) for measures in (1, 10)]:
        code = f"target-{plan.targets.all()[0].pk}"
        taken.append(statements(browser, f"/plans/{plan.pk}/review/{rest.format(code=code)}"))
    assert taken[0] == taken[1] <= REVIEW_LIMIT


def test_home_unit_and_search_take_no_more_for_more_plans(
    two_plans: list[Revision], adopt: Callable[[Revision], Revision], sign_in: Callable[[str], Client]
) -> None:
    browser = sign_in("牵头单位")
    unit = Unit.objects.get(name="州水务局")
    addresses = ["/", "/plans/", f"/units/{unit.pk}/", "/search/?q=河道"]
    before = [statements(browser, address) for address in addresses]
    adopt(imported(5))
    assert [statements(browser, address) for address in addresses] == before
    assert max(before) <= LIMIT
