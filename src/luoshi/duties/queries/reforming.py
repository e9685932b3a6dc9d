"""What follows from a reform of units (机构改革): gathered once, shown before signing, and done when signed."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from luoshi.duties.models import Assignment, Draft, Duty, Report, Request, Term
from luoshi.duties.queries.facts import closed_at
from luoshi.orgs.models import Account, GroupMember, Unit
from luoshi.orgs.queries import at_date, taken_by_others
from luoshi.orgs.rules.reforms import Existing, Heir, Refused, check
from luoshi.plans.models import MeasureUnit


@dataclass(frozen=True, slots=True)
class Reform:
    """What is to be done. `duties` and `accounts` say which successor each goes to, by its place; else the first."""

    kind: str
    formers: tuple[int, ...]
    heirs: tuple[Heir, ...]
    since: date
    why: str
    duties: Mapping[int, int] = field(default_factory=dict)
    accounts: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moving:
    """A duty that goes over: the parts that the former units have in it, and what is under way."""

    duty: int
    title: str
    terms: tuple[Term, ...]
    parts: tuple[Assignment, ...]
    formers: tuple[str, ...]
    drafts: int
    waiting: int
    requests: int

    @property
    def owned(self) -> bool:
        """Whether one of the former units owns it."""
        return bool(self.terms)


@dataclass(frozen=True, slots=True)
class Following:
    """Everything that follows, as it stands now; `mark` is of exactly that."""

    reform: Reform
    formers: tuple[Unit, ...]
    duties: tuple[Moving, ...]
    accounts: tuple[Account, ...]
    groups: tuple[GroupMember, ...]
    mentions: int

    @property
    def mark(self) -> str:
        """What is signed; which successor each duty goes to may still be chosen."""
        said = [
            [row.duty, row.drafts, row.waiting, row.requests, *(each.pk for each in (*row.terms, *row.parts))]
            for row in self.duties
        ]
        whole = [said, [each.pk for each in self.accounts], [each.pk for each in self.groups]]
        return hashlib.sha256(json.dumps(whole).encode()).hexdigest()


def following(reform: Reform, today: date) -> Following:
    """What follows from a reform; the number of statements does not grow with the duties. Raises Refused."""
    formers = tuple(Unit.objects.filter(pk__in=reform.formers).order_by("pk"))
    known = Unit.objects.filter(pk__in=[heir.unit for heir in reform.heirs if heir.unit])
    new = [heir for heir in reform.heirs if heir.unit is None]
    check(
        reform.kind,
        [_existing(unit) for unit in formers],
        [_existing(unit) for unit in known],
        [heir.name for heir in new],
        reform.since,
        today,
    )
    names = [name for heir in new for name in (heir.name, heir.full_name) if name]
    wrong = taken_by_others(names, reform.formers, reform.since)
    if wrong is not None:
        raise Refused("taken", f"{wrong[0]}（{wrong[1]}）")
    if not reform.why.strip():
        raise Refused("words")
    held = GroupMember.objects.filter(at_date(reform.since), unit__in=formers).select_related("group", "unit")
    return Following(
        reform=reform,
        formers=formers,
        duties=tuple(_moving(formers, reform.since)),
        accounts=tuple(Account.objects.filter(unit__in=formers).select_related("unit").order_by("pk")),
        groups=tuple(held.order_by("pk")),
        mentions=MeasureUnit.objects.filter(unit__in=formers).count(),
    )


def _existing(unit: Unit) -> Existing:
    return Existing(unit.pk, unit.name, unit.since, unit.until)


def _moving(formers: Sequence[Unit], since: date) -> list[Moving]:
    """Duties that are not closed, in which one of the units has a part on the day or later; eight statements."""
    keys, names = {unit.pk for unit in formers}, {unit.pk: unit.name for unit in formers}
    terms: dict[int, list[Term]] = {}
    for term in _terms(keys):
        rows = terms.setdefault(term.duty_id, [])
        if rows and term.since <= since:
            rows.clear()
        rows.append(term)
    terms = {duty: own for duty, rows in terms.items() if (own := [term for term in rows if term.owner_id in keys])}
    parts: dict[int, list[Assignment]] = {}
    for part in Assignment.objects.filter(Q(until=None) | Q(until__gt=since), unit__in=keys).order_by("id"):
        parts.setdefault(part.duty_id, []).append(part)
    involved = Duty.objects.filter(pk__in={*terms, *parts})
    closed = closed_at(since, involved.values("pk"))
    drafts = _counted(Draft.objects.filter(unit__in=keys))
    waiting = _counted(Report.objects.filter(unit__in=keys).exclude(stage=""))
    asked = _counted(Request.objects.filter(unit__in=keys, outcome=""))
    return [
        Moving(
            duty=duty.pk,
            title=duty.title,
            terms=tuple(terms.get(duty.pk, ())),
            parts=tuple(parts.get(duty.pk, ())),
            formers=_whose(names, terms.get(duty.pk, ()), parts.get(duty.pk, ())),
            drafts=drafts.get(duty.pk, 0),
            waiting=waiting.get(duty.pk, 0),
            requests=asked.get(duty.pk, 0),
        )
        for duty in involved.order_by("pk")
        if closed.get(duty.pk) is None
    ]


def _terms(units: set[int]) -> QuerySet[Term]:
    """All terms of duties that one of the units ever owned, by duty, the oldest first."""
    owned = Term.objects.filter(owner__in=units).values("duty")
    return Term.objects.filter(duty__in=owned).order_by("duty", "since", "id")


def _whose(names: Mapping[int, str], terms: Sequence[Term], parts: Sequence[Assignment]) -> tuple[str, ...]:
    keys = [*(term.owner_id for term in terms), *(part.unit_id for part in parts)]
    return tuple(names[key] for key in dict.fromkeys(keys))


def _counted(rows: QuerySet[Draft] | QuerySet[Report] | QuerySet[Request]) -> dict[int, int]:
    found: dict[int, int] = {}
    for (duty,) in rows.order_by().values_list("duty"):
        found[duty] = found.get(duty, 0) + 1
    return found
