"""Reports are accepted or returned; nothing moves until they are accepted."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied

from luoshi.audit.actions import change
from luoshi.duties.actions.reporting import stages
from luoshi.duties.models import Report, Verdict
from luoshi.duties.queries import access
from luoshi.orgs.models import Account
from luoshi.orgs.rules.roles import PERMISSIONS
from luoshi.web.clock import day_of


class NotWaiting(ValueError):
    """The report does not wait for this decision any more: somebody has decided it. `report` is as it stands now."""

    def __init__(self, report: Report) -> None:
        super().__init__(report.pk)
        self.report = report


class SaysNothing(ValueError):
    """A return says what is to be mended."""


def decide_report(*, report: Report, stage: str, outcome: str, why: str = "", by: Account, at: datetime) -> Report:
    """Accept or return a report at a stage. Accepted at the last one it counts from now on.

    Raises PermissionDenied, SaysNothing, or NotWaiting when it no longer waits at that stage.
    """
    if outcome == "returned" and not why.strip():
        raise SaysNothing(report.pk)
    with change(action=f"duties.report.{outcome}", subject="duty", by=by.username, at=at, why=why) as made:
        found = Report.objects.select_related("duty", "unit", "by").get(pk=report.pk)
        if found.stage != stage:
            raise NotWaiting(found)
        _check_right(found, by, at)
        Verdict.objects.create(report=found, stage=stage, outcome=outcome, why=why, by=by, at=at)
        _move(found, stage, outcome, at)
        made.subject_id = str(found.duty_id)
        made.after = {"report": found.pk, "period": found.period, "stage": stage, "outcome": outcome}
    return found


def accept_unchanged(*, reports: Sequence[Report], by: Account, at: datetime) -> int:
    """Accept all of these that say 无变化; returns how many. Raises NotWaiting when one was decided meanwhile."""
    unchanged = [report for report in reports if report.unchanged and report.stage]
    with change(action="duties.reports.accepted", subject="report", by=by.username, at=at) as made:
        for report in unchanged:
            decide_report(report=report, stage=report.stage, outcome="accepted", by=by, at=at)
        made.after = {"reports": [report.pk for report in unchanged]}
    return len(unchanged)


def _check_right(report: Report, by: Account, at: datetime) -> None:
    waiting = access.awaiting(by, day_of(at)).filter(pk=report.pk)
    if report.by_id == by.pk or not waiting.exists():
        raise PermissionDenied(PERMISSIONS["duties.review"])


def _move(report: Report, stage: str, outcome: str, at: datetime) -> None:
    """To the next stage, or to the end."""
    left = stages(report.duty, report.unit, day_of(at))
    later = left[left.index(stage) + 1 :] if stage in left else ()
    if outcome == "accepted" and later:
        report.stage = later[0]
        report.save(update_fields=["stage"])
        return
    report.stage, report.outcome, report.decided_at = "", outcome, at
    report.save(update_fields=["stage", "outcome", "decided_at"])
