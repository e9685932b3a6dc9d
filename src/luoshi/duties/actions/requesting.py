"""A change of a duty, its closing or reopening is asked for and decided; it is never an edit."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from luoshi.audit.actions import change
from luoshi.duties.actions.changing import check_holding, let_hold
from luoshi.duties.models import Duty, Report, Request
from luoshi.duties.queries import access, holding
from luoshi.duties.rules.changes import KINDS, changed, part_of
from luoshi.orgs.models import Account, Unit
from luoshi.orgs.queries import permissions
from luoshi.orgs.rules.roles import PERMISSIONS
from luoshi.web.clock import day_of

OFFICE = "duties.review_all"


class NotAsked(ValueError):
    """A request that is not taken; `code` says why.

    words: no reason; already: one of this kind is not decided yet; closed: the duty is closed; open: it is not;
    same: nothing would change; unit: the new owner is no unit that exists then; incomplete: not all is accepted, and
    no reason is given; proof: nothing shows the deliverable; reported: a report is in, which counts or may come to.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NotDecided(ValueError):
    """A decision that is not taken; `code` says why, `request` is as it stands now.

    taken: somebody has decided or withdrawn it; changed: the duty has changed since it was asked; words: a refusal, a
    closing before all is accepted and a decision on one's own request say why; early: its day has gone by.
    """

    def __init__(self, code: str, request: Request) -> None:
        super().__init__(code)
        self.code, self.request = code, request


def ask(*, duty: Duty, kind: str, content: Mapping[str, Any], why: str, by: Account, at: datetime) -> Request:
    """Ask for what `content` says (fields of rules.changes.Kind; for a closing `proof` and `reports`).

    The owner's liaison officer may, and the office. Raises PermissionDenied, NotAsked or Unsound.
    """
    day = day_of(at)
    if not may_ask(duty, by, day):
        raise PermissionDenied(PERMISSIONS["duties.report"])
    with change(action="duties.request.asked", subject="duty", by=by.username, at=at, why=why) as made:
        for code in _objections(duty, kind, content, why, day):
            raise NotAsked(code)
        before = holding.holding_of(duty)
        after = changed(before, kind, content)
        check_holding(duty, after)
        asked = part_of(after, kind) if KINDS[kind].fields else _proof(kind, content)
        request = Request.objects.create(
            duty=duty,
            kind=kind,
            content={"before": part_of(before, kind), "after": asked},
            why=why.strip(),
            unit=by.unit,
            by=by,
            at=at,
        )
        made.subject_id = str(duty.pk)
        made.before, made.after = part_of(before, kind), {"request": request.pk, "kind": kind} | asked
    return request


def decide(
    *, request: Request, outcome: str, answer: str = "", counts_from: date | None = None, by: Account, at: datetime
) -> Request:
    """Accept or refuse what is asked. Accepted it counts from a day, today or later.

    Raises PermissionDenied, NotDecided or Unsound.
    """
    day = day_of(at)
    if OFFICE not in permissions(by, day):
        raise PermissionDenied(PERMISSIONS[OFFICE])
    with change(action=f"duties.request.{outcome}", subject="duty", by=by.username, at=at, why=answer) as made:
        found = _waiting(request)
        since = counts_from or day
        for code in _hindrances(found, outcome, answer, since, by, day):
            raise NotDecided(code, found)
        if outcome == "accepted":
            _carry_out(found, since)
        _settle(found, outcome, answer, by, at, since if outcome == "accepted" else None)
        made.subject_id, made.before = str(found.duty_id), found.content["before"]
        made.after = {"request": found.pk, "kind": found.kind, "from": since.isoformat()} | found.content["after"]
    return found


