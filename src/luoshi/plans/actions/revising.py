"""What a new text of a plan must be, and what it takes over from the text before."""

from datetime import datetime

from luoshi.plans.actions.settling import carry_over
from luoshi.plans.models import Plan, Revision
from luoshi.plans.queries.revisions import newest_adopted, open_draft, predecessor
from luoshi.plans.rules.rows import squeezed


class NoRevision(ValueError):
    """A file cannot be the next revision of a plan. `code` says why, `revision` which revision stands in the way.

    open_draft: another draft of the plan is being checked; same_text: nothing changed against the adopted text;
    known: the file has been imported before, as another revision or for another plan.
    """

    def __init__(self, code: str, revision: Revision) -> None:
        super().__init__(code, revision.pk)
        self.code, self.revision = code, revision


def refuse(plan: Plan, known: Revision | None, text: str | None = None) -> None:
    """Raise NoRevision for what cannot follow; the same file as the open draft is that draft, and passes.

    `known` is the revision the file became before, `text` what was read, None when it has not been read yet.
    """
    adopted, draft = newest_adopted(plan), open_draft(plan)
    if known and known == draft:
        return
    if known:
        raise NoRevision("same_text" if known == adopted else "known", known)
    if draft:
        raise NoRevision("open_draft", draft)
    if text is not None and adopted and squeezed(text) == squeezed(adopted.text):
        raise NoRevision("same_text", adopted)


def follow(revision: Revision, *, by: str, at: datetime) -> dict[str, object]:
    """Take over what was settled of the revision before, if there is one; returns what the event says of it."""
    before = predecessor(revision)
    if before is None:
        return {}
    return {"follows": before.pk, **carry_over(revision=revision, before=before, by=by, at=at)}
