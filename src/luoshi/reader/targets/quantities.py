"""Figures with their units: 7%, 1.2万户, 3,000亩, 8-10个, 三家, 七成, 百分之七, 两位数, 翻一番, 百万千瓦级."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from luoshi.reader.targets import words

Kind = Literal["percent", "points", "times", "count", "amount", "span", "bare", "class", "fold"]

NARROW = str.maketrans("０１２３４５６７８９％．＋－～﹣−〜﹪＞＜＝／﹤﹥", "0123456789%.+-~--~%><=/<>")
"""Full-width digits and signs to ASCII, one character for one."""

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(words.SPANS, "span"),
    **dict.fromkeys(words.AMOUNTS, "amount"),
    **dict.fromkeys(words.COUNTS, "count"),
    **dict.fromkeys(words.TIMES, "times"),
    **dict.fromkeys(words.POINTS, "points"),
    **dict.fromkeys(words.PERCENT, "percent"),
}
_HAN_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}


def any_of(choices: Iterable[str]) -> str:
    """Alternatives for a regular expression, longest first.

    >>> any_of(["元", "万元"])
    '万元|元'
    """
    return "|".join(re.escape(each) for each in sorted(set(choices), key=lambda each: (-len(each), each)))


_UNIT, _SCALE, _PER = any_of(_KINDS), any_of(words.SCALES), any_of(words.PER)
_UNITS = rf"(?P<unit>(?:{_UNIT})(?:[/每](?:{_PER})(?:·(?:{_PER}))?)?|/(?:1?0?[万千]|100万))"
_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_HAN = "[一二三四五六七八九十百千两]"
_SUFFIX = rf"(?:[（(]含[）)])?(?P<suffix>{any_of(words.SUFFIXES)})?"
_FIGURE = re.compile(
    rf"(?<![0-9A-Za-z.,_{{+:∶第*^/×])(?:(?P<low>{_NUMBER})(?:{_SCALE})?(?:{_UNIT})?(?:[-—–~至]{{1,2}}|到)(?P<high>{_NUMBER})"
    rf"|(?P<number>{_NUMBER}))(?![0-9.,:+]|(?!EF|EB)[A-FH-JLN-OQ-SU-Za-jln-tv-z])"
    rf"[余多来]?(?P<scale>(?:{_SCALE})?)[余多]?{_UNITS}?{_SUFFIX}(?![/×][0-9])"
)
_IN_WORDS = re.compile(
    rf"(?<![第前之])(?P<han>(?:[二三四五六七八九十两]|一[十百千]){_HAN}{{0,6}})[余多]?(?P<scale>[万亿]?){_UNITS}{_SUFFIX}"
)
_SPOKEN = re.compile(
    rf"(?:百分之(?P<percent>{_HAN}{{1,4}}|[0-9.]+)|(?<![第前])(?P<tenths>[一二三四五六七八九])成(?=以上|左右|[，。；、]|$)"
    r"|(?P<digits>[两二2三3]位数)|翻(?P<fold>[一两二三1-3])?番|(?<=[长加高升约近])(?P<once>[一1])倍"
    rf"|(?P<whole>[二三四五])分之(?P<part>[一二三四])){_SUFFIX}"
)
_CLASS = re.compile(
    r"(?<![0-9一二三四五六七八九十两数几])(?:(?P<scale>百万|千万|十万|亿)(?P<unit>千瓦时|千瓦|吨|立方米)(?P<rank>级?)"
    rf"|(?P<money>[百千万])亿元{_SUFFIX})"
)
_HUNDREDS = {"百": 100, "千": 1000, "万": 10000}
_CLASSES = {"十万": (10, "万"), "百万": (100, "万"), "千万": (1000, "万"), "亿": (1, "亿")}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure at `start`..`end` of the flow, `stop` after 以上 and the like; `suffix` is that word.

    `value` counts in `unit`, which is as printed (万亩) but for figures in words (七成 is 70 %). `spoken` tells
    that the figure stands in words.
    """

    start: int
    end: int
    stop: int
    value: Decimal
    high: Decimal | None
    unit: str | None
    kind: Kind
    suffix: str = ""
    spoken: bool = False


def quantities(narrow: str, start: int, end: int) -> list[Quantity]:
    """Figures in `narrow[start:end]` (a text after `translate(NARROW)`), in order, none within another."""
    found = [quantity for pattern, make in _READERS for quantity in _read(pattern, make, narrow, start, end)]
    found.sort(key=lambda each: (each.start, -each.end))
    kept: list[Quantity] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


_Make = Callable[["re.Match[str]"], Quantity | None]


