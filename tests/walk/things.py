"""What parameters of addresses stand for, and who may see it. A route with parameters has a line in PARAMETERS.

The things are another unit's: a draft of the plan office, a task of 州水务局 and what it reported. Who may see a thing
is said here once more, in words of roles and units, so that a mistake in a query is not a mistake in its test.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from luoshi.delivery.models import Task
from luoshi.duties.models import DraftFile, Evidence, FieldPhoto, HandIn, Handover, Report, Request
from luoshi.files.models import StoredFile
from luoshi.orgs.models import Account, Holiday, Unit, UnitGroup
from luoshi.plans.models import Correction, Line, Measure, ReadingProblem, Revision, SearchEntry


@dataclass(frozen=True)
class Who:
    """A visitor: their unit and what their roles allow."""

    unit: str
    permissions: frozenset[str]


@dataclass(frozen=True)
class Scene:
    """What there is to be walked over."""

    draft: Revision
    task: Task
    report: Report
    evidence: StoredFile
    proposed: Unit
    struck: Correction
    written: DraftFile
    photo: FieldPhoto
    handed: Handover
    asked: Request
    handin: HandIn


@dataclass(frozen=True)
class Thing:
    """What a parameter stands for: its value, who sees it, and a word of its own that nobody else may read."""

    of: Callable[[Scene], object]
    seen_by: Callable[[Who], bool]
    secret: Callable[[Scene], str] = lambda _: ""


def everybody(_: Who) -> bool:
    """Units, groups, holidays are no secrets: the route's permission decides alone."""
    return True


def draft_readers(who: Who) -> bool:
    """Whoever imports, checks or adopts drafts."""
    return not {"plans.import", "plans.review", "plans.adopt"}.isdisjoint(who.permissions)


def duty_readers(who: Who) -> bool:
    """Whoever reads all duties, and the unit whose task it is."""
    own = who.unit == "州水务局" and "duties.read" in who.permissions
    return own or "duties.read_all" in who.permissions


def own_unit(who: Who) -> bool:
    """Only the unit itself, whatever others may read: what it is still typing, what it signs for."""
    return who.unit == "州水务局"


def handers(who: Who) -> bool:
    """Whoever manages accounts, and the unit itself."""
    return own_unit(who) or "orgs.manage" in who.permissions


def handed_readers(who: Who) -> bool:
    """Whoever manages accounts or reads all duties, and the unit itself."""
    return handers(who) or "duties.read_all" in who.permissions


def reviewers(who: Who) -> bool:
    """The report waits for the office; its sender's unit sees it too, since it owns the duty."""
    return own_unit(who) or "duties.review_all" in who.permissions


def askers(who: Who) -> bool:
    """Who reports for the owner asks, and the office."""
    return own_unit(who) or "duties.review_all" in who.permissions


def _entry(scene: Scene) -> int:
    return SearchEntry.objects.filter(revision=scene.draft).values_list("pk", flat=True)[0]


def _ordinal(scene: Scene) -> int:
    return scene.draft.provisions.values_list("ordinal", flat=True)[0]


def _measure(scene: Scene) -> Measure:
    return scene.draft.measures.order_by("pk")[0]


def fixed(value: object) -> Thing:
    """A word of the address that chooses among fixed ones."""
    return Thing(lambda _: value, everybody)


