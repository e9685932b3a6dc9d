"""Measures: the smallest items that bodies answer for, from every way a plan names them."""

from luoshi.reader.measures.places import placed
from luoshi.reader.measures.rows import row_measures
from luoshi.reader.measures.rules import lead_rules
from luoshi.reader.measures.style import duty_blocks
from luoshi.reader.page import Page
from luoshi.reader.reading import Measure


def read_measures(page: Page) -> tuple[Measure, ...]:
    """All measures of a document, in the order of their places. Never raises."""
    rules = lead_rules(page)
    in_tables, outside = row_measures(page, rules)
    found = [*in_tables, *placed(page, duty_blocks(page, outside), rules)]
    return tuple(sorted(found, key=lambda measure: (measure.start, measure.end)))
