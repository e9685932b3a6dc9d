"""A document becomes a plan in the register, or a new revision of one."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import PurePath

from django.db import IntegrityError
from django.db.models import Max, Q

from luoshi.audit.actions import change
from luoshi.files.actions import store
from luoshi.files.models import StoredFile
from luoshi.files.rules import FileRefused, sha256
from luoshi.orgs.actions.units import propose
from luoshi.orgs.queries import Resolved, resolve_names
from luoshi.plans.actions import entering
from luoshi.plans.actions.indexing import index
from luoshi.plans.actions.joining import join
from luoshi.plans.actions.revising import follow, refuse
from luoshi.plans.models import Plan, Revision
from luoshi.plans.queries.comparing import compared
from luoshi.plans.queries.revisions import predecessor
from luoshi.plans.rules.recognising import kind_of
from luoshi.reader import read_bytes
from luoshi.reader.errors import ReadingError
from luoshi.reader.formats import source_beside
from luoshi.reader.reading import Facts, Reading


@dataclass(frozen=True, slots=True)
class Given:
    """A file as somebody gave it."""

    data: bytes
    name: str


@dataclass(frozen=True, slots=True)
class Imported:
    """The revision a file became; `created` is False when the same file had been imported before.

    `recognised` is False when the document did not say of what kind it is, and was entered as a plan.
    """

    revision: Revision
    created: bool
    recognised: bool = True


class _Before(Exception):
    """The file turned out to be that of an earlier revision only once it was stored: a picture is kept stripped."""

    def __init__(self, revision: Revision) -> None:
        super().__init__(revision.pk)
        self.revision = revision


def import_document(
    *,
    data: bytes,
    name: str,
    beside: Given | None = None,
    kind: str = "",
    facts: Facts | None = None,
    plan: Plan | None = None,
    by: str,
    at: datetime,
) -> Imported:
    """Read a file and enter all it says: as a plan of its own, or as the next revision of `plan`.

    `beside` holds the text of a scan. Without a `kind` the document's own is taken; `facts` stand instead of those
    read. The same bytes again give the same revision. Reading happens before the transaction; then the files, the plan
    and every row of it are stored, or nothing. Raises luoshi.reader.ReadingError, or NoRevision when the file cannot
    be the next text of `plan`.
    """
    digest = sha256(data)
    known = _known(digest)
    if plan:
        refuse(plan, known)
    if known:
        return Imported(known, created=False)
    reading = _read_beside(data, name, beside) if beside else read_bytes(data, name)
    if facts:
        reading = replace(reading, document=facts)
    meant = kind or kind_of(reading.document.kind or "")
    try:
        with change(action="plans.document.imported", subject="revision", by=by, at=at) as made:
            if plan:
                refuse(plan, _known(digest), reading.text)
            file = store(data=data, name=name, by=by, at=at, purpose="scan" if beside else "document")
            text = store(data=beside.data, name=beside.name, by=by, at=at) if beside else None
            _refuse_second(file)
            into = plan or Plan.objects.create(kind=meant or "plan", created_at=at)
            revision = _enter(reading, (file, text), into, by=by, at=at)
            made.subject_id = str(revision.pk)
            made.after = {**_summary(revision, reading), **follow(revision, by=by, at=at)}
            index(revision)
    except _Before as before:
        return Imported(before.revision, created=False)
    except IntegrityError:
        known = _known(digest)
        if known is None:
            raise
        return Imported(known, created=False)
    return Imported(revision, created=True, recognised=meant is not None)


def _read_beside(data: bytes, name: str, beside: Given) -> Reading:
    """The text of a scan. The files room takes pictures apart; a PDF is opened here. What is wrong with the scan is
    a FileRefused, with its text any other ReadingError."""
    reading = read_bytes(beside.data, beside.name)
    if PurePath(name).suffix.lower() == ".pdf":
        try:
            source_beside(data, name, beside.data, beside.name)
        except ReadingError as error:
            raise FileRefused(error.kind, error.zh, error.en) from error
    return reading


def _known(digest: str) -> Revision | None:
    return Revision.objects.filter(Q(file__sha256=digest) | Q(file__uploaded_sha256=digest)).first()


def _refuse_second(file: StoredFile) -> None:
    found = Revision.objects.filter(file=file).first()
    if found:
        raise _Before(found)


def _enter(
    reading: Reading, files: tuple[StoredFile, StoredFile | None], plan: Plan, *, by: str, at: datetime
) -> Revision:
    facts, (file, beside) = reading.document, files
    last = plan.revisions.aggregate(last=Max("edition"))["last"] or 0
    revision = Revision.objects.create(
        plan=plan,
        edition=last + 1,
        file=file,
        beside=beside,
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


def _summary(revision: Revision, reading: Reading) -> dict[str, object]:
    kinds = ("outline", "measures", "targets", "projects", "mechanisms", "problems")
    about = {"plan": revision.plan_id, "kind": revision.plan.kind, "edition": revision.edition, "title": revision.title}
    digests = {"file_sha256": revision.file.sha256, "beside_sha256": revision.beside and revision.beside.sha256}
    return about | digests | {kind: len(getattr(reading, kind)) for kind in kinds}
