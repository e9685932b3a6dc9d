"""Numbers that Word makes itself (一、 （一） 1.): they stand in numbering.xml, not in the paragraphs."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_LEVELS = 9
_LONGEST_TEXT = 60
_DEEPEST_STYLE = 40
_WHOLE = re.compile("[0-9]{1,9}")

_HAN = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def chinese(number: int, digits: str = _HAN, ten: str = "十", hundred: str = "百", one_ten: bool = False) -> str:
    """A number below 1000 in words.

    >>> [chinese(n) for n in (1, 10, 12, 20, 101, 110)]
    ['一', '十', '十二', '二十', '一百〇一', '一百一十']
    """
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    words = digits[hundreds % 10] + hundred if hundreds else ""
    if hundreds and rest and not tens:
        words += digits[0]
    if tens:
        words += ("" if tens == 1 and not hundreds and not one_ten else digits[tens]) + ten
    return words + (digits[units] if units or not number else "")


def _roman(number: int) -> str:
    words = ""
    for value, letters in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        words += letters * (number // value)
        number %= value
    return words


def _letters(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _from(first: str, last: int) -> "dict[int, str]":
    return {number: chr(ord(first) + number - 1) for number in range(1, last + 1)}


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": lambda number: "".join(_HAN[int(digit)] for digit in str(number)),
    "japaneseDigitalTenThousand": lambda number: "".join(_HAN[int(digit)] for digit in str(number)),
    "taiwaneseDigital": lambda number: "".join(_HAN[int(digit)] for digit in str(number)),
    "chineseLegalSimplified": lambda number: chinese(number, _LEGAL, "拾", "佰", one_ten=True),
    "ideographTraditional": lambda number: _STEMS[(number - 1) % 10],
    "ideographZodiac": lambda number: _BRANCHES[(number - 1) % 12],
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)}),
    "decimalFullWidth2": lambda number: str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)}),
    "decimalEnclosedCircle": lambda number: _from("①", 20).get(number, str(number)),
    "decimalEnclosedCircleChinese": lambda number: _from("①", 20).get(number, str(number)),
    "decimalEnclosedParen": lambda number: _from("⑴", 20).get(number, f"({number})"),
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "ideographEnclosedCircle": lambda number: _from("㊀", 10).get(number, f"({chinese(number)})"),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "none": lambda _number: "",
}
"""ST_NumberFormat (ECMA-376 part 1, 17.18.59) -> the number in print; what is not here prints as decimal."""


@dataclass(frozen=True, slots=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    tight: bool = False


@dataclass
class _List:
    """An abstract numbering: its levels and where its counters stand."""

    levels: dict[int, _Level]
    counters: list[int | None] = field(default_factory=lambda: [None] * 9)


class Numbering:
    """Counts through a document; `label` must be called for every paragraph in order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._styles = _styles(styles)
        self._lists: dict[str, _List] = {}
        self._of_number: dict[str, str] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        self._levels_override: dict[str, dict[int, _Level]] = {}
        self._used: set[str] = set()
        if numbering is not None:
            self._load(numbering)

    def _load(self, numbering: etree._Element) -> None:
        for abstract in numbering.iterfind(f"{W}abstractNum"):
            levels = {_int(each, "ilvl"): _level(each) for each in abstract.iterfind(f"{W}lvl")}
            known = {level: found for level, found in levels.items() if level < _LEVELS}
            self._lists[abstract.get(f"{W}abstractNumId", "")] = _List(known)
        for number in numbering.iterfind(f"{W}num"):
            key = number.get(f"{W}numId", "")
            self._of_number[key] = _value(number, "abstractNumId") or ""
            for override in number.iterfind(f"{W}lvlOverride"):
                level = _int(override, "ilvl")
                start, replaced = _value(override, "startOverride"), override.find(f"{W}lvl")
                if whole(start, -1) >= 0:
                    self._overrides.setdefault(key, {})[level] = whole(start, 0)
                if replaced is not None and level < _LEVELS:
                    self._levels_override.setdefault(key, {})[level] = _level(replaced)
        self._follow_links(numbering)

    def _follow_links(self, numbering: etree._Element) -> None:
        """A numbering may only point at a style that points at the numbering that counts."""
        for abstract in numbering.iterfind(f"{W}abstractNum"):
            link = _value(abstract, "numStyleLink")
            number, _ = self._styles.get(link or "", (None, None))
            target = self._lists.get(self._of_number.get(number or "", ""))
            if link and target is not None:
                self._lists[abstract.get(f"{W}abstractNumId", "")] = target

    def label(self, properties: etree._Element | None) -> str:
        """The number before a paragraph with these properties (w:pPr), "" for none."""
        number, level = self._place(properties)
        chain = self._lists.get(self._of_number.get(number or "", ""))
        if number is None or chain is None or not 0 <= level < _LEVELS:
            return ""
        levels = chain.levels | self._levels_override.get(number, {})
        self._count(number, chain, levels, level)
        found = levels.get(level, _Level())
        if found.format == "bullet":
            return ""
        text = found.text
        for index in range(9):
            if f"%{index + 1}" in text:
                text = text.replace(f"%{index + 1}", _printed(chain, levels, index, legal=found.legal))
        return text if found.tight or not text else f"{text} "

    def _place(self, properties: etree._Element | None) -> tuple[str | None, int]:
        if properties is None:
            return None, 0
        style_number, style_level = self._styles.get(_value(properties, "pStyle") or "", (None, None))
        own = properties.find(f"{W}numPr")
        number = style_number if own is None else _value(own, "numId") or style_number
        level = (None if own is None else _value(own, "ilvl")) or style_level or "0"
        return (None if number == "0" else number), whole(level, 0)

    def _count(self, number: str, chain: _List, levels: dict[int, _Level], level: int) -> None:
        counters = chain.counters
        if number not in self._used:
            self._used.add(number)
            for index, start in self._overrides.get(number, {}).items():
                if 0 <= index < 9:
                    counters[index] = start - 1
        for index in range(level):
            if counters[index] is None:
                counters[index] = levels.get(index, _Level()).start
        value = counters[level]
        counters[level] = levels.get(level, _Level()).start if value is None else value + 1
        for index in range(level + 1, 9):
            restart = levels.get(index, _Level()).restart
            if restart is None or (restart and level < restart):
                counters[index] = None


