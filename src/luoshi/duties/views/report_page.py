"""What the page of a report shows: the duty, what has been typed, what it adds up to and what is still missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from luoshi.duties.actions.reporting import NotTaken, OnBehalf, Proof, Told, objections
from luoshi.duties.forms.reports import read, said_of
from luoshi.duties.models import Draft
from luoshi.duties.queries.forming import About, after, percent
from luoshi.duties.queries.signing import mark_of
from luoshi.duties.rules.drafts import Content
from luoshi.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with a report: `key` names it in the draft, `milestone` what it proves."""

    key: str
    file: StoredFile
    name: str
    milestone: int | None = None
    signed: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A report as its page shows it. `missing` is what is to be done before it can be sent, each a sentence;
    `errors` the same beside their fields, once somebody has tried to send it."""

    about: About
    said: Content
    told: Told
    files: tuple[Attached, ...]
    missing: tuple[str, ...]
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    conflict: Draft | None = None
    version: int = 0
    mark: str = ""

    @property
    def added(self) -> Decimal | None:
        """What this report adds to the last accepted quantity."""
        if self.told.quantity is None:
            return None
        last = self.about.last.quantity if self.about.last else None
        return self.told.quantity - (last or Decimal(0))

    @property
    def after(self) -> Decimal:
        """Points of a hundred done once this is accepted."""
        reached = frozenset(step.title for step in self.about.steps if step.key in self.told.claims)
        share = after(self.about.facts, date.max, added=self.added or Decimal(0), reached=reached)
        return percent(share)

    @property
    def done(self) -> Decimal:
        """Points of a hundred accepted so far."""
        return percent(self.about.standing.done)

    @property
    def scheduled(self) -> Decimal:
        """Points of a hundred that should be done by now."""
        return percent(self.about.standing.scheduled)

    def of(self, milestone: int | None) -> list[Attached]:
        """Files for a milestone, or for the report as a whole."""
        return [each for each in self.files if each.milestone == milestone and not each.signed]

    @property
    def scans(self) -> list[tuple[Attached, bool]]:
        """Signed sheets, and whether each is of what the draft says now."""
        return [(each, each.signed == self.mark) for each in self.files if each.signed]


def files_of(draft: Draft | None) -> tuple[Attached, ...]:
    """The files of a draft."""
    rows = draft.files.all() if draft else ()
    return tuple(Attached(str(row.pk), row.file, row.name, row.milestone_id, row.signed) for row in rows)


def is_written(said: Content) -> bool:
    """Whether anything has been typed."""
    return any((said["quantity"], said["text"], said["difficulties"], said["requests"], said["claims"]))


def shown(
    about: About, said: Content, files: Sequence[Attached], day: date, *, on_behalf: OnBehalf | None = None
) -> Shown:
    """What has been typed, looked at as it would be when sent."""
    told, wrong = told_of(about, said, files, day)
    found = [*wrong.values(), *(said_of(each)[1] for each in _objections(about, told, wrong, day, on_behalf))]
    draft = about.draft if on_behalf is None else None
    return Shown(
        about=about,
        said=said,
        told=told,
        files=tuple(files),
        missing=tuple(dict.fromkeys(found)),
        version=draft.version if draft else 0,
        mark=mark_of(draft) if draft else "",
    )


def told_of(about: About, said: Content, files: Sequence[Attached], day: date) -> tuple[Told, dict[str, str]]:
    """What would be sent, its evidence included, and what cannot be understood of it."""
    last = about.last.quantity if about.last else None
    told, wrong = read(said, last, about.steps, day)
    claimed = set(told.claims)
    proofs = [Proof(each.file, each.milestone if each.milestone in claimed else None, each.name) for each in files]
    return Told(told.quantity, told.text, told.difficulties, told.requests, False, told.claims, proofs), wrong


def errors_of(
    about: About, told: Told, wrong: Mapping[str, str], day: date, on_behalf: OnBehalf | None
) -> dict[str, list[str]]:
    """What stands in the way of sending, beside the field it is about ("" for the whole)."""
    found: dict[str, list[str]] = {name: [text] for name, text in wrong.items()}
    for each in _objections(about, told, wrong, day, on_behalf):
        name, text = said_of(each)
        found.setdefault(name, []).append(text)
    return found


def _objections(
    about: About, told: Told, wrong: Mapping[str, str], day: date, on_behalf: OnBehalf | None
) -> list[NotTaken]:
    """What the action will object to; a figure that cannot be read is said once."""
    found = objections(about.duty, about.unit, about.period, told, day, on_behalf)
    return [each for each in found if not (each.code == "quantity" and "quantity" in wrong)]
