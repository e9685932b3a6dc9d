"""One row: confirm, correct, split, merge, strike out, bring back; add one, take the last thing back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from luoshi.orgs.access import account_of, requires
from luoshi.orgs.models import Account
from luoshi.plans import actions
from luoshi.plans.forms.review import ROWS, WhyForm
from luoshi.plans.queries import items as queries
from luoshi.plans.queries import review
from luoshi.plans.queries.items import KINDS
from luoshi.plans.rules.kinds import ITEMS
from luoshi.plans.views.review.answer import Answer, answer, settled
from luoshi.plans.views.review.place import Place, place_of
from luoshi.plans.views.review.screen import DOINGS, Opened, code_of, draft_or_404
from luoshi.web import clock

REFUSED: Mapping[str, Callable[[], str]] = {
    "empty": lambda: _("请先在原文里选中文字，再新增。"),
    "no_measure": lambda: _("这里不在任何举措之内。单位要归到举措，请先新增举措。"),
    "outside": lambda: _("拆分的位置不在这一条之内。"),
    "far": lambda: _("这两条不能合并：种类不同、相隔太远，或不在同一条举措。"),
    "taken": lambda: _("这一条已经在了，没有重复添加。"),
}
"""Code of actions.NotThere -> what a person is told."""


@dataclass(frozen=True, slots=True)
class Task:
    """What somebody asks of a row."""

    request: HttpRequest
    place: Place
    kind: str
    pk: int
    by: Account

    @property
    def code(self) -> str:
        """How addresses name the row."""
        return code_of(self.kind, self.pk)

    @property
    def common(self) -> dict[str, Any]:
        """What every action takes."""
        return {"revision": self.place.revision, "by": self.by, "at": clock.now()}

    @property
    def seen(self) -> actions.Seen:
        """The row as it was on the page."""
        return actions.Seen(self.kind, self.pk, number(self.request, "version"))

    @property
    def why(self) -> str:
        """The reason given, or none."""
        form = WhyForm(self.request.POST)
        return form.cleaned_data["why"] if form.is_valid() else ""


def number(request: HttpRequest, name: str) -> int:
    """A number that a form sends; 0 when it is none."""
    return whole_number(request.POST.get(name, ""))


def whole_number(said: str) -> int:
    """The number that digits say, else 0."""
    return int(said) if said.isdecimal() and len(said) < 18 else 0


@requires("plans.review")
@require_safe
def item(request: HttpRequest, pk: int, kind: str, row: int) -> HttpResponseBase:
    """A row by itself, opened for what `do` says; without it, closed."""
    revision, code, doing = draft_or_404(request, pk), code_of(kind, row), request.GET.get("do", "")
    place = place_of(request, revision)
    if queries.item(kind, revision, row) is None:
        return answer(request, place, Answer(gone=(kind, row), status=404))
    opened = Opened(code, doing) if doing in DOINGS else None
    return answer(request, place, Answer(rows=(code,), opened=opened, focus=None if opened else f"r-{code}"))


@requires("plans.review")
@require_POST
def act(request: HttpRequest, pk: int, kind: str, row: int, doing: str) -> HttpResponseBase:
    """Do something to a row. A conflict shows both versions; nothing typed is lost."""
    if doing not in ACTS:
        raise Http404
    task = Task(request, place_of(request, draft_or_404(request, pk)), kind, row, account_of(request))
    if kind not in KINDS:
        raise Http404
    try:
        return answer(request, task.place, ACTS[doing](task))
    except actions.Conflict as conflict:
        return answer(request, task.place, _conflict(task, conflict, doing))
    except actions.NotThere as refused:
        opened = Opened(task.code, doing if doing in DOINGS else "edit")
        warn = REFUSED[refused.code]()
        return answer(request, task.place, Answer(rows=(task.code,), opened=opened, warn=warn, status=400))
    except actions.Settled as adopted:
        return settled(request, adopted)


def _check(task: Task) -> Answer:
    actions.check_item(**task.common, seen=task.seen)
    return Answer(rows=(task.code,), say=_("已确认"), onward=task.code)


def _edit(task: Task) -> Answer:
    """Correct and confirm. A form with mistakes stays open."""
    found = queries.item(task.kind, task.place.revision, task.pk)
    if found is None:
        raise actions.Conflict(None)
    form = ROWS[task.kind](found, task.request.POST)
    if not form.is_valid():
        return Answer(rows=(task.code,), opened=Opened(task.code, "edit", form), status=400)
    before = found.version
    row = actions.check_item(**task.common, seen=task.seen, values=form.values(), why=task.why)
    changed = row.version != before
    whole = task.kind == "unit" and changed and "accountable" in form.changed_data
    return Answer(rows=(task.code,), say=_("已更正") if changed else _("已确认"), onward=task.code, whole=whole)


def _strike(task: Task) -> Answer:
    correction = actions.strike_item(**task.common, seen=task.seen, why=task.why)
    whole = task.kind == "measure"
    return Answer(struck=correction, say=_("已删去，可以恢复"), onward=task.code, whole=whole)


def _split(task: Task) -> Answer:
    place = number(task.request, "place") or None
    first, second = actions.split_item(**task.common, seen=task.seen, place=place, why=task.why)
    return Answer(whole=True, say=_("已拆成两条，请分别核对"), focus=f"r-{task.kind}-{min(first.pk, second.pk)}")


def _merge(task: Task) -> Answer:
    other = actions.Seen(task.kind, number(task.request, "other"), number(task.request, "other_version"))
    row = actions.merge_items(**task.common, seen=task.seen, other=other, why=task.why)
    return Answer(whole=True, say=_("已合并，请核对"), focus=f"r-{task.kind}-{row.pk}")


def _accountable(task: Task) -> Answer:
    """One of a measure's lead units answers for the whole."""
    pk, _dash, version = task.request.POST.get("unit", "").partition("-")
    seen = actions.Seen("unit", whole_number(pk), whole_number(version))
    actions.check_item(**task.common, seen=seen, values={"accountable": True})
    return Answer(whole=True, say=_("已定总牵头"), focus=f"r-{task.code}")


