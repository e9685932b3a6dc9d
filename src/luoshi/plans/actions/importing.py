"""A document becomes a plan in the register, or a new revision of one."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError
from django.db.models import Max

from luoshi.audit.actions import change
from luoshi.files.actions import store
from luoshi.files.models import StoredFile
from luoshi.files.rules import sha256
from luoshi.orgs.actions.units import propose
from luoshi.orgs.queries import Resolved, resolve_names
from luoshi.plans.actions import entering
from luoshi.plans.actions.indexing import index
from luoshi.plans.actions.joining import join
from luoshi.plans.actions.revising import follow, refuse
from luoshi.plans.models import Plan, Revision
from luoshi.plans.queries.comparing import compared
from luoshi.plans.queries.revisions import predecessor
from luoshi.reader import read_bytes
from luoshi.reader.reading import Reading


@dataclass(frozen=True, slots=True)
class Given:
    """A file as somebody gave it."""

    data: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Imported:
    """The revision a file became; `created` is False when the same file had been imported before."""

    revision: Revision
    created: bool


def import_document(
    *, data: bytes, name: str, kind: str = "plan", plan: Plan | None = None, by: str, at: datetime
) -> Imported:
    """Read a file and enter all it says: as a plan of its own, or as the next revision of `plan`.

    The same bytes again give the same revision. Reading happens before the transaction; then the file, the plan and
    every row of it are stored, or nothing. Raises luoshi.reader.ReadingError, or NoRevision when the file cannot be
    the next text of `plan`.
    """
    digest = sha256(data)
    known = _known(digest)
    if plan:
        refuse(plan, known)
    if known:
        return Imported(known, created=False)
    reading = read_bytes(data, name)
    try:
        with change(action="plans.document.imported", subject="revision", by=by, at=at) as made:
            if plan:
                refuse(plan, _known(digest), reading.text)
            file = store(data=data, name=name, by=by, at=at)
            revision = _enter(reading, file, plan or Plan.objects.create(kind=kind, created_at=at), by=by, at=at)
            made.subject_id, made.after = str(revision.pk), _summary(revision, reading, digest)
            made.after = {**made.after, **follow(revision, by=by, at=at)}
            index(revision)
    except IntegrityError:
        known = _known(digest)
        if known is None:
            raise
        return Imported(known, created=False)
    return Imported(revision, created=True)


def _known(digest: str) -> Revision | None:
    return Revision.objects.filter(file__sha256=digest).first()


def _enter(reading: Reading, file: StoredFile, plan: Plan, *, by: str, at: datetime) -> Revision:
    facts = reading.document
    last = plan.revisions.aggregate(last=Max("edition"))["last"] or 0
    revision = Revision.objects.create(
        plan=plan,
        edition=last + 1,
        file=file,
        title=(facts.title or file.name)[:300],
        number=facts.number or "",
        issuer=facts.issuer or "",
        genre=facts.kind or "",
        addressees=list(facts.addressees),
        issued_on=date.fromisoformat(facts.date) if facts.date else None,
        first_year=facts.period.first,
        last_year=facts.period.last,
        text=reading.text,
        reading_sha256=reading_digest(reading),
        created_at=at,
    )
    before = predecessor(revision)
    matches = join(reading, compared(before)) if before else {}
    entering.enter_all(revision, reading, _meanings(reading, by=by, at=at), matches)
    return revision


def _meanings(reading: Reading, *, by: str, at: datetime) -> dict[str, Resolved]:
    """What each printed unit name means; names the register lacks are proposed first."""
    mentions = {unit.name: unit.group for measure in reading.measures for unit in measure.units}
    found = resolve_names(mentions)
    missing = [name for name, meaning in found.items() if meaning.unit_id is None and meaning.group_id is None]
    if not missing:
        return found
    propose(
        units=[name for name in missing if not mentions[name]],
        groups=[name for name in missing if mentions[name]],
        by=by,
        at=at,
    )
    return resolve_names(mentions)


def reading_digest(reading: Reading) -> str:
    """SHA-256 of the reading as canonical JSON: what the reader made of the file."""
    content = json.dumps(reading.to_json(), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(content.encode()).hexdigest()


def _summary(revision: Revision, reading: Reading, digest: str) -> dict[str, object]:
    kinds = ("outline", "measures", "targets", "projects", "mechanisms", "problems")
    about = {"plan": revision.plan_id, "edition": revision.edition, "title": revision.title, "file_sha256": digest}
    return about | {kind: len(getattr(reading, kind)) for kind in kinds}
