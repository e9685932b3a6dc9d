"""Workbooks made for one test, as WPS writes them, from raw SpreadsheetML."""

from collections.abc import Mapping, Sequence

from tests.reader.word import archive

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
WPS = 'xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"'


def relations(*rows: tuple[str, str, str]) -> bytes:
    """Rows of id, kind and target."""
    inner = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>' for key, kind, target in rows
    )
    return f"<Relationships {PACKAGE}>{inner}</Relationships>".encode()


def xlsx(
    *sheets: str,
    strings: Sequence[str] = (),
    styles: str = "",
    names: Sequence[str] = (),
    more: Mapping[str, bytes] = {},
) -> bytes:
    """A workbook whose sheets are the inner XML of their worksheets. A name that begins with - is a hidden sheet."""
    count = len(sheets)
    names = names or [f"Sheet{number}" for number in range(1, count + 1)]
    listed = "".join(
        f'<sheet name="{name.lstrip("-")}" sheetId="{number}" r:id="rId{number}"'
        f' state="{"hidden" if name[0] == "-" else "visible"}"/>'
        for number, name in enumerate(names, 1)
    )
    members = {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": relations(
            *((f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in range(1, count + 1)),
            ("rId90", "sharedStrings", "sharedStrings.xml"),
            ("rId91", "styles", "/xl/styles.xml"),
        ),
        "xl/sharedStrings.xml": f"<sst {MAIN}>{''.join(strings)}</sst>".encode(),
        "xl/styles.xml": f"<styleSheet {MAIN} {WPS}>{styles}</styleSheet>".encode(),
    }
    for number, sheet in enumerate(sheets, 1):
        members[f"xl/worksheets/sheet{number}.xml"] = f"<worksheet {MAIN} {WPS}>{sheet}</worksheet>".encode()
    return archive({**members, **more})


def data(*rows: Sequence[str | float | None], first: int = 1, merges: Sequence[str] = ()) -> str:
    """Cells from A1 (or row `first`): text inline, numbers as they are, None for a cell that is styled but empty."""
    inner = ""
    for number, row in enumerate(rows, first):
        cells = "".join(_cell(f"{chr(65 + at)}{number}", value) for at, value in enumerate(row))
        inner += f'<row r="{number}">{cells}</row>'
    merged = "".join(f'<mergeCell ref="{each}"/>' for each in merges)
    return f"<sheetData>{inner}</sheetData>" + (f"<mergeCells>{merged}</mergeCells>" if merged else "")


def _cell(place: str, value: str | float | None) -> str:
    if value is None or value == "":
        return f'<c r="{place}" s="1"/>'
    if isinstance(value, str):
        return value if value.startswith("<c") else f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'