ACTS: Mapping[str, Callable[[Task], Answer]] = {
    "check": _check,
    "edit": _edit,
    "strike": _strike,
    "split": _split,
    "merge": _merge,
    "accountable": _accountable,
}


def _conflict(task: Task, conflict: actions.Conflict, doing: str) -> Answer:
    """What was typed beside what stands there now, or, when nothing does, in the message."""
    last = review.latest_of(task.place.revision, task.kind, task.pk)
    who = last.by.name if last else ""
    if conflict.current is None:
        warn = _("没有保存：%(who)s刚把这一条删去。%(typed)s") % {"who": who, "typed": _typed(task, doing)}
        struck = last if last and last.operation == "strike" else None
        return Answer(struck=struck, gone=(task.kind, task.pk), warn=warn, status=409)
    form = ROWS[task.kind](conflict.current, task.request.POST) if doing == "edit" else None
    opened = Opened(task.code, doing if doing in DOINGS else "edit", form, against=True)
    warn = _("没有保存：%(who)s刚改过这一条，请看两边，选一个。") % {"who": who}
    return Answer(rows=(task.code,), opened=opened, warn=warn, status=409)


def _typed(task: Task, doing: str) -> str:
    """What was typed into a form whose row is gone."""
    if doing != "edit":
        return ""
    fields = ROWS[task.kind].base_fields.items()
    typed = [f"{field.label} {task.request.POST[name]}" for name, field in fields if task.request.POST.get(name)]
    return _("您填的是：%(typed)s。") % {"typed": "，".join(typed)}


@requires("plans.review")
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Add a row for the words that were selected; it opens, since its content is yet to be told."""
    place, kind = place_of(request, draft_or_404(request, pk)), request.POST.get("kind", "")
    try:
        row = actions.add_item(
            revision=place.revision,
            kind=kind if kind in ITEMS else "",
            start=number(request, "start"),
            end=number(request, "end"),
            values={},
            by=account_of(request),
            at=clock.now(),
        )
    except actions.NotThere as refused:
        return answer(request, place, Answer(warn=REFUSED[refused.code](), status=400))
    except actions.Settled as adopted:
        return settled(request, adopted)
    opened = Opened(code_of(kind, row.pk), "edit")
    return answer(request, place, Answer(whole=True, opened=opened, say=_("已新增，请补全内容")))


@requires("plans.review")
@require_POST
def restore(request: HttpRequest, pk: int, correction: int) -> HttpResponseBase:
    """Bring a struck row back."""
    place = place_of(request, draft_or_404(request, pk))
    found = get_object_or_404(place.revision.corrections, pk=correction)
    try:
        row = actions.restore_item(correction=found, by=account_of(request), at=clock.now())
    except actions.NotThere as refused:
        return answer(request, place, Answer(whole=True, warn=REFUSED[refused.code](), status=400))
    except actions.Settled as adopted:
        return settled(request, adopted)
    focus = f"r-{found.kind}-{row.pk}"
    return answer(request, place, Answer(whole=True, say=_("已恢复，请核对"), focus=focus, at=row.start))


@requires("plans.review")
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take back the last thing one did."""
    place = place_of(request, draft_or_404(request, pk))
    try:
        found = actions.undo_last(revision=place.revision, by=account_of(request), at=clock.now())
    except actions.Conflict:
        warn = _("没有撤销：这一条后来又有人改过。")
        return answer(request, place, Answer(whole=True, warn=warn, status=409))
    except actions.NotThere as refused:
        return answer(request, place, Answer(whole=True, warn=REFUSED[refused.code](), status=400))
    except actions.Settled as adopted:
        return settled(request, adopted)
    if found is None:
        return answer(request, place, Answer(warn=_("没有可以撤销的操作。"), status=400))
    if found.many:
        said = ngettext("已撤销批量确认，%(n)s 条改回待核", "已撤销批量确认，%(n)s 条改回待核", found.many) % {
            "n": found.many
        }
        return answer(request, place, Answer(whole=True, say=said, onward="-"))
    row = found.row
    focus = f"r-{found.correction.kind}-{row.pk}" if row else None
    return answer(request, place, Answer(whole=True, say=_("已撤销上一步"), focus=focus, at=row.start if row else None))
