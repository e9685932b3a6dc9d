"""What the text shows for and against a body's being named here, as codes of `luoshi.reader.certainty`."""

import re
from collections.abc import Iterator
from typing import Literal

from luoshi.reader.units.clauses import Named
from luoshi.reader.units.names import grade

Found = Literal["label", "column", "verb", "bracket", "sentence"]
"""Where a body was named: behind a label, in a table's column, in a bracket with a verb or without, in a sentence."""

_JOINED = re.compile("(?:[局厅委办]|政府)[省市州县区旗盟](?!级|[直属])[\u4e00-\u9fff]{2,}(?:[局厅委办]|政府)$")
_PLACES: dict[Found, str] = {
    "label": "unit_label",
    "column": "unit_column",
    "verb": "unit_verb",
    "bracket": "unit_bracket",
    "sentence": "unit_sentence",
}


def unit_signs(named: Named, found: Found, printed: str) -> tuple[str, ...]:
    """Signs of one body; `printed` is its name with the white space of the source."""
    return (_PLACES[found], *(("unit_first",) if named.ruled else ()), *_name_signs(named, printed))


def _name_signs(named: Named, printed: str) -> Iterator[str]:
    name = named.member.whole or named.member.name
    if named.member.group:
        yield "unit_group"
    elif grade(name) < 2:
        yield "unit_unclear"
    elif grade(name) < 3:
        yield "unit_place"
    if _JOINED.search(name):
        yield "unit_joined"
    if "\n" in printed:
        yield "unit_split"
