"""What was given wrongly is put right, as long as nobody has signed for it."""

from collections.abc import Sequence
from datetime import date, datetime

from luoshi.audit.actions import change
from luoshi.duties.actions.creating import (
    DutyGiven,
    MilestoneGiven,
    PartGiven,
    add_milestones,
    add_parts,
    add_term,
    check_term,
    plain,
)
from luoshi.duties.models import Assignment, Duty, Milestone, MilestoneTerm
from luoshi.duties.queries.settled import settled
from luoshi.orgs.models import Account


class Settled(ValueError):
    """Somebody has signed for the duty or reported on it: from then on a change is a request."""


def correct_duty(*, duty: Duty, before: DutyGiven, given: DutyGiven, by: Account, at: datetime) -> None:
    """Let what is given stand instead of `before`, from the same day on; the event keeps both.

    A new term follows the old one on its own day; milestones go by their titles, those that are not given end. Who may
    is decided by the room that owns the duty. Raises Settled or Unsound.
    """
    check_term(given.term, given.milestones, given.parts)
    with change(action="duties.duty.corrected", subject="duty", by=by.username, at=at) as made:
        if settled([duty.pk]):
            raise Settled(duty.pk)
        since = duty.terms.order_by("-since", "-id").values_list("since", flat=True)[0]
        measured = "milestones" if given.milestones else "quantity"
        Duty.objects.filter(pk=duty.pk).update(title=given.title, measured=measured)
        add_term(duty, given.term, since)
        _correct_milestones(duty, given.milestones, since)
        _correct_parts(duty, given.parts, since)
        made.subject_id, made.before, made.after = str(duty.pk), plain(before), plain(given)


def _correct_milestones(duty: Duty, given: Sequence[MilestoneGiven], since: date) -> None:
    """A milestone of a title that stays gets another term; a new one begins, one that is gone ends."""
    wanted = {each.title: each for each in given}
    known = {each.title: each for each in Milestone.objects.filter(duty=duty)}
    for title, milestone in known.items():
        last = milestone.terms.order_by("-since", "-id")[0]
        new = wanted.get(title)
        if new is None and not last.dropped:
            MilestoneTerm.objects.create(
                milestone=milestone, since=since, due=last.due, weight=last.weight, dropped=True
            )
        elif new and (last.dropped, last.due, last.weight) != (False, new.due, new.weight):
            MilestoneTerm.objects.create(milestone=milestone, since=since, due=new.due, weight=new.weight)
    add_milestones(duty, [each for title, each in wanted.items() if title not in known], since)


def _correct_parts(duty: Duty, given: Sequence[PartGiven], since: date) -> None:
    """Parts that nobody has signed for are taken back; those that stay as they are stay."""
    wanted = {(each.unit, each.role, each.quantity): each for each in given}
    for held in Assignment.objects.filter(duty=duty, until=None):
        if wanted.pop((held.unit_id, held.role, held.quantity), None) is None:
            held.delete()
    add_parts(duty, list(wanted.values()), since)
