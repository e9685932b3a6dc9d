"""Names of tabs: at most 31 characters, none of []:*?/\\, no two the same but for case."""

from collections.abc import Iterable

from luoshi.papers.text import clean, utf16_length, utf16_start

_LONGEST = 31
_WIDE = str.maketrans("[]:*?/\\\n\t", "［］：＊？／＼  ")
_RESERVED = {"history"}


def tab_names(wanted: Iterable[str]) -> list[str]:
    """Names that Excel takes, as near to the wanted ones as can be.

    >>> tab_names(["任务清单", "任务清单", "2025/2026", "", "History"])
    ['任务清单', '任务清单（2）', '2025／2026', '表4', 'History（2）']
    """
    given: list[str] = []
    taken = set(_RESERVED)
    for number, name in enumerate(wanted, 1):
        allowed = clean(name).translate(_WIDE).strip().strip("'").strip() or f"表{number}"
        given.append(_free(allowed, taken))
        taken.add(given[-1].lower())
    return given


def _free(name: str, taken: set[str]) -> str:
    candidate, count = utf16_start(name, _LONGEST), 1
    while candidate.lower() in taken:
        count += 1
        mark = f"（{count}）"
        candidate = utf16_start(name, _LONGEST - utf16_length(mark)) + mark
    return candidate
