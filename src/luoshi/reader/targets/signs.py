"""What the text shows for and against a target, as codes of `luoshi.reader.certainty`."""

import re
from collections.abc import Iterator

from luoshi.reader.reading import DeadlineSource
from luoshi.reader.targets import words
from luoshi.reader.targets.claims import Claim
from luoshi.reader.targets.due import Due
from luoshi.reader.targets.quantities import Quantity, any_of

_COMPARED = re.compile(any_of((*words.REACHES, *words.RISES, *words.FALLS, *words.KEEPS, *words.GROWTHS)) + "|实现")
_FIGURE = re.compile(r"[0-9]")
_YEAR = re.compile(r"20[0-9]{2}年|[0-9]{1,2}月|十[一二三四五六]五")
_LONGEST_NAME = 22
_NO_NAME = re.compile("[，。；：！？]|^[和与及的等以由对]")
_DUE: dict[DeadlineSource, str] = {
    "explicit": "due_stated",
    "sentence": "due_stated",
    "printed_period": "due_period",
    "preceding_sentence": "due_before",
    "plan_period": "due_plan",
    "none": "due_none",
}


def target_signs(claim: Claim, due: Due, text: str) -> tuple[str, ...]:
    """Signs of one target; `text` is the flow that the claim stands in."""
    figure = tuple(_figure(claim, text))
    return (*figure, *_name(claim, text), *_base(claim.baseline), _due(claim, due, text))


def row_signs(source: DeadlineSource, *, external: bool) -> tuple[str, ...]:
    """Signs of a target in a row of a table of indicators."""
    return ("target_table", *(("target_words",) if external else ()), _DUE[source])


def _due(claim: Claim, due: Due, text: str) -> str:
    """A time that the same paragraph names before the claim is as good as one in its sentence."""
    near = due.named is not None and text.rfind("\n", 0, claim.start) < due.named
    return "due_paragraph" if near else _DUE[due.source]


def _figure(claim: Claim, text: str) -> Iterator[str]:
    quantity = claim.quantity
    if quantity is None:
        yield "target_words"
        return
    if claim.how == "action":
        yield "target_count"
    elif _compared(quantity) or _COMPARED.search(text, claim.start, claim.end):
        yield "target_full"
    else:
        yield "target_bare"
    if quantity.unit is None:
        yield "target_unit"
    if quantity.spoken:
        yield "target_spoken"


def _compared(quantity: Quantity) -> bool:
    """Whether the figure itself says how it compares: 以上, 8-10, 翻一番."""
    return bool(quantity.suffix) or quantity.high is not None or quantity.kind == "fold"


def _name(claim: Claim, text: str) -> Iterator[str]:
    quote = text[claim.start : claim.end]
    if claim.base not in quote:
        yield "target_shared" if "分别" in quote else "target_name"
    elif len(claim.base) > _LONGEST_NAME or _NO_NAME.search(claim.base):
        yield "target_name"


def _base(baseline: str | None) -> Iterator[str]:
    if baseline and not _FIGURE.search(_YEAR.sub("", baseline)):
        yield "target_base"
