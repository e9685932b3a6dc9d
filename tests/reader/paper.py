"""PDF files made for one test: text at places, rules and pictures, in a file as small as readers accept.

The font is not embedded; its encoding says which characters the codes are, as in files from old Chinese printers.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

A4 = (595, 842)
LEFT, TOP, SIZE, LEAD = 90, 760, 16, 28


@dataclass
class Sheet:
    """One page; places are points from the lower left corner."""

    width: float = A4[0]
    height: float = A4[1]
    turn: int = 0
    drawn: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = SIZE) -> "Sheet":
        self.drawn.append(f"BT /F {size} Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET")
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> "Sheet":
        self.drawn.append(f"{x0} {y0} m {x1} {y1} l S")
        return self

    def box(self, x: float, y: float, width: float, height: float) -> "Sheet":
        self.drawn.append(f"{x} {y} {width} {height} re S")
        return self

    def picture(self) -> "Sheet":
        """A picture that fills the page."""
        self.drawn.append(f"q {self.width} 0 0 {self.height} 0 0 cm /I Do Q")
        return self


def lines(rows: Sequence[str], sheet: Sheet | None = None) -> Sheet:
    """A page of lines from the top; full-width blanks in front of a line are its indent."""
    sheet = sheet or Sheet()
    for number, row in enumerate(rows):
        text = row.lstrip("\u3000")
        sheet.text(LEFT + SIZE * (len(row) - len(text)), TOP - LEAD * number, text)
    return sheet


def ruled(
    sheet: Sheet, xs: Sequence[float], top: float, rows: Sequence[Sequence[str]], height: float = 40, size: float = 10
) -> float:
    """Draw a table with a rule on every side of each cell; \\n breaks a cell's line. Gives back its lower edge."""
    for number, row in enumerate(rows):
        y = top - height * (number + 1)
        for x, right, cell in zip(xs, xs[1:], row, strict=False):
            sheet.box(x, y, right - x, height)
            for at, line in enumerate(cell.split("\n")):
                sheet.text(x + 4, y + height - 14 - at * (size + 3), line, size)
    return top - height * len(rows)


def pdf(*sheets: Sheet) -> bytes:
    """The file."""
    pages = " ".join(f"{10 + 2 * number} 0 R" for number in range(len(sheets)))
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{pages}] /Count {len(sheets)} >>".encode(),
        3: b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H"
        b" /DescendantFonts [4 0 R] >>",
        4: b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
        5: b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
        6: stream(
            b"\x00" * 3, "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8"
        ),
    }
    for number, sheet in enumerate(sheets):
        content = "\n".join(sheet.drawn).encode()
        turn = f"/Rotate {sheet.turn} " if sheet.turn else ""
        objects[10 + 2 * number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width} {sheet.height}] {turn}"
            f"/Contents {11 + 2 * number} 0 R /Resources << /Font << /F 3 0 R >> /XObject << /I 6 0 R >> >> >>"
        ).encode()
        objects[11 + 2 * number] = stream(content)
    return assembled(objects)


def stream(data: bytes, entries: str = "") -> bytes:
    packed = zlib.compress(data)
    return f"<< {entries} /Filter /FlateDecode /Length {len(packed)} >>\nstream\n".encode() + packed + b"\nendstream"


def assembled(objects: dict[int, bytes], trailer: str = "") -> bytes:
    """Objects by number to a file with its table of places."""
    body, places = b"%PDF-1.7\n", {}
    for number, content in objects.items():
        places[number] = len(body)
        body += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    size = max(objects) + 1
    table = "".join(f"{places[n]:010d} 00000 n \n" if n in places else "0000000000 65535 f \n" for n in range(size))
    start = len(body)
    tail = f"trailer\n<< /Size {size} /Root 1 0 R {trailer}>>\nstartxref\n{start}\n%%EOF\n"
    return body + f"xref\n0 {size}\n{table}{tail}".encode()
