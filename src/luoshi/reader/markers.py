"""Numbers that may begin a heading: 第一章 一、 （一） 1. 1.1 （1） 1） ① and their look-alikes.

GB/T 9704-2012, 7.3.3 gives 一、 （一） 1. （1）; documents in the wild use the rest as well.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from luoshi.reader.flow import Flow

_HAN = "[一二三四五六七八九十百]{1,4}"
_DIGITS = "[0-9０-９]"

FORMS = {
    "篇": rf"第(?:{_HAN}|{_DIGITS}{{1,3}})[篇编]",
    "部分": rf"第{_HAN}部分[、：:]?",
    "章": rf"第(?:{_HAN}|{_DIGITS}{{1,3}})章",
    "节": rf"第(?:{_HAN}|{_DIGITS}{{1,3}})节",
    "条": rf"第(?:{_HAN}|{_DIGITS}{{1,3}})条",
    "一、": rf"(?<![第十百]){_HAN}[、．.](?!{_HAN}(?:[、，和]|[二三]?产|[级期类次季线环号]))|^[—ー][、．]",
    "（一）": rf"[（(【〔]{_HAN}[）)】〕][、.．]?|[㈠-㈩][、.．]?|^[（(][—－ー-][）)]",
    "1.": rf"(?<![0-9０-９.．第]){_DIGITS}{{1,3}}(?:[.．]、?|、)",
    "1.1": r"(?<![0-9.．])[0-9]{1,2}[.．][0-9]{1,2}(?![0-9.．])[.．、]?",
    "1.1.1": r"(?<![0-9.．])[0-9]{1,2}[.．][0-9]{1,2}[.．][0-9]{1,2}(?![0-9.．])[.．、]?",
    "1.1.1.1": r"(?<![0-9.．])[0-9]{1,2}(?:[.．][0-9]{1,2}){3}(?![0-9.．])[.．、]?",
    "（1）": rf"[（(【〔]{_DIGITS}{{1,2}}[）)】〕][、.．]?|[⑴-⒇][、.．]?",
    "1）": rf"(?<![0-9０-９（(.．]){_DIGITS}{{1,2}}[）)]",
    "①": "[①-⑳][、.．]?",
}
"""Form -> pattern, from the highest rank to the lowest."""

RANK = {form: rank for rank, form in enumerate(FORMS)} | {"#": -1}

_ORDER = ("篇", "部分", "章", "节", "条", "一、", "（一）", "1.1.1.1", "1.1.1", "1.1", "1.", "（1）", "1）", "①")
_MARKER = re.compile("|".join(f"(?P<f{RANK[form]}>{FORMS[form]})" for form in _ORDER), re.MULTILINE)
_BARE = re.compile(rf"^(?:[0-9]{{1,2}}(?=[\u4e00-\u9fff])|{_HAN}(?=[^一二三四五六七八九十百、．.]))", re.MULTILINE)
_NUMERALS = re.compile("[一二三四五六七八九十百0-9０-９㈠-㈩①-⑳⑴-⒇—ー－]+|(?<=[（(])-(?=[）)])")
_PLAIN = re.compile(FORMS["1."])
_HASHES = re.compile(r"^[ \t]*(#(?=[ \t])|#{2,6})[ \t*]*(?=[^\s#*])", re.MULTILINE)
_OPENING = "第（(【〔"
_FORM = {f"f{rank}": form for form, rank in RANK.items()}
_HAN_VALUE = {char: value for value, char in enumerate("一二三四五六七八九", 1)}
_LISTS = (("㈠", 1), ("①", 1), ("⑴", 1))


@dataclass(frozen=True, slots=True)
class Marker:
    """A possible heading number: `start`..`end` in the flow; `leads` when it begins its paragraph.

    `hashes` are the # before it in Markdown; a heading with no number there has the form # and an empty place.
    """

    form: str
    ordinal: int
    start: int
    end: int
    leads: bool
    hashes: int = 0


def ordinal(text: str) -> int:
    """The value of a printed number.

    >>> [ordinal(each) for each in ("十二、", "（三）", "第二十一条", "１２．", "⑶", "1.4", "十、", "（—）")]
    [12, 3, 21, 12, 3, 4, 10, 1]
    """
    digits = re.findall("[0-9]+", text.translate(_NARROW))
    if digits:
        return int(digits[-1])
    if "百" in text or "十" in text or any(char in _HAN_VALUE for char in text):
        return _han(re.sub("[^一二三四五六七八九十百]", "", text))
    if any(dash in text for dash in "—－ー-"):
        return 1
    return next(ord(text[0]) - ord(first) + value for first, value in reversed(_LISTS) if text[0] >= first)


_NARROW = {ord("０") + digit: ord("0") + digit for digit in range(10)}


def _han(text: str) -> int:
    value, digit = 0, 0
    for char in text:
        if char in _HAN_VALUE:
            digit = _HAN_VALUE[char]
        else:
            value += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
    return value + digit


def markers(flow: Flow, outside: Sequence[tuple[int, int]]) -> list[Marker]:
    """Every possible number in these ranges of the flow, in order."""
    found: list[Marker] = []
    bare: list[Marker] = []
    for low, high in outside:
        found += (marker for marker in _candidates(flow, low, high) if _stands(flow, marker))
        bare += _bare(flow, low, high)
    used = {marker.form for marker in found}
    if "1.1" in used:
        found += (marker for marker in bare if marker.form == "1.")
    if "一、" not in used:
        found += (marker for marker in bare if marker.form == "一、")
    return _with_hashes(flow, sorted(found, key=lambda marker: marker.start), outside)


def _with_hashes(flow: Flow, found: list[Marker], outside: Iterable[tuple[int, int]]) -> list[Marker]:
    """Markdown's headings: how deep the numbered ones are, and those that have no number."""
    if "#" not in flow.printed:
        return found
    ends = [(flow.at(line.end()), len(line[1])) for line in _HASHES.finditer(flow.printed)]
    deep = {place: hashes for place, hashes in ends if any(low <= place < high for low, high in outside)}
    if list(deep.values()).count(1) == 1 and next(iter(deep.values())) == 1:
        del deep[next(iter(deep))]
    numbered = [replace(marker, hashes=deep.pop(marker.start, 0)) for marker in found]
    bare = [Marker("#", 0, place, place, leads=True, hashes=hashes) for place, hashes in deep.items()]
    return sorted([*numbered, *bare], key=lambda marker: marker.start)


