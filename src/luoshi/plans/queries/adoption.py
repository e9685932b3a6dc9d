"""What an adoption would make binding, what it signed, and whether that still stands as it was signed."""

import json
from dataclasses import dataclass

from django.db.models import QuerySet

from luoshi.audit.models import Event
from luoshi.audit.queries import is_unaltered, signature
from luoshi.files.queries import is_whole
from luoshi.plans.models import (
    Correction,
    Measure,
    MechanismMention,
    ProjectMention,
    Provision,
    Revision,
    TargetMention,
)
from luoshi.plans.queries import content
from luoshi.plans.queries.revisions import predecessor

TABLES: dict[str, type[Provision] | type[Measure] | type[TargetMention] | type[ProjectMention] | type[MechanismMention]]
TABLES = {
    "provision": Provision,
    "measure": Measure,
    "target": TargetMention,
    "project": ProjectMention,
    "mech": MechanismMention,
}


@dataclass(frozen=True, slots=True)
class Share:
    """How many rows of a kind would be adopted, and of these how many are new and how many of before are gone."""

    kind: str
    rows: int
    added: int
    dropped: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be adopted, kind by kind, beside the adopted revision before; None when there is none."""

    before: Revision | None
    shares: list[Share]


@dataclass(frozen=True, slots=True)
class Check:
    """Whether what was signed is what stands there now: each of four findings, and the digest of today."""

    register: bool
    files: bool
    recorded: bool
    event: bool
    digest: str

    @property
    def whole(self) -> bool:
        """Nothing has changed since the signature."""
        return self.register and self.files and self.recorded and self.event


def preview(revision: Revision) -> Preview:
    """Counts by kind; eleven statements at most."""
    before = predecessor(revision)
    return Preview(before, [_share(kind, revision, before) for kind in TABLES])


def _share(kind: str, revision: Revision, before: Revision | None) -> Share:
    lines = set(TABLES[kind].objects.filter(revision=revision).values_list("line", flat=True))
    if before is None:
        return Share(kind, len(lines), 0, 0)
    earlier = set(TABLES[kind].objects.filter(revision=before).values_list("line", flat=True))
    return Share(kind, len(lines), len(lines - earlier), len(earlier - lines))


def signed(revision: Revision) -> Event | None:
    """The event that holds the adoption's signature."""
    return signature(action="plans.revision.adopted", subject="revision", subject_id=str(revision.pk))


def check(revision: Revision, event: Event | None) -> Check:
    """Compare an adopted revision with its signature: reads the whole register and every byte of its files."""
    digest = content.digest(revision)
    stored = revision.adoption.content_sha256
    after = json.loads(event.content)["after"] if event else {}
    return Check(
        register=digest == stored,
        files=all(is_whole(file) for file in (revision.file, revision.beside) if file),
        recorded=(after.get("content_sha256"), after.get("file_sha256")) == (stored, revision.file.sha256),
        event=event is not None and is_unaltered(event),
        digest=digest,
    )


def corrections(revision: Revision) -> QuerySet[Correction]:
    """Every correction with its author, the first one first."""
    return revision.corrections.exclude(kind="").select_related("by").order_by("id")