def _read(pattern: "re.Pattern[str]", make: _Make, narrow: str, start: int, end: int) -> Iterator[Quantity]:
    for match in pattern.finditer(narrow, start, end):
        quantity = make(match)
        if quantity is not None:
            yield quantity


def _end(match: "re.Match[str]") -> int:
    """Where the figure ends without its suffix."""
    return match.start("suffix") if match["suffix"] else match.end()


def _another_word(match: "re.Match[str]", unit: str) -> bool:
    """Whether what looks like a unit begins another word (3方面, 三个一批)."""
    after = match.string[match.end("unit") : match.end("unit") + 1]
    return bool(after) and (after in words.OTHER_WORDS.get(unit[-1], "") or (unit == "个" and after == "一"))


def _figure(match: "re.Match[str]") -> Quantity | None:
    unit, scale = match["unit"] or "", match["scale"]
    if (unit and _another_word(match, unit)) or not (unit or scale or match["suffix"] or _stops(match)):
        return None
    low, high = match["low"] or match["number"], match["high"]
    kind = _kind(unit)
    year = kind == "span" and unit == "年" and float(low.replace(",", "")) > 200
    if year or (unit == "方" and not scale) or match.string[match.end() - 1 : match.end() + 1] == "年级":
        return None
    return Quantity(
        match.start(),
        _end(match),
        match.end(),
        _decimal(low),
        _decimal(high) if high else None,
        scale + unit or None,
        kind,
        match["suffix"] or "",
    )


def _stops(match: "re.Match[str]") -> bool:
    """A number without a unit is a figure only where the clause or the member ends."""
    return match.string[match.end() : match.end() + 1] in "，。；、,;）)和及与\n"


def _kind(unit: str) -> Kind:
    return _KINDS.get(re.split("[/每]", unit)[0], "amount") if unit else "bare"


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _in_words(match: "re.Match[str]") -> Quantity | None:
    unit = match["unit"]
    if _another_word(match, unit) or _kind(unit) == "span" or unit in {"次", "级", "分", "方", "位"}:
        return None
    value = Decimal(_han(match["han"]))
    suffix = match["suffix"] or ""
    return Quantity(
        match.start(),
        _end(match),
        match.end(),
        value,
        None,
        match["scale"] + unit,
        _kind(unit),
        suffix,
        spoken=True,
    )


def _han(numeral: str) -> int:
    """A Chinese numeral below 10,000.

    >>> [_han(each) for each in ("三", "十", "一百二十", "两千零五", "三百六")]
    [3, 10, 120, 2005, 306]
    """
    total = digit = 0
    for char in numeral:
        if char in _POWERS:
            total += (digit or 1) * _POWERS[char]
            digit = 0
        else:
            digit = _HAN_DIGITS.get(char, 0)
    return total + digit


def _spoken(match: "re.Match[str]") -> Quantity:
    value, unit, kind = _spoken_value(match)
    suffix = match["suffix"] or ""
    return Quantity(match.start(), _end(match), match.end(), value, None, unit, kind, suffix, spoken=True)


def _spoken_value(match: "re.Match[str]") -> tuple[Decimal, str, Kind]:
    if match["percent"]:
        digits = match["percent"]
        return (
            (_decimal(digits.strip(".") or "0") if digits[0] in "0123456789." else Decimal(_han(digits))),
            "%",
            "percent",
        )
    if match["tenths"]:
        return Decimal(10 * _han(match["tenths"])), "%", "percent"
    if match["digits"]:
        return Decimal(10 if match["digits"][0] in "两二2" else 100), "%", "percent"
    if match["whole"]:
        share = Decimal(100 * _han(match["part"])) / _han(match["whole"])
        return share.quantize(Decimal("0.1")).normalize(), "%", "percent"
    if match["once"]:
        return Decimal(1), "倍", "times"
    fold = match["fold"] or "一"
    return Decimal(2 ** (int(fold) if fold.isdecimal() else _han(fold))), "倍", "fold"


def _class(match: "re.Match[str]") -> Quantity:
    if match["money"]:
        money, suffix = Decimal(_HUNDREDS[match["money"]]), match["suffix"] or ""
        return Quantity(match.start(), _end(match), match.end(), money, None, "亿元", "class", suffix, spoken=True)
    value, scale = _CLASSES[match["scale"]]
    return Quantity(
        match.start(),
        match.end(),
        match.end(),
        Decimal(value),
        None,
        scale + match["unit"],
        "class",
        spoken=True,
    )


_READERS: tuple[tuple["re.Pattern[str]", _Make], ...] = (
    (_FIGURE, _figure),
    (_IN_WORDS, _in_words),
    (_SPOKEN, _spoken),
    (_CLASS, _class),
)