DRAFT = Thing(lambda scene: scene.draft.pk, draft_readers, lambda scene: scene.draft.title)
ORDINAL = Thing(_ordinal, draft_readers)
DRAFT_PLAN = Thing(lambda scene: scene.draft.plan_id, draft_readers, lambda scene: scene.draft.title)
DRAFT_ENTRY = Thing(_entry, draft_readers, lambda scene: scene.draft.title)
DRAFT_LINE = Thing(lambda scene: Line.objects.get(pk=_measure(scene).line_id).pk, draft_readers)
DRAFT_ROW = Thing(lambda scene: _measure(scene).pk, draft_readers)
PROBLEM = Thing(lambda scene: ReadingProblem.objects.filter(revision=scene.draft)[0].pk, draft_readers)
STRUCK = Thing(lambda scene: scene.struck.pk, draft_readers)
DUTY = Thing(lambda scene: scene.task.pk, duty_readers, lambda scene: scene.task.duty.title)
REPORT = Thing(lambda scene: scene.report.pk, duty_readers, lambda scene: scene.report.text)
EVIDENCE = Thing(lambda scene: scene.evidence.pk, duty_readers, lambda scene: scene.evidence.name)
ADOPTED = Thing(lambda scene: scene.task.duty.revision_id, everybody)
MEASURE = Thing(lambda scene: scene.task.duty.revision.measures.order_by("pk")[0].pk, everybody)
OWN_DUTY = Thing(lambda scene: scene.task.pk, own_unit, lambda scene: scene.task.duty.title)
OWN_DRAFT = Thing(lambda scene: scene.written.draft_id, own_unit, lambda scene: scene.written.draft.content["text"])
OWN_FILE = Thing(lambda scene: scene.written.pk, own_unit)
TO_DECIDE = Thing(lambda scene: scene.report.pk, reviewers, lambda scene: scene.report.text)
SHOWN = Thing(lambda scene: Evidence.objects.get(report=scene.report).pk, duty_readers)
HANDED_IN = Thing(lambda scene: scene.handin.pk, own_unit, lambda scene: scene.handin.files.all()[0].name)
PHOTO = Thing(lambda scene: scene.photo.pk, duty_readers)
COLLEAGUE = Thing(lambda _: Account.objects.get(username="牵头单位").pk, handers)
HANDED = Thing(lambda scene: scene.handed.pk, handed_readers)
ASKED = Thing(lambda scene: scene.asked.pk, duty_readers, lambda scene: scene.asked.why)
TO_CHANGE = Thing(lambda scene: scene.task.pk, askers, lambda scene: scene.task.duty.title)
PERIOD = fixed("2026Q3")
UNIT = Thing(lambda _: Unit.objects.get(name="州水务局").pk, everybody)
PROPOSED = Thing(lambda scene: scene.proposed.pk, everybody)
GROUP = Thing(lambda _: UnitGroup.objects.values_list("pk", flat=True)[0], everybody)
HOLIDAY = Thing(lambda _: Holiday.objects.values_list("pk", flat=True)[0], everybody)

SECRETS = (DRAFT, DUTY, REPORT, EVIDENCE)
"""Whose words stand on no page of somebody who may not see them, lists and search included."""
TELLS_ALL = {"desk:record"}
"""The record of all that was done is read whole by those who hold audit.read."""