def _candidates(flow: Flow, low: int, high: int) -> Iterator[Marker]:
    """Numerals are found first, and only around them the forms are tried: that is several times as fast."""
    text, done = flow.text, low
    for spot in _NUMERALS.finditer(text, low, high):
        start = spot.start()
        if start > low and text[start - 1] in _OPENING:
            start -= 1
        match = _MARKER.match(text, start, high) if start >= done else None
        if match is None or match.end() >= high:
            continue
        form = _FORM[match.lastgroup or ""]
        if form.startswith("1.1") and not flow.gap(match.end()):
            match, form = _PLAIN.match(text, start, high) or match, "1."
        done = match.end()
        yield Marker(form, ordinal(match[0]), start, done, start == low or text[start - 1] == "\n")


def _bare(flow: Flow, low: int, high: int) -> Iterator[Marker]:
    """A number with only white space after it: 2　重点任务 beside 2.1, or 二　重点任务 where no 二、 is used."""
    for match in _BARE.finditer(flow.text, low, high):
        if flow.blank(match.end()):
            form = "1." if match[0].isdigit() else "一、"
            yield Marker(form, ordinal(match[0]), *match.span(), leads=True)


def _stands(flow: Flow, marker: Marker) -> bool:
    """A digit after 1. makes a figure unless white space stood between; 1.1 needs white space after it."""
    following = flow.text[marker.end]
    if following == "\n":
        return False
    if marker.form in {"1.", "1）", "（1）"}:
        return flow.gap(marker.end) or not following.isdigit()
    return True
