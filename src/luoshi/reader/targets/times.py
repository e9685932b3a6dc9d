"""When a figure is due: the years a text names, what kind of naming it is, and whether that time is over."""

import re
from dataclasses import dataclass
from typing import Literal

from luoshi.reader.reading import Facts

_HAN = {char: value for value, char in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_TIME = re.compile(
    r"(?<![0-9])(?P<from>20[0-9]{2})年?(?:[-—–~至到]|——){1,2}(?P<to>20[0-9]{2})年(?:期间|间)?"
    r"|(?<![0-9])(?P<since>20[0-9]{2})年起(?:的|，)?(?P<run>[0-9]{1,2}|[一二两三四五六七八九十])年之?内"
    r"|(?<![0-9])(?P<year>20[0-9]{2})年(?!以来|版)"
    r"|[“\"]?(?P<plan>十[一二三四五六]?)五[”\"]?(?P<stage>期间|时期|期末|末|期内|规划期)?"
    r"(?!规划|实施方案|方案|纲要|发展规划|以来|专项|开局|[^，。；]{0,24}(?:规划|实施方案|纲要)[》”])"
    r"|(?P<this>今年|本年度|年内(?=[，新完建实力])|年底前|年末)"
    r"|(?:用|利用|通过|经过|力争)(?P<span>[0-9]{1,2}|[一二两三四五六七八九十])(?:至[一二三四五六七八九0-9]|[-—到][0-9])?年(?:左右)?的?(?:时间|内|之内|努力)"
    r"|(?P<within>[0-9]{1,2}|[一二两三四五六七八九十])年(?:之)?内|未来(?P<future>[0-9]|[一二两三四五])年"
)
_BASE_BEFORE = re.compile(r"(?:比|较|与|以|由|从|同|相对于|相较于|对比|基于)$")
_BASE_AFTER = re.compile(r"(?:末|底)?的?(?:基础上|水平|基数|相比|为基|基准|同期|实绩|的?[0-9])")
_EDGE_BEFORE = re.compile(r"(?:到|至|截至|截止)$")
_STARTS = re.compile(r"(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?(?:起|开始)")


@dataclass(frozen=True, slots=True)
class Frame:
    """What the document says about itself: the year it was issued and the years it covers."""

    issued: int | None
    first: int | None
    last: int | None

    @classmethod
    def of(cls, facts: Facts) -> "Frame":
        """The frame of a document."""
        issued = int(facts.date[:4]) if facts.date else None
        return cls(issued, facts.period.first, facts.period.last)

    @property
    def present(self) -> int | None:
        """Years before this one are over."""
        return self.issued or self.first

    def is_over(self, year: int) -> bool:
        """Whether the document looks back on this year."""
        return self.present is not None and year < self.present


@dataclass(frozen=True, slots=True)
class Mark:
    """A time named at `start`..`end`; `kind` is year (a point), period (printed as one) or base (compared with)."""

    start: int
    end: int
    year: int
    kind: Literal["year", "period", "base"]
    over: bool


def marks(narrow: str, start: int, end: int, frame: Frame) -> list[Mark]:
    """Times named in `narrow[start:end]`, in order."""
    found = []
    for match in _TIME.finditer(narrow, start, end):
        year, kind = _year(match, frame)
        if year is None:
            continue
        if _is_base(match, start):
            kind = "base"
        found.append(Mark(match.start(), match.end(), year, kind, frame.is_over(year)))
    return found


def _is_base(match: "re.Match[str]", start: int) -> bool:
    before = match.string[max(start, match.start() - 3) : match.start()]
    after = match.string[match.end() : match.end() + 6]
    if _BASE_BEFORE.search(before):
        return not _STARTS.match(after)
    return match["year"] is not None and before[-1:] not in "到至为" and bool(_BASE_AFTER.match(after))


def _year(match: "re.Match[str]", frame: Frame) -> tuple[int | None, Literal["year", "period", "base"]]:
    if match["to"]:
        return int(match["to"]), "period"
    if match["since"]:
        return int(match["since"]) + _count(match["run"]) - 1, "period"
    if match["year"]:
        return int(match["year"]), "year"
    if match["plan"] and not match["stage"] and match[0][0] == "十":
        return None, "year"
    if match["plan"]:
        year = five_years_end(match["plan"])
        point = match["stage"] in {"末", "期末"} or _EDGE_BEFORE.search(match.string[: match.start()][-3:])
        return year, "year" if point else "period"
    if match["this"]:
        return frame.present, "year"
    return _from_now(match["span"] or match["within"] or match["future"], frame), "period"


def _from_now(count: str, frame: Frame) -> int | None:
    """The year that so many years from the document's own beginning lead to."""
    if frame.last is not None:
        return frame.last
    years = _count(count)
    return frame.issued + years if frame.issued is not None else None


def _count(numeral: str) -> int:
    return int(numeral) if numeral.isdecimal() else _HAN.get(numeral, 0)


def five_years_end(words: str) -> int:
    """Last year of a five-year plan (“十四五”: 十四): the first ended in 1957.

    >>> five_years_end("十四"), five_years_end("十")
    (2025, 2005)
    """
    return 1952 + 5 * (10 + _HAN.get(words[1:], 0)) + 3 if len(words) > 1 else 2005
