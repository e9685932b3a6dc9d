"""Gets characters and rules out of a PDF, in a process of its own: PDFium is native code and the file is a stranger's.

Run as a script: the file on stdin, one message per line of JSON on stdout. It imports nothing of luoshi, sets its own
limits before it looks at the file, and may die at any point; `_pdf_client` reads what is there.

    {"pages": n}                                                                    first
    {"size": [w, h], "chars": [...], "rules": [...], "images": share of the page}   one per page
    {"end": true}                                                                   last
    {"error": "password" | "damaged" | "pages" | "characters"}                      instead of what would follow

A character is [code point, left, bottom, right, top]; a rule is [x0, y0, x1, y1], level or upright. All in
hundredths of a point, from the lower left corner of the page as a person sees it; the size of a page is in points.
"""

import ctypes
import json
import math
import resource
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pypdfium2 import raw

SECONDS = 10
"""Of the processor; a hundred full pages take one."""

MEMORY = 1536 * 1024 * 1024
OUTPUT = 512 * 1024 * 1024
MOST_PAGES = 1500
MOST_CHARACTERS = 500_000
MOST_ON_A_PAGE = 60_000
MOST_RULES = 4_000
"""On a page; more is a drawing."""

MOST_RULES_IN_ALL = 40_000
MOST_OBJECTS = 20_000
DEEPEST_FORM = 5
_SLANT = 0.1
_THIN = 3.0
_SHORT = 4.0
_FAR = 1e6

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[int, int, int, int]


def main() -> None:
    """Read stdin, write messages."""
    for kind, limit in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, OUTPUT),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (limit, limit))
    raw.FPDF_InitLibrary()
    data = sys.stdin.buffer.read()
    for message in _messages(data, text="--no-text" not in sys.argv):
        sys.stdout.write(json.dumps(message, separators=(",", ":")) + "\n")
    sys.stdout.flush()


def _messages(data: bytes, *, text: bool) -> Iterator[dict[str, Any]]:
    document = raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        password = raw.FPDF_GetLastError() in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
        yield {"error": "password" if password else "damaged"}
        return
    pages = raw.FPDF_GetPageCount(document)
    if not 0 < pages <= MOST_PAGES:
        yield {"error": "pages" if pages > 0 else "damaged"}
        return
    yield {"pages": pages}
    left, rules = MOST_CHARACTERS, MOST_RULES_IN_ALL
    for index in range(pages if text else 0):
        message = _page(document, index, min(rules, MOST_RULES))
        left -= len(message["chars"])
        rules -= len(message["rules"])
        yield message
        if left <= 0 or len(message["chars"]) >= MOST_ON_A_PAGE:
            yield {"error": "characters"}
            return
    yield {"end": True}


def _page(document: Any, index: int, most_rules: int) -> dict[str, Any]:
    page = raw.FPDF_LoadPage(document, index)
    if not page:
        return {"size": [1, 1], "chars": [], "rules": [], "images": 0}
    view = _View(page)
    chars = list(_chars(page, view))
    drawing = _Drawing(view, most_rules)
    drawing.objects(page)
    raw.FPDF_ClosePage(page)
    return {"size": view.size, "chars": chars, "rules": drawing.rules, "images": round(drawing.images, 3)}


class _View:
    """From the coordinates of a page to what a person sees: the crop box taken off, the page turned."""

    def __init__(self, page: Any) -> None:
        self.size = [round(raw.FPDF_GetPageWidthF(page), 2), round(raw.FPDF_GetPageHeightF(page), 2)]
        bounds = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, bounds)
        self._left, self._bottom, self._right, self._top = bounds.left, bounds.bottom, bounds.right, bounds.top
        self.turn = raw.FPDFPage_GetRotation(page)

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.turn == 1:
            return y - self._bottom, self._right - x
        if self.turn == 2:
            return self._right - x, self._top - y
        if self.turn == 3:
            return self._top - y, x - self._left
        return x - self._left, y - self._bottom

    def box(self, left: float, bottom: float, right: float, top: float) -> Box | None:
        """In hundredths of a point, its corners in order; None beyond reason."""
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        if not (-_FAR < x0 < _FAR and -_FAR < x1 < _FAR and -_FAR < y0 < _FAR and -_FAR < y1 < _FAR):
            return None
        if x0 > x1:
            x0, x1 = x1, x0
        if y0 > y1:
            y0, y1 = y1, y0
        return int(x0 * 100), int(y0 * 100), int(x1 * 100), int(y1 * 100)


