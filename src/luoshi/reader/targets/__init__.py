"""Quantified targets: every figure that a plan promises to reach, of what, how much and by when."""

from collections.abc import Iterator, Sequence

from luoshi.reader.page import Page
from luoshi.reader.reading import Target
from luoshi.reader.sentences import sentences
from luoshi.reader.targets import grammar
from luoshi.reader.targets.claims import Claim
from luoshi.reader.targets.due import Calendar, Due
from luoshi.reader.targets.indicator_tables import indicator_targets
from luoshi.reader.targets.lists import claims_in
from luoshi.reader.targets.quantities import NARROW
from luoshi.reader.targets.spots import Scene
from luoshi.reader.targets.terms import Terms
from luoshi.reader.targets.times import Frame, marks


def read_targets(page: Page) -> tuple[Target, ...]:
    """Every quantified target of a document, in printed order."""
    frame = Frame.of(page.facts)
    tabled, taken = indicator_targets(page, frame)
    return tuple(sorted([*tabled, *_prose(page, frame, taken)], key=lambda target: target.start))


def _prose(page: Page, frame: Frame, taken: Sequence[tuple[int, int]]) -> Iterator[Target]:
    narrow = page.flow.text.translate(NARROW)
    calendar = Calendar(narrow, frame)
    terms = Terms(page, narrow)
    for low, high in page.flow.paragraphs:
        if any(start <= low < end for start, end in taken):
            continue
        _turn(page, calendar, terms, low)
        for start, end in sentences(page.flow.text, low, high):
            calendar.enter(start, end)
            for claim in claims_in(_scene(page, narrow, start), start, end):
                due = calendar.due(claim)
                if not due.over:
                    yield _target(page, claim, due)
            calendar.leave()


def _turn(page: Page, calendar: Calendar, terms: Terms, place: int) -> None:
    """A time above a paragraph holds in it where a heading names it, or where a list of goals goes on."""
    section = page.section_at(place)
    if section is None:
        calendar.turn(fixed=terms.at(place))
        return
    titled = [
        mark for mark in marks(calendar.narrow, section.start, section.end, calendar.frame) if mark.kind == "year"
    ]
    goes_on = grammar.GOAL_TITLE.search(section.title or "") or page.flow.text[place - 2 : place - 1] in "：:；;"
    titled_last = titled[-1] if titled else None
    carried = calendar.carried if goes_on and section.start < place else titled_last
    calendar.turn(carried, terms.at(place))


def _scene(page: Page, narrow: str, place: int) -> Scene:
    section = page.section_at(place)
    title = (section.title or "") if section else ""
    goal, past = grammar.GOAL_TITLE.search(title), grammar.PAST_TITLE.search(title)
    return Scene(page.flow.text, narrow, bool(goal), bool(past))


def _target(page: Page, claim: Claim, due: Due) -> Target:
    start, end = page.flow.span(claim.start, claim.end)
    quantity = claim.quantity
    return Target(
        path=page.path_at(claim.start),
        start=start,
        end=end,
        quote=page.flow.text[claim.start : claim.end],
        indicator=claim.indicator,
        comparator=claim.comparator,
        value=quantity.value if quantity else None,
        value_high=quantity.high if quantity else None,
        unit=quantity.unit if quantity else None,
        deadline=due.year,
        deadline_source=due.source,
        baseline=claim.baseline,
        modality=claim.modality,
    )
