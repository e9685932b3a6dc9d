"""What a leader or a government above asks for, registered with its task in one go."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from django.core.exceptions import PermissionDenied

from luoshi.audit.actions import change
from luoshi.delivery.actions.breaking_down import Place, create_task
from luoshi.delivery.models import Task
from luoshi.duties.actions.creating import DutyGiven
from luoshi.orgs.models import Account
from luoshi.orgs.queries import permissions
from luoshi.orgs.rules.roles import PERMISSIONS
from luoshi.plans.actions import add_item, import_document, register_instruction
from luoshi.plans.models import Measure, Revision
from luoshi.reader import read_text
from luoshi.web.clock import day_of


class AlreadyRegistered(ValueError):
    """The same words of the same day have been registered, with this task."""

    def __init__(self, task: Task) -> None:
        super().__init__(task.pk)
        self.task = task


@dataclass(frozen=True, slots=True)
class Order:
    """An instruction (批示/交办) or a task from above (省上下达): by whom, on what day, in which words."""

    kind: Literal["instruction", "tasks"]
    who: str
    day: date
    text: str


def register_task(*, order: Order, given: DutyGiven, by: Account, at: datetime) -> Task:
    """Enter the order as a document and make a task of its first measure, or of all its words if it names no unit.

    Raises PermissionDenied, AlreadyRegistered, duties' Unsound or luoshi.reader.ReadingError; then nothing is entered.
    """
    if not {"delivery.break_down", "plans.import"} <= permissions(by, day_of(at)):
        raise PermissionDenied(PERMISSIONS["delivery.break_down"])
    with change(action="delivery.task.registered", subject="task", by=by.username, at=at) as made:
        revision = _entered(order, by, at)
        known = Task.objects.filter(plan=revision.plan_id).first()
        if known:
            raise AlreadyRegistered(known)
        measure = revision.measures.select_related("revision").first() or _whole(revision, order, by, at)
        task = create_task(place=Place(measure, given.term.due.year), given=given, by=by, at=at)
        made.subject_id, made.after = str(task.pk), {"revision": revision.pk, "kind": order.kind, "who": order.who}
    return task


def _entered(order: Order, by: Account, at: datetime) -> Revision:
    if order.kind == "instruction":
        found = register_instruction(who=order.who, day=order.day, text=order.text, by=by.username, at=at)
        return found.revision
    read = read_text(order.text).document
    title = read.title or f"{order.who}下达的任务"
    facts = replace(read, kind=read.kind or "任务", title=title, issuer=order.who, date=order.day.isoformat())
    day = f"{order.day.year}年{order.day.month}月{order.day.day}日"
    whole = f"{title}\n\n{order.text.strip()}\n\n{order.who}\n{day}\n".encode()
    name = f"{title}.txt"
    return import_document(data=whole, name=name, kind="tasks", facts=facts, by=by.username, at=at).revision


def _whole(revision: Revision, order: Order, by: Account, at: datetime) -> Measure:
    """The words as they stand in the document, as its one measure."""
    words = order.text.strip()
    first = words.splitlines()[0]
    start = max(revision.text.find(first), 0)
    end = min(start + len(words), len(revision.text))
    added = add_item(
        revision=revision, kind="measure", start=start, end=end, values={"title": first[:300]}, by=by, at=at
    )
    return Measure.objects.select_related("revision").get(pk=added.pk)
