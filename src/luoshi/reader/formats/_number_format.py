"""Numbers and dates of a sheet as a person sees them: a value and its number format to text.

Formats are those of ECMA-376 part 1, 18.8.30 and 18.8.31, as far as task lists use them; a format that is not
understood gives the number in its general form, which is never wrong.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0", 38: "#,##0", 39: "#,##0.00",
    40: "#,##0.00", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 45: "mm:ss", 47: "mm:ss", 30: "m/d/yy",
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 31: 'yyyy"年"m"月"d"日"',
    **dict.fromkeys((27, 36, 50, 52, 55, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 51, 53, 54, 56, 58), 'm"月"d"日"'),
}  # fmt: skip
"""Number of a built-in format in Chinese Office -> its code."""

_MOST_DIGITS, _MOST_PLACES = 15, 10
_LONGEST_CODE = 255
_TOKEN = re.compile(
    r"""(?P<literal>"[^"]*"|\\.|!.)|(?P<space>_.|\*.)|(?P<bracket>\[[^\]]*\])"""
    r"""|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+|上午/下午|[aA][mM]/[pP][mM]|[aA]{3,4})|(?P<digit>[0#?,.]+)|(?P<other>.)""",
    re.DOTALL,
)
_PLACES = re.compile(r"(?P<whole>[#0?,]*?)(?:\.(?P<part>[#0?]*))?(?P<scale>,*)")
_MONEY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
_WEEK = "一二三四五六日"

Token = tuple[str, str]


def shown(value: float, code: str, *, since_1904: bool = False) -> str:
    """The text of a number under a format code.

    >>> [shown(0.85, "0%"), shown(12345.678, "#,##0.00"), shown(46022, 'yyyy"年"m"月"d"日"'), shown(1200, "General")]
    ['85%', '12,345.68', '2025年12月31日', '1200']
    """
    section, negative = _section(value, code)
    tokens = _tokens(section)
    if any(kind == "date" for kind, _ in tokens):
        return _date(value, tokens, chinese="[DBNum1]" in section, since_1904=since_1904)
    if any(kind == "digit" for kind, _ in tokens):
        return _number(abs(value) if negative else value, tokens)
    if tokens and all(kind == "literal" for kind, _ in tokens):
        return "".join(text for _, text in tokens)
    return general(value)


def general(value: float) -> str:
    """A number without a format: eleven digits, no zeros at the end.

    >>> [general(each) for each in (3.0, 0.1 + 0.2, 1e20, -12.5)]
    ['3', '0.3', '1E+20', '-12.5']
    """
    text = f"{value:.11G}"
    return text if "E" in text else text.rstrip("0").rstrip(".") if "." in text else text


def _section(value: float, code: str) -> tuple[str, bool]:
    """The part of a code for positive, negative or zero, and whether it shows a negative number without its sign."""
    parts = _sections(code[:_LONGEST_CODE])
    if value < 0 and len(parts) > 1:
        return parts[1], True
    if value == 0 and len(parts) > 2:
        return parts[2], False
    return parts[0], False


@lru_cache(maxsize=256)
def _sections(code: str) -> Sequence[str]:
    return re.split(r""";(?=(?:[^"]*"[^"]*")*[^"]*$)""", code)


@lru_cache(maxsize=256)
def _tokens(section: str) -> Sequence[Token]:
    """Pieces of a section; "literal" holds what is printed as it stands. General has none."""
    if re.sub(r"\[[^\]]*\]", "", section).strip().lower() in {"", "general", "g/通用格式", "@"}:
        return ()
    tokens: list[Token] = []
    for found in _TOKEN.finditer(section):
        kind, text = str(found.lastgroup), found[0]
        if kind == "literal":
            tokens.append((kind, text[1:-1] if text[0] == '"' else text[1:]))
        elif kind == "bracket":
            tokens += _bracket(text)
        elif kind in {"date", "digit"}:
            tokens.append((kind, text))
        elif kind == "other":
            tokens.append(("literal", text))
    return tokens


