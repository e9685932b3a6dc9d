"""What is known of one report that somebody wants to send."""

from datetime import date

from luoshi.duties.models import Claim, Duty, Milestone, Report
from luoshi.duties.queries import access
from luoshi.duties.queries.facts import is_in
from luoshi.duties.queries.origins import family, last_figure
from luoshi.duties.queries.windows import window_of
from luoshi.duties.rules.calendar import Window
from luoshi.duties.rules.taking import Known
from luoshi.orgs.models import Unit
from luoshi.values.periods import Period


def known_of(duty: Duty, unit: Unit, period: Period, day: date) -> Known:
    """Everything `rules.taking.refusals` needs."""
    earlier = Report.objects.filter(duty=duty, unit__in=family(unit.pk), period=str(period))
    again = earlier.filter(outcome="returned").exists()
    last = last_figure(duty.pk, unit.pk)
    accepted = Claim.objects.filter(report__duty=duty, report__outcome="accepted")
    return Known(
        owes=unit.pk in access.reporting_units(duty, day),
        is_open=takes(window_of(duty, unit, period, day), day, again=again),
        is_in=earlier.filter(is_in(day)).exists(),
        measured=duty.measured,
        last=last.quantity if last else None,
        milestones=dict(Milestone.objects.filter(duty=duty).values_list("pk", "title")),
        settled=set(accepted.values_list("milestone", flat=True)),
    )


def takes(window: Window | None, day: date, *, again: bool) -> bool:
    """Whether a report is taken on a day; what was returned late is mended all the same."""
    return window is not None and (window.is_open(day) or (again and window.opens <= day))