def _printed(chain: _List, levels: dict[int, _Level], index: int, *, legal: bool) -> str:
    value = chain.counters[index]
    number = levels.get(index, _Level()).start if value is None else value
    kind = "decimal" if legal else levels.get(index, _Level()).format
    return _FORMATS.get(kind, str)(number) if 0 < number < 1000 else str(number)


def _level(element: etree._Element) -> _Level:
    restart = _value(element, "lvlRestart")
    return _Level(
        format=_value(element, "numFmt") or "decimal",
        text=(_value(element, "lvlText") or "")[:_LONGEST_TEXT],
        start=whole(_value(element, "start"), 1),
        restart=whole(restart, 0) if restart and whole(restart, -1) >= 0 else None,
        legal=element.find(f"{W}isLgl") is not None,
        tight=_value(element, "suff") == "nothing",
    )


def _styles(styles: etree._Element | None) -> dict[str, tuple[str | None, str | None]]:
    """Style id -> number and level, taken from the styles it is based on where it has none itself."""
    if styles is None:
        return {}
    own, base = {}, {}
    for style in styles.iterfind(f"{W}style"):
        key = style.get(f"{W}styleId", "")
        found = style.find(f"{W}pPr/{W}numPr")
        own[key] = (None, None) if found is None else (_value(found, "numId"), _value(found, "ilvl"))
        base[key] = _value(style, "basedOn") or ""
    return {key: _inherited(key, own, base) for key in own}


def _inherited(
    key: str, own: dict[str, tuple[str | None, str | None]], base: dict[str, str]
) -> tuple[str | None, str | None]:
    number, level = None, None
    seen: set[str] = set()
    while key in own and key not in seen and len(seen) < _DEEPEST_STYLE:
        seen.add(key)
        number, level = number or own[key][0], level or own[key][1]
        key = base[key]
    return number, level


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val")


def _int(element: etree._Element, name: str) -> int:
    return whole(element.get(f"{W}{name}"), 0)


def whole(value: str | None, otherwise: int) -> int:
    """A number of up to nine digits as an attribute has it."""
    return int(value) if value is not None and _WHOLE.fullmatch(value) else otherwise
