"""The 密级 in the 版头 (GB/T 9704-2012, 7.2.2): 秘密, 机密 or 绝密, alone on a line."""

import re
from itertools import pairwise

from luoshi.reader.errors import SecretDocument
from luoshi.reader.flow import Flow

_LINE = re.compile(
    r"(?:份号)?(?:[0-9]{1,6})?(?:密级)?[：:]?[【\[（(]?"
    r"(?P<level>秘密|机密|绝密)"
    r"(?:[★☆*▲·]?(?:长期|[0-9一二三四五六七八九十]{1,3}(?:年|个月|月|天|日))?(?:[（(].{0,12}[）)])?|[★☆])[】\]）)]?"
    r"(?:特急|加急|特提|急件|平急)?"
)
_TOP_LINES = 12
_LONGEST = 30


def is_mark(line: str) -> bool:
    """Whether a squeezed line is a 密级, and nothing else.

    >>> [is_mark(line) for line in ("机密★1年", "秘密", "000012秘密★", "商业秘密保护", "保守国家秘密")]
    [True, True, True, False, False]
    """
    return len(line) <= _LONGEST and _LINE.fullmatch(line) is not None


def refuse_secret(flow: Flow) -> None:
    """Raise SecretDocument when one of the first lines is a 密级, or holds one apart from the rest."""
    for start, end in flow.paragraphs[:_TOP_LINES]:
        for word in _words(flow, start, min(end, start + _LONGEST * 2)):
            found = _LINE.fullmatch(word)
            if found and (word == flow.text[start:end] or "★" in word):
                raise _refusal(found["level"])


def _words(flow: Flow, start: int, end: int) -> list[str]:
    """The line, and its parts that white space divides (000012　机密★1年　特急)."""
    cuts = [start, *(place for place in range(start + 1, end) if flow.gap(place)), end]
    return [flow.text[start:end], *(flow.text[low:high] for low, high in pairwise(cuts))]


def _refusal(level: str) -> SecretDocument:
    return SecretDocument(
        "secret",
        f"文件版头标有“{level}”，不能放入本系统。请按保密规定处理；如已解密，请删去密级标志后再上传。",
        f"The document is marked {level} (classified) and must not be stored here. "
        "If it has been declassified, remove the mark first.",
    )
