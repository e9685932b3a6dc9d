"""Adding a task to a measure, and putting one right."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from luoshi.delivery.actions.breaking_down import Place, create_task
from luoshi.delivery.actions.correcting import Shown, TaskConflict, correct_task
from luoshi.delivery.forms.tasks import TaskForms, grown, sent, shown
from luoshi.delivery.models import Task
from luoshi.delivery.queries.contents import contents
from luoshi.delivery.queries.units import Choices, choices_at, proposed
from luoshi.delivery.rules.sources import words_of
from luoshi.delivery.views.plans import broken_down_or_404, is_current
from luoshi.duties import words
from luoshi.duties.actions.correcting import Settled
from luoshi.duties.actions.creating import Unsound
from luoshi.duties.queries import access
from luoshi.duties.queries.settled import settled
from luoshi.orgs.access import account_of, requires
from luoshi.plans.models import Measure
from luoshi.plans.queries.revisions import in_force
from luoshi.web import clock
from luoshi.web.pages import render

STEPS = ("more", "expand", "even")
FIELD_OF = {"days": "due", "no_measure": "quantity", "sum": "quantity"}
"""Beside which field an unsound task is told; the others are told above the form."""


@requires("delivery.break_down")
def add(request: HttpRequest, pk: int, measure: int) -> HttpResponseBase:
    """A new task of a measure, prefilled with what the measure says."""
    revision, today = broken_down_or_404(request, pk), clock.today()
    if not is_current(request, revision, today):
        raise Http404
    found = get_object_or_404(revision.measures.select_related("revision", "provision"), pk=measure)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and 1900 < int(asked) < 2200 else today.year
    choices = choices_at(today)
    forms = _read(request, choices) or shown(proposed(found, year, choices), choices)
    if _is_sent(request) and forms.is_valid():
        made = _created(request, forms, Place(found, year, forms.main.cleaned_data["weight"]))
        if made:
            return redirect("delivery:task", pk=made.pk)
    context = {"task": None, "draft": f"task-of-{found.pk}-{year}", "back": _back(revision.pk, year)}
    return _page(request, forms, found, year, context)


@requires("delivery.break_down")
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put a task right that nobody has signed for."""
    tasks = Task.objects.select_related("duty", "duty__revision", "plan")
    task = get_object_or_404(tasks.filter(duty__in=access.visible(account_of(request), clock.today())), pk=pk)
    content, choices = contents([task])[task.pk], choices_at(clock.today())
    forms = _read(request, choices) or shown(content, choices)
    if not _is_sent(request) and settled([task.pk]):
        messages.warning(request, _("已有单位签收或报送，不能直接更正。请在任务页提出变更申请。"))
        return redirect("delivery:task", pk=task.pk)
    if _is_sent(request) and forms.is_valid() and _corrected(request, forms, task):
        return redirect("delivery:task", pk=task.pk)
    seen = request.POST.get("version", content.version)
    conflict = content if _is_sent(request) and seen != content.version else None
    context = {
        "task": task,
        "version": content.version if conflict else seen,
        "conflict": conflict,
        "draft": f"task-{task.pk}",
        "back": reverse("delivery:task", args=(task.pk,)),
    }
    return _page(request, forms, _measure_of(task), task.year, context)


def _measure_of(task: Task) -> Measure:
    """The measure in the revision that counts today, else the one the task was made of."""
    measures = Measure.objects.filter(line=task.line_id).select_related("revision", "provision")
    current = in_force(clock.today()).filter(plan=task.plan_id).values("pk")
    found = measures.filter(revision__in=current).first() or measures.filter(revision=task.duty.revision_id).first()
    if found is None:
        raise Http404
    return found


def _is_sent(request: HttpRequest) -> bool:
    return request.method == "POST" and request.POST.get("step", "") not in STEPS


def _read(request: HttpRequest, choices: Choices) -> TaskForms | None:
    """The form as sent; with the help asked for it is filled further and not checked yet."""
    if request.method != "POST":
        return None
    return sent(request.POST, choices) if _is_sent(request) else grown(request.POST, choices, request.POST["step"])


def _created(request: HttpRequest, forms: TaskForms, place: Place) -> Task | None:
    try:
        made = create_task(place=place, given=forms.given(), by=account_of(request), at=clock.now())
    except Unsound as wrong:
        _say(forms, wrong)
        return None
    draft = f"task-of-{place.measure.pk}-{place.year}"
    messages.success(request, _("任务已建立，有关单位会在“我的事项”里看到。"), extra_tags=draft)
    return made


def _corrected(request: HttpRequest, forms: TaskForms, task: Task) -> bool:
    """Whether it is put right now; what stands in the way is said in the form."""
    weight = forms.main.cleaned_data["weight"]
    seen = Shown(task, request.POST.get("version", ""))
    try:
        correct_task(shown=seen, given=forms.given(), weight=weight, by=account_of(request), at=clock.now())
    except Unsound as wrong:
        _say(forms, wrong)
    except TaskConflict:
        forms.main.add_error(None, _("您打开以后，别人改过这项任务。请看下面的现状，改好后再保存，以您这次的为准。"))
    except Settled:
        forms.main.add_error(None, _("刚才已有单位签收或报送，不能直接更正。请在任务页提出变更申请。"))
    else:
        messages.success(request, _("已更正，更正前后都已记录。"), extra_tags=f"task-{task.pk}")
        return True
    return False


def _say(forms: TaskForms, wrong: Unsound) -> None:
    forms.main.add_error(FIELD_OF.get(wrong.code), str(words.UNSOUND[wrong.code]))


def _back(revision: int, year: int) -> str:
    return f"{reverse('delivery:breakdown', args=(revision,))}?year={year}"


def _page(
    request: HttpRequest, forms: TaskForms, measure: Measure, year: int, context: dict[str, Any]
) -> HttpResponseBase:
    revision = measure.revision
    wrong = (forms.main.is_bound and not forms.is_valid()) or bool(forms.main.errors)
    context |= {
        "forms_": forms,
        "measure": measure,
        "revision": revision,
        "year": year,
        "says": words_of(revision.text, measure.start, measure.end),
        "sent": request.method == "POST",
        "words": words,
    }
    context.setdefault("version", "")
    context.setdefault("conflict", None)
    return render(request, "delivery/task_form.html", context, status=400 if wrong else 200)