def _chars(page: Any, view: _View) -> Iterator[list[int]]:
    """The characters that stand upright, in the order of the file."""
    text = raw.FPDFText_LoadPage(page)
    if not text:
        return
    rect, up = raw.FS_RECTF(), view.turn * math.pi / 2
    for index in range(min(raw.FPDFText_CountChars(text), MOST_ON_A_PAGE)):
        if raw.FPDFText_IsGenerated(text, index):
            continue
        # PDFium counts angles clockwise, as a page's own turn does.
        lean = (raw.FPDFText_GetCharAngle(text, index) + up) % (2 * math.pi)
        if min(lean, 2 * math.pi - lean) > _SLANT or not raw.FPDFText_GetLooseCharBox(text, index, rect):
            continue
        if (box := view.box(rect.left, rect.bottom, rect.right, rect.top)) is not None:
            yield [_code(text, index), *box]
    raw.FPDFText_ClosePage(text)


def _code(text: Any, index: int) -> int:
    """The code point; U+FFFD for a glyph that the font does not explain."""
    code = int(raw.FPDFText_GetUnicode(text, index))
    return 0xFFFD if not code or raw.FPDFText_HasUnicodeMapError(text, index) == 1 else code


class _Drawing:
    """Rules and pictures of a page."""

    def __init__(self, view: _View, most: int) -> None:
        self.rules: list[list[int]] = []
        self.images = 0.0
        self._view, self._left, self._most = view, MOST_OBJECTS, most

    def objects(self, page: Any) -> None:
        for index in range(raw.FPDFPage_CountObjects(page)):
            self._object(raw.FPDFPage_GetObject(page, index), (1, 0, 0, 1, 0, 0), 0)

    def _object(self, found: Any, outer: Matrix, depth: int) -> None:
        self._left -= 1
        if self._left < 0 or len(self.rules) >= self._most:
            return
        kind = raw.FPDFPageObj_GetType(found)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            self._path(found, _joined(_matrix(found), outer))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            self._image(_joined(_matrix(found), outer))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
            inner = _joined(_matrix(found), outer)
            for index in range(raw.FPDFFormObj_CountObjects(found)):
                self._object(raw.FPDFFormObj_GetObject(found, index), inner, depth + 1)

    def _image(self, matrix: Matrix) -> None:
        """A picture fills the unit square, moved by its matrix."""
        corners = [_moved(matrix, x, y) for x, y in ((0, 0), (1, 1))]
        (x0, y0), (x1, y1) = corners
        width, height = self._view.size
        self.images += abs((x1 - x0) * (y1 - y0)) / max(width * height, 1)

    def _path(self, path: Any, matrix: Matrix) -> None:
        points = list(_points(path, matrix))
        xs, ys = [x for _, x, _ in points], [y for _, _, y in points]
        if len(points) < 2 or not all(map(math.isfinite, [*xs, *ys])):
            return
        width, height = max(xs) - min(xs), max(ys) - min(ys)
        if width <= _THIN or height <= _THIN:
            x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
            level = width > height
            self._rule(
                min(xs) if level else x, y if level else min(ys), max(xs) if level else x, y if level else max(ys)
            )
            return
        for (_, x0, y0), (drawn, x1, y1) in pairwise(points):
            if drawn and (abs(x0 - x1) < 1 or abs(y0 - y1) < 1):
                self._rule(x0, y0, x1, y1)

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        rule = self._view.box(x0, y0, x1, y1)
        if rule and max(rule[2] - rule[0], rule[3] - rule[1]) >= _SHORT * 100 and len(self.rules) < self._most:
            self.rules.append(list(rule))


def _points(path: Any, matrix: Matrix) -> Iterator[tuple[bool, float, float]]:
    """Corners of a path, each with whether a line leads to it; a closed path comes back to its start."""
    x, y, first = ctypes.c_float(), ctypes.c_float(), None
    for index in range(min(raw.FPDFPath_CountSegments(path), 1000)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind = raw.FPDFPathSegment_GetType(segment)
        place = _moved(matrix, x.value, y.value)
        if kind == raw.FPDF_SEGMENT_MOVETO or first is None:
            first = place
        yield (kind == raw.FPDF_SEGMENT_LINETO, *place)
        if raw.FPDFPathSegment_GetClose(segment):
            yield (True, *first)


def _matrix(found: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(found, matrix):
        return 1, 0, 0, 1, 0, 0
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _joined(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    return (*_turned(outer, a, b), *_turned(outer, c, d), *_moved(outer, e, f))


def _turned(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    return matrix[0] * x + matrix[2] * y, matrix[1] * x + matrix[3] * y


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    right, up = _turned(matrix, x, y)
    return right + matrix[4], up + matrix[5]


if __name__ == "__main__":
    main()
