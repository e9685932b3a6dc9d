"""What people type of a report: kept as typed in a draft, made a report when it is sent."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luoshi.duties.actions.reporting import NotTaken, Told
from luoshi.duties.queries.forming import Step
from luoshi.duties.rules.drafts import Content, content, figure, total
from luoshi.duties.words import FIELD_OF, NOT_TAKEN, STEP_NAMES

BASES = (("total", gettext_lazy("到今天的累计数")), ("period", gettext_lazy("只是本期的数")))
PLACES, DIGITS = 4, 16
"""As a report stores a quantity."""


class ReportForm(forms.Form):
    """A report of one duty. Nothing is required while it is a draft; `told` says what is wrong with it."""

    quantity = forms.CharField(required=False, max_length=40)
    basis = forms.ChoiceField(required=False, choices=BASES)
    text = forms.CharField(required=False, max_length=5000)
    difficulties = forms.CharField(required=False, max_length=5000)
    requests = forms.CharField(required=False, max_length=5000)

    def __init__(self, data: Mapping[str, Any], *, steps: Sequence[Step]) -> None:
        super().__init__(data)
        self.steps = [step for step in steps if step.accepted_on is None]
        self.is_valid()

    def typed(self) -> Content:
        """What a draft keeps, as it was typed."""
        text = {
            name: str(self.data.get(name, "")) for name in ("quantity", "basis", "text", "difficulties", "requests")
        }
        claims = {
            str(step.key): str(self.data.get(f"reached-{step.key}", ""))
            for step in self.steps
            if self.data.get(f"claim-{step.key}")
        }
        return content(text | {"claims": claims})


def read(said: Content, last: Decimal | None, steps: Sequence[Step], day: date) -> tuple[Told, dict[str, str]]:
    """What a draft tells, without its files, and what cannot be understood of it: field -> a sentence.

    A quantity of the period is added to the last accepted one.
    """
    wrong: dict[str, str] = {}
    quantity = total(said, last) if _quantity(said["quantity"], wrong) is not None else None
    claims = _claims(said["claims"], {str(step.key): step for step in steps if step.accepted_on is None}, day, wrong)
    told = Told(
        quantity=quantity,
        text=said["text"].strip(),
        difficulties=said["difficulties"].strip(),
        requests=said["requests"].strip(),
        claims=claims,
    )
    return told, wrong


def said_of(refused: NotTaken) -> tuple[str, str]:
    """Beside which field ("" for the whole) a refusal is said, and in what words."""
    step = STEP_NAMES.get(refused.what, "")
    return FIELD_OF.get(refused.code, ""), str(NOT_TAKEN[refused.code] % {"what": refused.what, "step": step})


def _quantity(typed: str, wrong: dict[str, str]) -> Decimal | None:
    try:
        value = figure(typed)
    except InvalidOperation:
        wrong["quantity"] = _("“%(typed)s”不是数。只填数字，单位已写在后面，如 61.5。") % {"typed": typed[:20]}
        return None
    if value is None:
        return None
    if not value.is_finite() or value < 0 or value.adjusted() >= DIGITS:
        wrong["quantity"] = _("完成数不能小于 0，也不能大得离谱，请核对。")
        return None
    if max(-int(value.normalize().as_tuple().exponent), 0) > PLACES:
        wrong["quantity"] = _("最多保留四位小数。")
        return None
    return value


def _claims(typed: Mapping[str, str], steps: Mapping[str, Step], day: date, wrong: dict[str, str]) -> dict[int, date]:
    """Milestones with the day each was reached, today unless another is given."""
    found: dict[int, date] = {}
    for key, reached in typed.items():
        if key not in steps:
            continue
        try:
            on = date.fromisoformat(reached) if reached else day
        except ValueError:
            wrong["claims"] = _("“%(what)s”的完成日期请写成 2026-06-30。") % {"what": steps[key].title}
            continue
        if on > day:
            wrong["claims"] = _("“%(what)s”的完成日期在今天之后，做完了再认领。") % {"what": steps[key].title}
        found[int(key)] = on
    return found
