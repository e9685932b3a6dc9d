"""What somebody looks at of a plan's progress, as the address says it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from luoshi.delivery.forms.progress import DayForm, ProgressFilters
from luoshi.delivery.queries.breakdown import years
from luoshi.delivery.queries.headings import counties_offered
from luoshi.delivery.queries.plan_progress import NOWHERE, PlanProgress, PlanTask, chosen, counting_on, progress_on
from luoshi.delivery.views.plans import broken_down_or_404
from luoshi.orgs.access import account_of
from luoshi.web import clock

ALL_YEARS = "all"


@dataclass(frozen=True, slots=True)
class Look:
    """A plan on a day, the filters, and the tasks that fit them. `year` is None for all `years`."""

    found: PlanProgress
    form: ProgressFilters
    wanted: dict[str, str]
    tasks: list[PlanTask]
    year: int | None
    years: list[int]
    today: date

    @property
    def past(self) -> bool:
        """Whether this is a day that is over."""
        return self.found.day < self.today

    def on(self, request: HttpRequest, day: date) -> PlanProgress:
        """The same plan on another day."""
        account = account_of(request)
        revision = counting_on(self.found.revision, account, day)
        return progress_on(revision, self.year, account, self.today, day)


def looked_at(request: HttpRequest, pk: int, shown: Iterable[str], *, all_years: bool = False) -> Look:
    """What the address asks for: `on` a day until today, `year`, and the filters that are shown or set.

    An adopted plan, an instruction or a list is found by whoever reads plans and duties; a draft is a 404.
    """
    account, today = account_of(request), clock.today()
    asked = DayForm(request.GET)
    day = min((asked.cleaned_data["on"] if asked.is_valid() else None) or today, today)
    revision = counting_on(broken_down_or_404(request, pk), account, day)
    offered_years = years(revision, today.year)
    year = _year(request.GET.get("year", ""), offered_years, day, all_years)
    found = progress_on(revision, year, account, today, day)
    form = ProgressFilters(
        request.GET.dict() | {"year": str(year or ALL_YEARS)}, _offered(request, found, shown, offered_years, all_years)
    )
    wanted = form.chosen()
    return Look(found, form, wanted, chosen(found.tasks, wanted), year, offered_years, today)


def _year(asked: str, offered: list[int], day: date, all_years: bool) -> int | None:
    if asked == ALL_YEARS and all_years:
        return None
    return int(asked) if asked.isdecimal() and int(asked) in offered else day.year


def _offered(
    request: HttpRequest, found: PlanProgress, shown: Iterable[str], known: list[int], all_years: bool
) -> dict[str, list[tuple[Any, Any]]]:
    """What filters can choose: what the tasks really have; `measure` only once it is set, by a figure's link."""
    counties, tasks = counties_offered(), found.tasks
    places = {code for each in tasks for code in each.counties or (NOWHERE,)}
    choices: dict[str, list[tuple[Any, Any]]] = {
        "year": [*((str(year), str(year)) for year in known), *([(ALL_YEARS, _("全部年度"))] if all_years else [])],
        "chapter": [(top.path, f"{top.number}{top.title}".strip() or top.path) for top in found.chapters],
        "measure": [(str(each.line_id), each.title or each.path) for each in found.measures],
        "unit": sorted({(str(each.term.owner), each.owner) for each in tasks}, key=lambda pair: pair[1]),
        "county": [(code, name) for code, name in counties.items() if code in places],
    }
    if any(each.chapter is None for each in tasks):
        choices["chapter"].append((NOWHERE, _("现行文本各章里没有的")))
    wanted = set(shown) | {name for name in (*choices, "light", "fresh") if request.GET.get(name)}
    names = ("year", "chapter", "measure", "unit", "county", "light", "fresh", "deep")
    return {name: choices.get(name, []) for name in names if name in wanted}