def _bracket(text: str) -> list[Token]:
    money = _MONEY.fullmatch(text)
    if money and money[1]:
        return [("literal", money[1])]
    return [("date", text.strip("[]"))] if re.fullmatch(r"\[(?:h+|m+|s+)\]", text, re.IGNORECASE) else []


def _number(value: float, tokens: Sequence[Token]) -> str:
    """Digits take the first place for them; a fraction or an exponent is shown in general form."""
    places = [text for kind, text in tokens if kind == "digit"]
    literals = [text for kind, text in tokens if kind == "literal"]
    pattern = _PLACES.fullmatch(places[0])
    if pattern is None or len(places) > 1 or any(text in "/eE" for text in literals):
        return general(value)
    scaled = Decimal(repr(value)) * (100 ** sum(text.count("%") for text in literals))
    digits = _digits(scaled / 1000 ** len(pattern["scale"]), pattern["whole"], pattern["part"] or "")
    return "".join(digits if kind == "digit" else text for kind, text in tokens)


def _digits(value: Decimal, whole: str, part: str) -> str:
    if value.adjusted() > _MOST_DIGITS or len(part) > _MOST_PLACES:
        return general(float(value))
    rounded = value.quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    text = f"{abs(rounded):,f}" if "," in whole else f"{abs(rounded):f}"
    head, _, tail = text.partition(".")
    head = head.zfill(min(whole.count("0"), _MOST_DIGITS)) if "," not in whole else head
    while tail and part[len(tail) - 1] in "#?" and tail[-1] == "0":
        tail = tail[:-1]
    if "0" not in whole and head == "0" and tail:
        head = ""
    sign = "-" if rounded < 0 else ""
    return sign + head + (f".{tail}" if tail else "")


def moment(value: float, *, since_1904: bool = False) -> datetime | None:
    """The day and time a serial number stands for; None outside the years 1900 to 9999."""
    days = value + 1462 if since_1904 else value
    if not 0 <= days < 2958465:
        return None
    # 1900 counts as a leap year: up to its 29 February the days are one later.
    start = datetime(1899, 12, 31) if days < 60 else datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no zones
    return start + timedelta(seconds=round(days * 86400))


def _date(value: float, tokens: Sequence[Token], *, chinese: bool, since_1904: bool) -> str:
    when = moment(value, since_1904=since_1904)
    if when is None:
        return general(value)
    kinds = [text.lower() for kind, text in tokens if kind == "date"]
    halves = any("/" in text for text in kinds)
    printed, before = "", ""
    for kind, text in tokens:
        if kind != "date":
            printed += text
            continue
        minute = text[0] in "mM" and (before == "h" or _before_seconds(kinds, len(text), before))
        printed += _piece(when, text.lower(), minute=minute, halves=halves, chinese=chinese)
        before = text[0].lower()
    return printed


def _before_seconds(kinds: Sequence[str], size: int, before: str) -> bool:
    """Whether m means minutes because it opens mm:ss."""
    return not before and size <= 2 and len(kinds) > 1 and kinds[1].startswith("s")


def _piece(when: datetime, text: str, *, minute: bool, halves: bool, chinese: bool) -> str:
    first, size = text[0], len(text)
    if "/" in text:
        return ("上午" if when.hour < 12 else "下午") if text[0] != "a" else when.strftime("%p")
    if first == "a":
        return ("星期" if size > 3 else "") + _WEEK[when.weekday()]
    if first == "y":
        year = f"{when.year:04d}"[-2 if size < 3 else 0 :]
        return year.translate(_CHINESE) if chinese else year
    hour = (when.hour + 11) % 12 + 1 if halves else when.hour
    number = {"m": when.minute if minute else when.month, "d": when.day, "h": hour, "s": when.second}[first]
    if chinese:
        return _in_words(number)
    return f"{number:0{min(size, 2)}d}"


def _in_words(number: int) -> str:
    tens, units = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else "〇一二三四五六七八九"[tens] + "十"
    return ten + ("〇一二三四五六七八九"[units] if units or not tens else "")
