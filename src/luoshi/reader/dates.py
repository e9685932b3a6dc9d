"""Dates and periods as documents print them: 2022年7月4日, 二〇二二年七月四日, “十四五”, 2024—2028年."""

import re
from datetime import date

from luoshi.reader.reading import Period

_DIGITS = dict.fromkeys("〇○零ＯO", "0") | {word: str(digit) for digit, word in enumerate("一二三四五六七八九", 1)}
_YEAR = r"(?:[0-9]{4}|[〇○零ＯO一二三四五六七八九]{4})"
_SMALL = r"(?:[0-9]{1,2}|[元一二三四五六七八九十廿卅]{1,3})"
DATE = re.compile(rf"(?P<year>{_YEAR})年(?P<month>{_SMALL})月(?P<day>{_SMALL})日")
"""A full date in digits or in words, in a text without white space."""

NUMERIC_DATE = re.compile(r"(?P<year>[12][0-9]{3})[-./](?P<month>[0-9]{1,2})[-./](?P<day>[0-9]{1,2})")

_SPAN = re.compile(r"(?<![0-9])(20[0-9]{2})年?(?:[-—－–~～至到一]|——){1,2}(20[0-9]{2})(?=年|[）)]|$|[^0-9])")
_FIVE_YEARS = re.compile(
    r"(?<![一二三四五六七八九第])(十[一二三四五六七八九]?)五(?:(?<=十.五)|(?<=[“\"『「]十五)[”\"』」]|(?=时期|期间|规划|计划))"
)
_NARROW = {ord("０") + digit: ord("0") + digit for digit in range(10)}


def iso_date(text: str) -> str | None:
    """ISO 8601 of the first date in a squeezed text; None when there is none or when that day does not exist.

    >>> [iso_date(each) for each in ("2022年07月4日", "二〇二二年十月二十一日", "2022年2月30日", "2024-1-5")]
    ['2022-07-04', '2022-10-21', None, '2024-01-05']
    """
    narrow = text.translate(_NARROW)
    found = DATE.search(narrow) or NUMERIC_DATE.search(narrow)
    if found is None:
        return None
    try:
        return date(*(_number(found[part]) for part in ("year", "month", "day"))).isoformat()
    except ValueError:
        return None


def _number(words: str) -> int:
    if words.isdecimal():
        return int(words)
    if len(words) == 4:
        return int("".join(_DIGITS.get(char, char) for char in words))
    value = words.replace("元", "一").replace("廿", "二十").replace("卅", "三十")
    tens, ten, units = value.rpartition("十")
    return 10 * int(_DIGITS.get(tens, "1" if ten else "0")) + int(_DIGITS.get(units, "0"))


def period_in(text: str) -> Period:
    """The years a title or a sentence names; an empty period when it names none.

    >>> [period_in(each) for each in ("“十四五”规划", "行动计划（2024—2028年）", "2026年工作要点")]
    [Period(first=2021, last=2025), Period(first=2024, last=2028), Period(first=2026, last=2026)]
    """
    narrow = text.translate(_NARROW)
    years = [(int(first), int(last)) for first, last in _SPAN.findall(narrow)]
    rising = next(((first, last) for first, last in years if first < last <= first + 30), None)
    if rising:
        return Period(*rising)
    fives = [_five_years(match) for match in _FIVE_YEARS.finditer(narrow)]
    if fives:
        return Period(fives[0], fives[-1] + 4)
    year = re.search(r"(?<![0-9])(20[0-9]{2})年度?(?!远景|[0-9])", narrow)
    return Period(int(year[1]), int(year[1])) if year else Period()


def _five_years(found: "re.Match[str]") -> int:
    """First year of a five-year plan: the first began in 1953, the tenth in 2001."""
    number = 10 + ("一二三四五六七八九".index(found[1][1]) + 1 if len(found[1]) > 1 else 0)
    return 1951 + 5 * number
