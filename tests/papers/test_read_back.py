"""Our own reader reads what we write."""

from luoshi.papers.document import paper_bytes
from luoshi.reader import read_bytes
from tests.papers.samples import AT, HELPERS, UNITS, adoption, notice


def test_the_reader_finds_the_facts_of_a_notice() -> None:
    facts = read_bytes(paper_bytes(notice(), at=AT), "notice.docx").document
    assert (facts.number, facts.date) == ("临州办发〔2026〕65号", "2026-06-30")
    assert facts.issuer == "临夏回族自治州人民政府办公室"
    assert facts.addressees == ("各县市人民政府", "州政府各部门", "省属在临各单位")


def test_the_reader_finds_the_outline_of_a_notice() -> None:
    outline = read_bytes(paper_bytes(notice(), at=AT), "notice.docx").outline
    assert [(heading.number, heading.level) for heading in outline][:4] == [
        ("一、", 1),
        ("（一）", 2),
        ("1.", 3),
        ("（1）", 4),
    ]


def test_the_reader_finds_every_measure_of_an_adoption_sheet() -> None:
    measures = read_bytes(paper_bytes(adoption(), at=AT), "adoption.docx").measures
    assert len(measures) == 40
    assert [unit.name for unit in measures[0].units if unit.role == "lead"] == [UNITS[1]]
    assert all(unit.name in HELPERS[1] for unit in measures[0].units if unit.role == "responsible")
