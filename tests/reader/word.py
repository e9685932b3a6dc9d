"""Word files made for one test: a body of raw WordprocessingML in a container as small as Word accepts."""

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NAMESPACES = (
    f'{W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def docx(body: str, **parts: str) -> bytes:
    """A .docx whose body is this XML; `numbering`, `styles` and `header1` are further parts of word/."""
    members = {
        "[Content_Types].xml": CONTENT_TYPES,
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        **{
            f"word/{name}.xml": f"<w:{name.rstrip('1')} {NAMESPACES}>{xml}</w:{name.rstrip('1')}>"
            for name, xml in parts.items()
        },
    }
    return archive({name: text.encode() for name, text in members.items()})


def archive(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in members.items():
            opened.writestr(name, data)
    return buffer.getvalue()


def paragraph(*runs: str, number: int | None = None, level: int = 0, style: str = "") -> str:
    """A paragraph of runs; plain text becomes a run. `number` and `level` are Word's own list numbering."""
    listed = "" if number is None else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return f"<w:p><w:pPr>{styled}{listed}</w:pPr>{inner}</w:p>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(*lines: str, span: int = 1, merge: str = "") -> str:
    """A cell of paragraphs; `span` columns wide; `merge` is restart or continue."""
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(paragraph, lines)) or '<w:p/>'}</w:tc>"


def levels(*formats: tuple[str, str]) -> str:
    """A numbering part with one list (numId 1) whose levels have these formats and texts."""
    inner = "".join(
        f'<w:lvl w:ilvl="{index}"><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for index, (kind, text) in enumerate(formats)
    )
    return (
        f'<w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
