"""Who is who at a date."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from luoshi.orgs.models import (
    Account,
    GroupMember,
    Holiday,
    Region,
    RoleGrant,
    SignInFailure,
    Unit,
    UnitGroup,
    UnitName,
    UnitSuccession,
)
from luoshi.orgs.rules import roles, unit_names
from luoshi.orgs.rules.working_days import WorkCalendar, add_working_days, working_days_between

SUGGESTIONS = 3
ALIKE = 0.5
ATTEMPTS = 5
WAIT = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a printed name means: a unit, or a group; else up to three units it may mean, likeliest first."""

    printed: str
    unit_id: int | None = None
    group_id: int | None = None
    suggestions: tuple[str, ...] = ()


def at_date(on: date, prefix: str = "") -> Q:
    """Rows whose term holds on a day."""
    return (Q(**{f"{prefix}since": None}) | Q(**{f"{prefix}since__lte": on})) & (
        Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gt": on})
    )


def own_region() -> Region | None:
    """The government this instance serves (setting LUOSHI_REGION), if its region has been loaded."""
    return Region.objects.filter(code=settings.LUOSHI_REGION).first()


def key_maker() -> "Keys":
    """What turns printed names into keys for this government."""
    region = own_region()
    return Keys((region.name, region.short_name), region.short_name[-1]) if region else Keys((), "")


@dataclass(frozen=True, slots=True)
class Keys:
    """`rules.unit_names.key`, bound to this government's names."""

    own: tuple[str, ...]
    level: str

    def __call__(self, printed: str) -> str:
        """The key of a printed name."""
        return unit_names.key(printed, self.own, self.level)


def resolve_names(printed: Iterable[str]) -> dict[str, Resolved]:
    """Each printed name with what it means; at most three statements, however many names."""
    keys = key_maker()
    wanted = {name: keys(name) for name in dict.fromkeys(printed)}
    known = {row.key: row for row in UnitName.objects.filter(key__in=wanted.values())}
    unknown = {name: key for name, key in wanted.items() if key not in known}
    spellings = _spellings() if unknown else []
    found = {
        name: Resolved(name, known[key].unit_id, known[key].group_id) for name, key in wanted.items() if key in known
    }
    return found | {name: Resolved(name, suggestions=_alike(key, spellings)) for name, key in unknown.items()}


