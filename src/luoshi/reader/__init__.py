"""Document in, reading out. Pure Python: no Django, no clock, no network.

`read_file`, `read_bytes`, `read_beside` and `read_text` return a `Reading` (docs/reading.md); a document that must not
or cannot be read raises a `ReadingError` (luoshi.reader.errors). The same input always gives the same reading.
"""

from bisect import bisect_right
from pathlib import Path

from luoshi.reader.closing import closings
from luoshi.reader.facts import facts_of
from luoshi.reader.flow import Flow, flow_of
from luoshi.reader.formats import check_size, newlines, source_beside, source_of
from luoshi.reader.measures import read_measures
from luoshi.reader.mechanisms import read_mechanisms
from luoshi.reader.outline import Outline, outline_of
from luoshi.reader.page import Page, Section
from luoshi.reader.printed import as_printed
from luoshi.reader.problems import Doubts, problems_of
from luoshi.reader.projects import read_projects
from luoshi.reader.reading import Heading, Reading
from luoshi.reader.secrecy import refuse_secret
from luoshi.reader.source import Source, Table
from luoshi.reader.tables import find_tables
from luoshi.reader.targets import read_targets


def read_file(path: Path | str) -> Reading:
    """Read a document from disk; its format is told by name and content. Raises ReadingError."""
    found = Path(path)
    check_size(found.stat().st_size)
    return read_bytes(found.read_bytes(), found.name)


def read_bytes(data: bytes, name: str) -> Reading:
    """Read a document from memory; `name` gives the extension. Raises ReadingError."""
    return read_source(source_of(data, name))


def read_beside(scan: bytes, scan_name: str, text: bytes, text_name: str) -> Reading:
    """Read the recognised text (.txt, .docx …) of a scan (.pdf, .jpg, .png), which is checked and not read itself.

    Offsets are into the text. Raises ReadingError.
    """
    return read_source(source_beside(scan, scan_name, text, text_name))


def read_text(text: str) -> Reading:
    """Read a plain text. Offsets are into the text after newline normalisation. Raises SecretDocument."""
    return read_source(Source(newlines(text)))


def read_source(source: Source) -> Reading:
    """Read what a format handed over. Raises SecretDocument."""
    page, doubts = prepared(source)
    measures = read_measures(page)
    reading = Reading(
        document=page.facts,
        text=source.text,
        outline=tuple(_heading(page.flow, section) for section in page.sections),
        measures=measures,
        targets=read_targets(page),
        projects=read_projects(page),
        mechanisms=read_mechanisms(page),
        problems=problems_of(source.text, page, doubts, measures),
    )
    return as_printed(reading, page.flow)


def page_of(source: Source) -> Page:
    """Prepare a source for the detectors. Raises SecretDocument."""
    return prepared(source)[0]


def prepared(source: Source) -> tuple[Page, Doubts]:
    """The page for the detectors, and what seemed wrong on the way. Raises SecretDocument."""
    tables = _tables(source)
    flow = flow_of(Source(source.text, tables))
    refuse_secret(flow)
    closed, outline = _outlined(flow, tables)
    if outline.breaks:
        flow = flow.broken(outline.breaks)
        closed, outline = _outlined(flow, tables)
    found = facts_of(flow, outline.sections[0].start if outline.sections else len(flow.text), closed)
    return Page(flow, outline.sections, found.facts, tables), Doubts(
        outline.irregular, found.invalid_date, source.notes
    )


def _outlined(flow: Flow, tables: tuple[Table, ...]) -> tuple[list[int], Outline]:
    """Closing blocks and outline of a flow."""
    outside = _outside(flow, tables)
    closed = closings(flow.text, _paragraphs(flow, outside))
    return closed, outline_of(flow, outside, closed)


def _tables(source: Source) -> tuple[Table, ...]:
    """The tables the format knows, and those pasted as text between them."""
    found = find_tables(source.text)
    taken = [(table.start, table.end) for table in source.tables]
    extra = (each for each in found if not any(low < each.end and each.start < high for low, high in taken))
    return tuple(sorted((*source.tables, *extra), key=lambda table: table.start))


def _outside(flow: Flow, tables: tuple[Table, ...]) -> list[tuple[int, int]]:
    ranges, place = [], 0
    for table in tables:
        ranges.append((place, flow.at(table.start)))
        place = flow.at(table.end)
    ranges.append((place, len(flow.text)))
    return [(low, high) for low, high in ranges if low < high]


def _paragraphs(flow: Flow, outside: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The paragraphs that stand in these ranges, which are in order."""
    lows = [low for low, _ in outside]
    places = ((span, bisect_right(lows, span[0]) - 1) for span in flow.paragraphs)
    return [span for span, index in places if index >= 0 and span[0] < outside[index][1]]


def _heading(flow: Flow, section: Section) -> Heading:
    start, end = flow.span(section.start, section.end)
    return Heading(section.path, section.number, section.title, section.level, start, end)
