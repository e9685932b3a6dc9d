"""Quantified targets: every figure that a plan promises to reach, of what, how much and by when."""

from collections.abc import Iterator, Sequence

from luoshi.reader.certainty import certainty_of
from luoshi.reader.lines import MARKER
from luoshi.reader.page import Page
from luoshi.reader.reading import Target
from luoshi.reader.sentences import sentences
from luoshi.reader.targets.claims import Claim
from luoshi.reader.targets.due import Calendar, Due
from luoshi.reader.targets.indicator_tables import indicator_targets
from luoshi.reader.targets.lists import claims_in
from luoshi.reader.targets.places import Place, Places, outside
from luoshi.reader.targets.quantities import NARROW
from luoshi.reader.targets.signs import target_signs
from luoshi.reader.targets.spots import Scene
from luoshi.reader.targets.terms import Terms
from luoshi.reader.targets.times import Frame, Mark


def read_targets(page: Page) -> tuple[Target, ...]:
    """Every quantified target of a document, in printed order."""
    frame = Frame.of(page.facts)
    tabled, taken = indicator_targets(page, frame)
    return tuple(sorted([*tabled, *_prose(page, frame, taken)], key=lambda target: target.start))


def _prose(page: Page, frame: Frame, taken: Sequence[tuple[int, int]]) -> Iterator[Target]:
    text = page.flow.text
    narrow = text.translate(NARROW)
    calendar, terms, places = Calendar(narrow, frame), Terms(page, narrow), Places(page, narrow, frame)
    for low, high in outside(page.flow.paragraphs, taken):
        calendar.turn(_carried(text, calendar, places.at(low), low), terms.at(low))
        number = MARKER.match(text, low, high)
        for start, end in sentences(text, number.end() if number else low, high):
            place = places.at(start)
            calendar.enter(start, end)
            for claim in claims_in(Scene(text, narrow, place.goals is not None, place.past), start, end):
                due = calendar.due(claim)
                if not due.over:
                    yield _target(page, claim, due)
            calendar.leave()


def _carried(text: str, calendar: Calendar, place: Place, low: int) -> Mark | None:
    """A time above a paragraph holds in it where a list goes on, among goals, or where a heading names it."""
    carried = calendar.carried
    listed = text[low - 2 : low - 1] in {"：", ":", "；", ";"}
    among = carried is not None and place.goals is not None and carried.start >= place.goals
    return carried if listed or among else place.year


def _target(page: Page, claim: Claim, due: Due) -> Target:
    start, end = page.flow.span(claim.start, claim.end)
    quantity = claim.quantity
    why = target_signs(claim, due, page.flow.text)
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
        certainty=certainty_of(why),
        why=why,
    )
