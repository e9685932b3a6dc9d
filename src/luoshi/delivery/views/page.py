"""The task page: how it stands, where it comes from, and everything that has happened to it."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from luoshi.delivery.models import Task
from luoshi.delivery.queries.history import history
from luoshi.delivery.rules.sources import words_of
from luoshi.duties import words
from luoshi.duties.actions.requesting import may_ask
from luoshi.duties.models import Evidence, FieldPhoto
from luoshi.duties.queries import access
from luoshi.duties.queries.asked import described
from luoshi.duties.queries.holding import is_closed
from luoshi.duties.queries.settled import settled
from luoshi.files import responses
from luoshi.files.models import StoredFile
from luoshi.orgs.access import account_of, requires
from luoshi.plans import words as plan_words
from luoshi.plans.models import Measure
from luoshi.plans.queries import revisions
from luoshi.web import clock
from luoshi.web.pages import render


def task_or_404(request: HttpRequest, pk: int) -> Task:
    """A task somebody may see today; another unit's is not there."""
    seen = access.visible(account_of(request), clock.today()).values("pk")
    tasks = Task.objects.select_related("duty", "duty__revision", "plan", "carried_from__duty")
    found = tasks.filter(pk=pk, duty__in=seen).first()
    if found is None:
        raise Http404
    return found


@requires("duties.read")
@require_safe
def task(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One task, today or on the past day that `on` names."""
    found, account, today = task_or_404(request, pk), account_of(request), clock.today()
    day = _day(request, today)
    revision = found.duty.revision
    known = history(found, day)
    context = {
        "task": found,
        "on": day,
        "today": today,
        "past": day < today,
        "found": known,
        "changes": described(known.requests),
        "may_ask": may_ask(found.duty, account, today),
        "closed": is_closed(found.duty, today),
        "revision": revision,
        "measure": _measure(found),
        "says": words_of(revision.text, found.duty.start, found.duty.end),
        "readable": revisions.visible(account).filter(pk=revision.pk).exists(),
        "carried_to": list(found.carried_to.select_related("duty")),
        "may_correct": account.has_perm("delivery.break_down") and not settled([found.pk]),
        "words": words,
        "plan_words": plan_words,
    }
    return render(request, "delivery/task.html", context)


def _day(request: HttpRequest, today: date) -> date:
    """The day asked for, at the latest today; a 404 for what is no day."""
    asked = request.GET.get("on", "")
    try:
        return min(date.fromisoformat(asked), today) if asked else today
    except ValueError as wrong:
        raise Http404(_("没有这一天")) from wrong


def _measure(task: Task) -> Measure | None:
    """The measure in the text it was made of; None if that row has been struck since."""
    rows = Measure.objects.filter(line=task.line_id, revision=task.duty.revision_id)
    return rows.select_related("provision").first()


@requires("duties.read")
@require_safe
def evidence(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """A file that was sent as evidence, as a download."""
    return responses.download(_file(request, pk, file))


@requires("duties.read")
@require_safe
def picture(request: HttpRequest, pk: int, file: int) -> HttpResponseBase:
    """The small picture of such a file."""
    return responses.thumbnail(request, _file(request, pk, file))


def _file(request: HttpRequest, pk: int, file: int) -> StoredFile:
    """A stored file that belongs to a report or a field check of a task somebody may see."""
    found = task_or_404(request, pk)
    attached = (
        Evidence.objects.filter(report__duty=found.pk, file=file).select_related("file").first()
        or FieldPhoto.objects.filter(check_made__duty=found.pk, file=file).select_related("file").first()
    )
    if attached is None:
        raise Http404
    return attached.file
