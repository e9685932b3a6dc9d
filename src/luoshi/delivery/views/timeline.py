"""A plan's tasks on a time line."""

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from luoshi.delivery.queries.headings import lines
from luoshi.delivery.rules.timeline import STATES, Span, bar
from luoshi.delivery.views.looking import Look, looked_at
from luoshi.duties import words
from luoshi.orgs.access import requires
from luoshi.web.pages import render


@requires("duties.read")
@require_safe
def timeline(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Months across, tasks by measure down, milestones as marks; of one year, or of all
    years with tasks, by quarters where these are several.

    Who sees which tasks is as on the progress page.
    """
    look = looked_at(request, pk, ("year", "chapter", "unit", "light"), all_years=True)
    years = [look.year] if look.year else _years(look)
    span = Span(min(years), max(years))
    bars = {each.key: bar(each.facts, span, look.found.day) for each in look.tasks}
    found = [mark.state for each in bars.values() for mark in each.marks]
    context = {
        "look": look,
        "revision": look.found.revision,
        "year": look.year,
        "day": look.found.day,
        "span": span,
        "bars": bars,
        "lines": [
            line
            for line in lines(look.found, look.wanted, look.tasks, "chapter", deep=True)
            if line.task or (line.heading and line.heading.tasks)
        ],
        "counts": {state: found.count(state) for state in STATES},
        "words": words,
    }
    return render(request, "delivery/timeline.html", context)


def _years(look: Look) -> list[int]:
    """Years in which any task runs; all that are offered where there is none."""
    return [day.year for each in look.tasks for day in (each.term.begins, each.term.due)] or look.years
