"""Names as printed: grammar runs on full-width punctuation, the reading gives back what the document has."""

from dataclasses import fields, replace
from typing import Any, TypeVar

from luoshi.reader.flow import Flow
from luoshi.reader.lines import FULL_WIDTH
from luoshi.reader.reading import Heading, Measure, Mechanism, Project, Reading, Target, UnitMention

_Item = TypeVar("_Item", Heading, Measure, UnitMention, Target, Project, Mechanism)


def as_printed(reading: Reading, flow: Flow) -> Reading:
    """The reading with every name as the document prints it."""
    if not flow.altered:
        return reading
    facts = reading.document
    words: dict[str, Any] = {name: _back(getattr(facts, name), flow.printed) for name in ("number", "title", "issuer")}
    addressees = tuple(_back(name, flow.printed) or "" for name in facts.addressees)
    return replace(
        reading,
        document=replace(facts, addressees=addressees, **words),
        outline=tuple(_item(each, flow) for each in reading.outline),
        measures=tuple(
            replace(_item(each, flow), units=tuple(_item(unit, flow) for unit in each.units))
            for each in reading.measures
        ),
        targets=tuple(_item(each, flow) for each in reading.targets),
        projects=tuple(_item(each, flow) for each in reading.projects),
        mechanisms=tuple(_item(each, flow) for each in reading.mechanisms),
    )


def _item(item: _Item, flow: Flow) -> _Item:
    low, high = flow.at(item.start), flow.at(item.end)
    read, printed = flow.text[low:high], flow.as_printed(low, high)
    if read == printed:
        return item
    values = {each.name: getattr(item, each.name) for each in fields(item)}
    changed: dict[str, Any] = {name: _words(value, read, printed) for name, value in values.items()}
    return replace(item, **{name: value for name, value in changed.items() if value != values[name]})


def _words(value: Any, read: str, printed: str) -> Any:
    """A name that stands in the text as it was read, in print; of a name put together, its punctuation."""
    if not isinstance(value, str):
        return value
    place = read.find(value)
    return printed[place : place + len(value)] if place >= 0 else _back(value, printed)


def _back(value: str | None, printed: str) -> str | None:
    """The name with the punctuation that the text around it has."""
    if value is None:
        return None
    for half, full in FULL_WIDTH.items():
        if full in value and full not in printed and half in printed:
            value = value.replace(full, half)
    return value
