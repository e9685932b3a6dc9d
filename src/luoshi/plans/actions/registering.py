"""A leader's instruction as it was typed, and the kind of a draft."""

from dataclasses import replace
from datetime import date, datetime

from luoshi.orgs.models import Account
from luoshi.plans.actions.importing import Given, Imported, import_document
from luoshi.plans.actions.reviewing import Settled, reviewing
from luoshi.plans.models import Plan, Revision
from luoshi.plans.rules.instructions import composed, title_of
from luoshi.plans.rules.kinds import PLANS
from luoshi.reader import read_text


class UnknownKind(ValueError):
    """The code is not one of rules.kinds.PLANS."""


def register_instruction(
    *, who: str, day: date, text: str, scan: Given | None = None, by: str, at: datetime
) -> Imported:
    """Enter what a leader wrote on paper: `text` as somebody typed it, beside the photo or scan of it if there is one.

    `who` names the leader with the office held. Without a scan the original is a .txt that says who and when, too,
    since two leaders may write the same words. Raises luoshi.reader.ReadingError.
    """
    read = read_text(text).document
    title = title_of(read, who)
    facts = replace(read, kind="批示", title=title, issuer=who, date=day.isoformat())
    typed = Given(text.encode(), f"{title}（文字）.txt")
    if scan:
        return import_document(
            data=scan.data, name=scan.name, beside=typed, kind="instruction", facts=facts, by=by, at=at
        )
    whole = composed(title, text, who, day).encode()
    return import_document(data=whole, name=f"{title}.txt", kind="instruction", facts=facts, by=by, at=at)


def set_kind(*, revision: Revision, kind: str, by: Account, at: datetime) -> None:
    """Say of what kind a draft's plan is. Once a revision of it is adopted, the kind is signed and stays.

    Raises UnknownKind, PermissionDenied or Settled.
    """
    if kind not in PLANS:
        raise UnknownKind(kind)
    with reviewing(revision, "kind", by=by, at=at) as review:
        signed = Revision.objects.filter(plan=revision.plan_id, adoption__isnull=False).first()
        if signed:
            raise Settled(signed)
        review.made.before, review.made.after = {"kind": revision.plan.kind}, {"kind": kind}
        Plan.objects.filter(pk=revision.plan_id).update(kind=kind)
