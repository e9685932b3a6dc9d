"""Who in a unit still has to sign a draft before it can leave."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, QuerySet

from luoshi.duties.models import Draft, DraftFile, DraftSignature, Setting
from luoshi.duties.rules import drafts
from luoshi.duties.rules.settings import OF_UNITS

STEP_OF = {"duties.report": "clerk", "duties.sign_section": "section", "duties.sign": "head"}
"""Permission -> the step its holder signs at."""


def asked_of(unit: int, day: date) -> tuple[str, ...]:
    """The steps a unit's reports go through on a day; none unless it has switched them on. One statement."""
    held = Setting.objects.filter(unit=unit, name="signatures", since__lte=day).order_by("-since", "-id")
    value = held.values_list("value", flat=True).first()
    return drafts.steps(int(value or OF_UNITS["signatures"].default))


def with_files(found: QuerySet[Draft]) -> QuerySet[Draft]:
    """Drafts with their files and signatures at hand; two more statements."""
    files = DraftFile.objects.select_related("file__thumbnail")
    signatures = DraftSignature.objects.select_related("by")
    return found.prefetch_related(Prefetch("files", files), Prefetch("signatures", signatures))


def mark_of(draft: Draft) -> str:
    """The mark of what a draft says now. Scans of signed sheets are not part of it."""
    return drafts.mark(
        draft.content, ((row.file.sha256, row.milestone_id) for row in draft.files.all() if not row.signed)
    )


def standing_signatures(draft: Draft) -> list[DraftSignature]:
    """Signatures on what the draft says now; those on an earlier content have lapsed."""
    mark = mark_of(draft)
    return [each for each in draft.signatures.all() if each.mark == mark]


def is_scanned(draft: Draft) -> bool:
    """Whether a signed sheet of what the draft says now has been scanned in."""
    mark = mark_of(draft)
    return any(row.signed == mark for row in draft.files.all())


def missing_step(draft: Draft | None, asked: tuple[str, ...]) -> str:
    """The step that has to sign next; "" when nothing is missing. A scanned sheet stands for all."""
    if draft is None or not asked:
        return asked[0] if asked else ""
    if is_scanned(draft):
        return ""
    return drafts.next_step(asked, (each.step for each in standing_signatures(draft)))


def waiting_for(found: Iterable[Draft], asked: tuple[str, ...], steps: Iterable[str]) -> list[Draft]:
    """Those of the drafts that wait for one of these steps after the author has signed."""
    wanted = set(steps) - {"clerk"}
    return [draft for draft in found if missing_step(draft, asked) in wanted]