def withdraw(*, request: Request, by: Account, at: datetime) -> Request:
    """Take back what was asked and is not decided. Raises PermissionDenied or NotDecided."""
    own = by.pk == request.by_id or (by.unit_id is not None and by.unit_id == request.unit_id)
    if not own or not may_ask(request.duty, by, day_of(at)):
        raise PermissionDenied(PERMISSIONS["duties.report"])
    with change(action="duties.request.revoked", subject="duty", by=by.username, at=at) as made:
        found = _waiting(request)
        _settle(found, "revoked", "", by, at, None)
        made.subject_id, made.after = str(found.duty_id), {"request": found.pk, "kind": found.kind}
    return found


def may_ask(duty: Duty, by: Account, day: date) -> bool:
    """Whether somebody may ask: the office, or who reports for the unit that owns the duty."""
    held = permissions(by, day)
    return OFFICE in held or ("duties.report" in held and by.unit_id == access.owner_of(duty, day))


def _objections(duty: Duty, kind: str, content: Mapping[str, Any], why: str, day: date) -> Iterator[str]:
    known = KINDS[kind]
    closed = holding.is_closed(duty, day)
    if closed != known.of_closed:
        yield "closed" if closed else "open"
    if holding.open_request(duty, kind):
        yield "already"
    if kind == "close":
        yield from _close_objections(duty, content, why, day)
    elif not why.strip():
        yield "words"
    if kind == "void" and Report.objects.filter(duty=duty).exclude(outcome="returned").exists():
        yield "reported"
    if known.fields:
        before = holding.holding_of(duty)
        if changed(before, kind, content) == before:
            yield "same"
    if "owner" in known.fields and not Unit.objects.filter(pk=int(content.get("owner", 0))).exists():
        yield "unit"


def _close_objections(duty: Duty, content: Mapping[str, Any], why: str, day: date) -> Iterator[str]:
    if not content.get("proof", "").strip() and not _reports(duty, content):
        yield "proof"
    if not why.strip() and not holding.is_complete(duty, day):
        yield "incomplete"


def _reports(duty: Duty, content: Mapping[str, Any]) -> list[int]:
    """Accepted reports that a closing names."""
    named = Report.objects.filter(duty=duty, outcome="accepted", pk__in=content.get("reports", ()))
    return list(named.order_by("pk").values_list("pk", flat=True))


def _proof(kind: str, content: Mapping[str, Any]) -> dict[str, Any]:
    if kind != "close":
        return {}
    return {"proof": content.get("proof", "").strip(), "reports": sorted(content.get("reports", ()))}


def _waiting(request: Request) -> Request:
    found = Request.objects.select_related("duty", "unit", "by", "decided_by").get(pk=request.pk)
    if found.outcome:
        raise NotDecided("taken", found)
    return found


def _hindrances(found: Request, outcome: str, answer: str, since: date, by: Account, day: date) -> Iterator[str]:
    own = found.by_id == by.pk
    refused = outcome == "refused"
    early_close = found.kind == "close" and outcome == "accepted" and not holding.is_complete(found.duty, day)
    if (own or refused or early_close) and not answer.strip():
        yield "words"
    if outcome == "accepted" and since < day:
        yield "early"
    if outcome == "accepted" and _has_changed(found, day):
        yield "changed"


def _has_changed(found: Request, day: date) -> bool:
    known = KINDS[found.kind]
    if holding.is_closed(found.duty, day) != known.of_closed:
        return True
    before: Mapping[str, Any] = found.content["before"]
    return part_of(holding.holding_of(found.duty), found.kind) != before


def _carry_out(found: Request, since: date) -> None:
    if KINDS[found.kind].fields:
        before = holding.holding_of(found.duty)
        after = changed(before, found.kind, found.content["after"])
        check_holding(found.duty, after)
        let_hold(found.duty, before, after, since)


def _settle(found: Request, outcome: str, answer: str, by: Account, at: datetime, counts_from: date | None) -> None:
    found.outcome, found.answer, found.decided_by, found.decided_at = outcome, answer.strip(), by, at
    found.counts_from = counts_from
    found.save(update_fields=["outcome", "answer", "decided_by", "decided_at", "counts_from"])
