"""What stands around the text: 版头, title, 主送机关, 附件说明, 署名, 附注, 版记 (GB/T 9704-2012, chapter 7)."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as Words
from lxml import etree

from luoshi.papers.dates import official_date
from luoshi.papers.document.canvas import Canvas
from luoshi.papers.document.styles import BODY_SIZE, LINE, RED, STYLES, twips
from luoshi.papers.document.tables import add_cell, add_row, framed
from luoshi.papers.document.values import Imprint, Paper
from luoshi.papers.document.xml import child, ind, set_run, styled, words_in
from luoshi.papers.text import balanced, clean, width

_EM = BODY_SIZE
_AREA = 156 * 72 / 25.4  # points across the text area
_AT_FOOT = {"vertAnchor": "margin", "horzAnchor": "margin", "tblpXSpec": "center", "tblpYSpec": "bottom"}
_FIRST_RULE, _MIDDLE_RULE = 8, 6  # 0.35 and 0.25 mm, in eighths of a point


def write_head(canvas: Canvas, paper: Paper) -> None:
    """版头: red mark, number (with the signer to its right on a paper to superiors), red rule."""
    if paper.mark:
        text = clean(paper.mark)
        size = min(STYLES["Mark"].size, _AREA * 2 / max(1, width(text)))
        set_run(canvas.words("Mark"), text, size=int(size * 2) / 2)
    if not (paper.mark or paper.number or paper.signer):
        return
    words = canvas.words("Number", align="left" if paper.signer else "")
    if paper.signer:
        ind(words, left=_EM, right=_EM)
        right_tab(words, _AREA - _EM)
    set_run(words, f"{paper.number}\t签发人：{paper.signer}" if paper.signer else paper.number)
    if paper.mark:
        _red_rule(words)


def _red_rule(words: Words) -> None:
    """A red rule 4 mm below the paragraph, as wide as the text area."""
    borders = OxmlElement("w:pBdr")
    child(borders, "w:bottom", val="single", sz=12, space=11, color=RED)
    words._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def right_tab(words: Words, points: float) -> None:
    """A tab stop against which text ends."""
    tabs = OxmlElement("w:tabs")
    child(tabs, "w:tab", val="right", pos=twips(points))
    words._p.get_or_add_pPr().insert_element_before(tabs, "w:spacing", "w:ind", "w:jc")


def write_title(canvas: Canvas, title: str, subtitle: str = "", *, below_rule: bool = False) -> None:
    """A centred title in lines of about one length; two empty lines above it if it stands below the 版头."""
    size = STYLES["Title"].size
    words = canvas.words("Title", balanced(clean(title), canvas.width * 72 / 25.4 / size * 2 - 2))
    spacing = words._p.get_or_add_pPr().get_or_add_spacing()
    if below_rule:
        spacing.before = round(2 * LINE * 12700)
    if subtitle:
        spacing.after = 0
        canvas.words("Subtitle", subtitle)


def write_addressee(canvas: Canvas, addressee: str) -> None:
    """主送机关, from the left edge, ending in a colon."""
    canvas.words("Addressee", addressee.rstrip("：:") + "：")


def write_attachments(canvas: Canvas, names: list[str]) -> None:
    """附件说明, an empty line below the text; a long name goes on below its own first character."""
    for number, name in enumerate(names, 1):
        mark = f"{number}." if len(names) > 1 else ""
        lead = "附件：" if number == 1 else ""
        words = canvas.words("Attachments", f"{lead}{mark}{name}")
        hanging = width(lead + mark) / 2 * _EM
        ind(words, left=5 * _EM + width(mark) / 2 * _EM, hanging=hanging)
        if number == 1:
            words._p.get_or_add_pPr().get_or_add_spacing().before = round(LINE * 12700)


def write_signed(canvas: Canvas, paper: Paper) -> None:
    """署名 centred over the 成文日期, which ends four characters from the right."""
    day = official_date(paper.on) if paper.on else ""
    name_width, day_width = (width(clean(text)) / 2 * _EM for text in (paper.issuer, day))
    edge = max(4 * _EM, (name_width - day_width) / 2)  # a long name pushes the date inwards
    lines = [(paper.issuer, max(0, edge + (day_width - name_width) / 2)), (day, edge)]
    for number, (text, right) in enumerate((text, right) for text, right in lines if text):
        words = canvas.words("Signed", text)
        ind(words, right=right)
        if number == 0:
            words._p.get_or_add_pPr().get_or_add_spacing().before = round(2 * LINE * 12700)
            words.paragraph_format.keep_with_next = bool(paper.issuer and day)


def write_remark(canvas: Canvas, remark: str) -> None:
    """附注 in round brackets."""
    canvas.words("Remark", remark if remark.startswith(("（", "(")) else f"（{remark}）")


def write_imprint(canvas: Canvas, imprint: Imprint) -> None:
    """版记: a table that floats to the foot of the text area of the page it stands on."""
    size, wide = STYLES["Imprint"].size, twips(_AREA)
    table = framed([wide], {"top": _FIRST_RULE, "bottom": _FIRST_RULE, "insideH": _MIDDLE_RULE})
    place = OxmlElement("w:tblpPr")
    for name, value in _AT_FOOT.items():
        place.set(qn(f"w:{name}"), value)
    table[0].insert(0, place)
    if imprint.copies_to:
        copies = clean(imprint.copies_to).removeprefix("抄送：").rstrip("。")
        ind(_imprint_line(table, wide, f"抄送：{copies}。"), left=4 * size, right=size, hanging=3 * size)
    words = _imprint_line(table, wide, f"{imprint.office}\t{official_date(imprint.on)}印发")
    ind(words, left=size, right=size)
    right_tab(words, _AREA - size - 6)
    canvas.table(table)


def _imprint_line(table: etree._Element, wide: int, text: str) -> Words:
    words = styled(words_in(add_cell(add_row(table), wide)), "Imprint")
    set_run(words, text)
    return words