PARAMETERS: dict[str, Mapping[str, Thing]] = {
    "desk:found": {"pk": DRAFT_ENTRY},
    "orgs:names": {"pk": UNIT},
    "orgs:confirm": {"pk": PROPOSED},
    "orgs:withdraw_holiday": {"pk": HOLIDAY},
    "delivery:breakdown": {"pk": ADOPTED},
    "delivery:progress": {"pk": ADOPTED},
    "delivery:timeline": {"pk": ADOPTED},
    "delivery:bring": {"pk": ADOPTED},
    "delivery:import": {"pk": ADOPTED},
    "delivery:confirm": {"pk": ADOPTED},
    "delivery:add": {"pk": ADOPTED, "measure": MEASURE},
    "delivery:task": {"pk": DUTY},
    "delivery:evidence": {"pk": DUTY, "file": EVIDENCE},
    "delivery:picture": {"pk": DUTY, "file": EVIDENCE},
    "delivery:edit": {"pk": DUTY},
    "duties:draft": {"pk": OWN_DRAFT},
    "duties:confirm": {"pk": REPORT},
    "duties:receipt": {"pk": OWN_DUTY},
    "duties:report": {"pk": OWN_DUTY, "period": PERIOD},
    "duties:sheet": {"pk": OWN_DUTY, "period": PERIOD},
    "duties:draft_file": {"pk": OWN_DUTY, "period": PERIOD, "key": OWN_FILE},
    "duties:report_for": {"pk": DUTY, "period": PERIOD, "unit": UNIT},
    "duties:ask": {"pk": TO_CHANGE, "kind": fixed("owner")},
    "duties:request": {"pk": ASKED},
    "duties:decide": {"pk": TO_DECIDE},
    "duties:evidence": {"pk": SHOWN},
    "duties:evidence_picture": {"pk": SHOWN},
    "duties:checks": {"pk": DUTY},
    "duties:photo": {"pk": PHOTO},
    "duties:photo_picture": {"pk": PHOTO},
    "duties:handed_in": {"pk": HANDED_IN},
    "duties:period": {"code": PERIOD},
    "duties:workbooks": {"code": PERIOD},
    "duties:workbook_of": {"code": PERIOD, "unit": UNIT},
    "duties:remind": {"code": PERIOD},
    "duties:extend": {"code": PERIOD},
    "duties:handover": {"pk": COLLEAGUE},
    "duties:handover_paper": {"pk": COLLEAGUE},
    "duties:handed": {"pk": HANDED},
    "duties:handed_paper": {"pk": HANDED},
    "plans:on_day": {"pk": DRAFT_PLAN},
    "plans:plan": {"pk": DRAFT},
    "plans:adopt": {"pk": DRAFT},
    "plans:original": {"pk": DRAFT},
    "plans:beside": {"pk": DRAFT},
    "plans:picture": {"pk": DRAFT},
    "plans:decision": {"pk": DRAFT},
    "plans:set_kind": {"pk": DRAFT},
    "plans:set_parent": {"pk": DRAFT},
    "plans:links": {"pk": DRAFT},
    "plans:link": {"pk": DRAFT},
    "plans:unlink": {"pk": DRAFT},
    "plans:carried": {"pk": DRAFT},
    "plans:review": {"pk": DRAFT},
    "plans:review_confirm": {"pk": DRAFT},
    "plans:review_complete": {"pk": DRAFT},
    "plans:review_name": {"pk": DRAFT},
    "plans:review_add": {"pk": DRAFT},
    "plans:review_undo": {"pk": DRAFT},
    "plans:review_seen": {"pk": DRAFT, "problem": PROBLEM},
    "plans:review_restore": {"pk": DRAFT, "correction": STRUCK},
    "plans:review_item": {"pk": DRAFT, "kind": fixed("measure"), "row": DRAFT_ROW},
    "plans:review_act": {"pk": DRAFT, "kind": fixed("measure"), "row": DRAFT_ROW, "doing": fixed("check")},
    "plans:export": {"pk": DRAFT, "kind": fixed("tasks")},
    "plans:revise": {"pk": DRAFT},
    "plans:changes": {"pk": DRAFT},
    "plans:match": {"pk": DRAFT, "kind": fixed("measure"), "item": DRAFT_ROW},
    "plans:line": {"pk": DRAFT_LINE},
    "plans:line_place": {"pk": DRAFT_LINE},
    "plans:document": {"pk": DRAFT},
    "plans:provision": {"pk": DRAFT, "ordinal": ORDINAL},
    "plans:units": {"pk": DRAFT},
    "plans:measures": {"pk": DRAFT},
    "plans:targets": {"pk": DRAFT},
    "plans:projects": {"pk": DRAFT},
    "plans:mechanisms": {"pk": DRAFT},
    "plans:unit": {"pk": UNIT},
    "plans:group": {"pk": GROUP},
}
"""Route -> what each of its parameters stands for."""

POST_NEEDS = {"orgs:calendar": "orgs.manage", "duties:settings": "duties.review_all"}
"""Routes that everybody reads and fewer write, and what these hold."""

EMPTY = {
    "delivery:picture": "the evidence is no picture",
    "duties:confirm": "nobody has entered the report for the unit",
    "duties:signing": "nothing is chosen",
    "duties:evidence_picture": "the evidence is no picture",
    "duties:photo_picture": "the file is no picture",
    "plans:beside": "nothing came beside the draft",
    "plans:picture": "the draft is no picture",
    "plans:decision": "nobody has signed the draft",
    "plans:match": "there is no revision before it",
}
"""Routes that are a 404 also for those who may see the thing, and why."""