def alike(printed: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each name up to three recognised units or groups that are spelled alike; two statements."""
    keys = key_maker()
    known = UnitName.objects.filter(Q(unit__confirmed=True) | Q(group__confirmed=True))
    spellings = [(key, unit or group) for key, unit, group in known.values_list("key", "unit__name", "group__name")]
    return {name: _alike(keys(name), spellings) for name in printed}


def _spellings() -> list[tuple[str, str]]:
    """Every key with the name of what it means."""
    rows = UnitName.objects.values_list("key", "unit__name", "group__name")
    return [(key, unit or group) for key, unit, group in rows]


def _alike(key: str, spellings: list[tuple[str, str]]) -> tuple[str, ...]:
    ranked = sorted(((unit_names.likeness(key, other), name) for other, name in spellings), reverse=True)
    likely = dict.fromkeys(name for likeness, name in ranked if likeness >= ALIKE)
    return tuple(likely)[:SUGGESTIONS]


def members(group: UnitGroup, on: date) -> QuerySet[Unit]:
    """Units that a group stands for on a day."""
    return Unit.objects.filter(pk__in=GroupMember.objects.filter(at_date(on), group=group).values("unit"))


def members_of(groups: Iterable[int], on: date) -> dict[int, list[Unit]]:
    """Units that each of several groups stands for on a day; one statement."""
    found: dict[int, list[Unit]] = {}
    rows = GroupMember.objects.filter(at_date(on), group__in=list(groups)).select_related("unit")
    for row in rows.order_by("unit_id", "id"):
        found.setdefault(row.group_id, []).append(row.unit)
    return found


def groups_of(unit: Unit, on: date) -> QuerySet[UnitGroup]:
    """Groups a unit belongs to on a day."""
    return UnitGroup.objects.filter(pk__in=GroupMember.objects.filter(at_date(on), unit=unit).values("group"))


def formers_at(on: date) -> dict[int, dict[int, date]]:
    """Unit -> all units that it continues on a day, whatever number of reforms lies between; one statement.

    The date is from when what the unit says is meant for the former too: always, for a unit that came with the reform.
    """
    direct: dict[int, dict[int, date]] = {}
    rows = UnitSuccession.objects.filter(since__lte=on)
    for former, unit, since, there in rows.values_list("former", "unit", "since", "unit__since"):
        direct.setdefault(unit, {})[former] = date.min if there == since else since
    return {unit: _all_before(unit, direct) for unit in direct}


def _all_before(unit: int, direct: Mapping[int, Mapping[int, date]]) -> dict[int, date]:
    found = dict(direct[unit])
    left = list(found)
    while left:
        former = left.pop()
        new = {key: found[former] for key in direct.get(former, {}) if key not in found}
        found |= new
        left += new
    return found


def successors_at(on: date) -> dict[int, int]:
    """Ended unit -> the one unit that answers for it on a day; not those that were split. One statement."""
    direct: dict[int, set[int]] = {}
    for former, unit in UnitSuccession.objects.filter(since__lte=on).values_list("former", "unit"):
        direct.setdefault(former, set()).add(unit)
    return {unit: last for unit in direct if (last := _last_after(unit, direct)) is not None}


def _last_after(unit: int, direct: Mapping[int, set[int]]) -> int | None:
    while unit in direct:
        if len(direct[unit]) != 1:
            return None
        (unit,) = direct[unit]
    return unit


def successions_of(unit: Unit) -> QuerySet[UnitSuccession]:
    """The reforms a unit came out of, and the one it ended with."""
    rows = UnitSuccession.objects.filter(Q(unit=unit) | Q(former=unit))
    return rows.select_related("unit", "former").order_by("since", "id")


def taken_by_others(names: Iterable[str], formers: Iterable[int], on: date) -> tuple[str, str] | None:
    """The first of these names that means neither one of these units nor one they continue; and whose it is."""
    keys, before = key_maker(), formers_at(on)
    own = {each for former in formers for each in (former, *before.get(former, ()))}
    wanted = {keys(name): name for name in names}
    for row in UnitName.objects.filter(key__in=wanted).select_related("unit", "group"):
        if row.unit_id not in own:
            return wanted[row.key], str(row.unit or row.group)
    return None


def units(*, text: str = "", kind: str = "", state: str = "") -> QuerySet[Unit]:
    """Units whose name or alias holds `text`; `state` is confirmed, proposed or empty for all."""
    found = Unit.objects.select_related("region").annotate(spellings=Count("names", distinct=True))
    if text:
        found = found.filter(Q(name__contains=text) | Q(full_name__contains=text) | Q(names__printed__contains=text))
    if kind:
        found = found.filter(kind=kind)
    if state:
        found = found.filter(confirmed=state == "confirmed")
    return found.distinct().order_by("id")


def roles_from(account: Account, on: date) -> tuple[str, ...]:
    """Codes of the roles that an account holds on a day or is to hold later."""
    held = RoleGrant.objects.filter(Q(until=None) | Q(until__gt=on), account=account).order_by("pk")
    return tuple(dict.fromkeys(held.values_list("role", flat=True)))


def permissions(account: Account, on: date) -> frozenset[str]:
    """What an account may do on a day; nothing once it is inactive."""
    if not account.is_active:
        return frozenset()
    held = RoleGrant.objects.filter(at_date(on), account=account).values_list("role", flat=True)
    return roles.permissions_of(list(held))


def may_try_at(username: str, address: str, now: datetime) -> datetime | None:
    """When this name from this address may try to sign in again; None when at once."""
    recent = SignInFailure.objects.filter(at__gt=now - WAIT).filter(Q(username=username) | Q(address=address))
    failures = list(recent.order_by("-at").values_list("at", flat=True)[:ATTEMPTS])
    return failures[-1] + WAIT if len(failures) == ATTEMPTS else None


def work_calendar() -> WorkCalendar:
    """What `rules.working_days` reckons with: every exception to Monday to Friday that is entered; one statement."""
    return WorkCalendar(dict(Holiday.objects.order_by().values_list("day", "works")))


def working_days_adder() -> Callable[[date, int], date]:
    """What counts working days forward from a day, which is not counted; one statement."""
    calendar = work_calendar()
    return lambda start, count: add_working_days(start, count, calendar).value


def holidays(*, year: str = "", works: str = "") -> QuerySet[Holiday]:
    """Exceptions of a year, or of all; `works` is "1" for working days, "0" for days off, empty for both."""
    found = Holiday.objects.order_by("day")
    if year:
        found = found.filter(day__year=int(year))
    return found.filter(works=works == "1") if works else found


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """A year in figures: its working days, days off from Monday to Friday, working weekends; what it rests on."""

    year: int
    known: bool
    working: int
    off: int
    extra: int
    sources: tuple[str, ...]


def calendar_years(years: Iterable[int]) -> list[CalendarYear]:
    """These years and all that have exceptions, the latest first; one statement."""
    rows = list(Holiday.objects.order_by("day"))
    calendar = WorkCalendar({row.day: row.works for row in rows})
    return [_calendar_year(year, rows, calendar) for year in sorted({*years, *(row.day.year for row in rows)})[::-1]]


def _calendar_year(year: int, rows: list[Holiday], calendar: WorkCalendar) -> CalendarYear:
    own = [row for row in rows if row.day.year == year]
    eve = date(year - 1, 12, 31)
    return CalendarYear(
        year,
        calendar.knows(year),
        working_days_between(eve, date(year, 12, 31), calendar).value,
        sum(not row.works and row.day.weekday() < 5 for row in own),
        sum(row.works for row in own),
        tuple(dict.fromkeys(row.source for row in own if row.source)),
    )
