"""What the elements of a web page mean for its text: which are dropped, which are blocks, which are numbered."""

import re
from collections.abc import Iterator

from lxml import etree

DROPPED = {
    "head", "script", "style", "noscript", "template", "iframe", "frame", "frameset", "noframes", "object", "embed",
    "applet", "svg", "canvas", "audio", "video", "map", "area", "img", "nav", "dialog", "menu",
    "input", "select", "button", "textarea", "option", "datalist", "progress", "meter", "rt", "rp", "xml", "title",
}  # fmt: skip
"""Elements without text of the document."""

BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "html", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
}  # fmt: skip
"""Elements that stand on lines of their own."""

BREAKS = {"br", "hr"}

_ROLES = {"navigation", "search", "menu", "menubar", "banner", "contentinfo", "dialog", "alert", "tablist"}
_HIDDEN = re.compile(r"(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)\b")


def is_dropped(element: etree._Element) -> bool:
    """Whether an element shows no text of the document: by its kind, its role, or because it is hidden."""
    tag = element.tag
    if not isinstance(tag, str) or tag in DROPPED or tag.startswith(("w:", "m:", "v:")):
        return True
    if "hidden" in element.attrib or element.get("role", "").lower() in _ROLES:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def first_number(items: etree._Element) -> int | None:
    """The number of the first item of a list, None when the browser prints none."""
    style = items.get("style", "")
    if items.tag != "ol" or ("list-style" in style and "none" in style):
        return None
    return whole(items.get("start"), 1)


def whole(value: str | None, otherwise: int) -> int:
    """A number of up to five digits as an attribute has it."""
    return int(value) if value is not None and re.fullmatch("[0-9]{1,5}", value.strip()) else otherwise


def shown(element: etree._Element) -> Iterator[str]:
    """The text inside an element without what is dropped, as it stands in the file."""
    if element.text:
        yield element.text
    for child in element:
        if child.tag in BREAKS:
            yield "\n"
        elif not is_dropped(child):
            yield from shown(child)
        if child.tail:
            yield child.tail
