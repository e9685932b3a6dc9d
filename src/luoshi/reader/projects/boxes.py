"""Works that a box of a plan lists by name: 专栏3 重点工程, then 甲河治理工程：新建堤防20公里."""

import re
from collections.abc import Iterator

from luoshi.reader.lines import MARKER
from luoshi.reader.page import Page

_BOX = re.compile("专栏[0-9一二三四五六七八九十]{1,3}")
_ITEM = re.compile(
    "[●■◆▲·•—]*(?P<name>[\u4e00-\u9fff0-9A-Za-z“”（）()、—-]{4,40}?(?:工程|项目|行动|计划)(?:（[^（）]{1,12}）)?)[。：:]"
)


def boxed(page: Page) -> Iterator[tuple[int, int, int]]:
    """Where the name of each work in a box begins and ends, and where its paragraph does."""
    text = page.flow.text
    headings = {section.start: section.path.count(".") for section in page.sections}
    depth: int | None = None
    for low, high in page.flow.paragraphs:
        if _BOX.match(text, low, high):
            home = page.section_at(low)
            depth = home.path.count(".") if home else 0
        elif depth is not None and headings.get(low, depth + 1) <= depth:
            depth = None
        elif depth is not None:
            number = MARKER.match(text, low, high)
            item = _ITEM.match(text, number.end() if number else low, high)
            if item:
                yield *item.span("name"), high
