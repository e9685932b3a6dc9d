"""采用清单: the official paper that lists what was adopted, to be signed in ink and filed."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from luoshi.papers.dates import official_date, official_minute
from luoshi.papers.document import Annex, Block, Heading, Paper, Paragraph, Signature, SmallPrint, paper_bytes
from luoshi.plans import words
from luoshi.plans.exports.annexes import correction_table, measure_table, mechanism_table, project_table, target_table
from luoshi.plans.exports.asked import Asked, Kind
from luoshi.plans.exports.corrections import counted
from luoshi.plans.exports.frame import adoption_of
from luoshi.plans.models import Adoption, Correction, Revision
from luoshi.plans.queries import plans as queries
from luoshi.plans.queries.adoption import corrections, signed
from luoshi.plans.queries.content import digest
from luoshi.plans.queries.readiness import open_points
from luoshi.plans.rules.readiness import standing_in_the_way
from luoshi.web.clock import day_of


def make(asked: Asked) -> bytes:
    """The sheet as .docx."""
    return paper_bytes(paper(asked), at=asked.at)


def paper(asked: Asked) -> Paper:
    """The sheet as a value; the statements it takes do not grow with the plan."""
    revision, changed = asked.revision, list(corrections(asked.revision))
    adoption = adoption_of(revision)
    unit = adoption.by.unit if adoption else None
    return Paper(
        title=f"{' '.join(revision.title.split())}{KIND.name}",
        subtitle="" if adoption else "（未采用，送审稿）",
        blocks=[*_text(revision, adoption, changed), *_signing(asked, adoption)],
        annexes=_annexes(asked, changed),
        issuer=unit.full_name or unit.name if unit else "",
        on=day_of(adoption.at) if adoption else None,
    )


def _text(revision: Revision, adoption: Adoption | None, changed: Sequence[Correction]) -> list[Block]:
    return [
        Heading("一、采用的文件"),
        Paragraph(_document(revision)),
        Heading("二、采用的决定"),
        Paragraph(_decision(adoption) if adoption else _waiting(revision)),
        Heading("三、采用的内容"),
        Paragraph(_counts(revision)),
        Heading("四、核对时的更正"),
        Paragraph(_changed(changed)),
    ]


def _document(revision: Revision) -> str:
    number = f"（{revision.number}）" if revision.number else ""
    issued = f"{official_date(revision.issued_on)}印发" if revision.issued_on else "印发日期原文没有写明"
    return f"《{''.join(revision.title.split())}》{number}，{revision.issuer}{issued}，第{revision.edition}版。"


def _decision(adoption: Adoption) -> str:
    who = f"{adoption.by.unit.name}{adoption.by.name}" if adoption.by.unit else adoption.by.name
    since = official_date(adoption.since)
    why = adoption.why.rstrip("。")
    return f"{who}于{official_minute(adoption.at)}签署采用，自{since}起生效。采用依据：{why}。"


def _waiting(revision: Revision) -> str:
    left = standing_in_the_way(open_points(revision))
    said = "；".join(str(words.OPEN[code] % {"n": number}) for code, number in left.items())
    return f"尚未采用。采用前还要办妥：{said}。" if said else "尚未采用。内容已经核对完毕，可以签署采用。"


def _counts(revision: Revision) -> str:
    found = queries.counts(revision)
    return (
        f"举措{found.measures}项，涉及{found.units}个单位（按原文的名称计）；指标{found.targets}项；"
        f"项目{found.projects}个；机制{found.mechanisms}项。详见附件。"
    )


def _changed(changed: Sequence[Correction]) -> str:
    if not changed:
        return "对照原文核对，读出的内容没有更正。"
    return f"对照原文核对，对读出的内容共改动{len(changed)}处：{counted(changed)}。逐条见附件。"


def _signing(asked: Asked, adoption: Adoption | None) -> list[Block]:
    """Room for ink, then what an outsider needs to check that nothing was changed afterwards."""
    revision = asked.revision
    content = adoption.content_sha256 if adoption else digest(revision)
    lines = [("内容摘要（SHA-256）", content), ("原件摘要（SHA-256）", revision.file.sha256)]
    event = signed(revision) if adoption else None
    if event:
        lines.append(("审计链", f"第{event.sequence}条，{event.algorithm}：{event.hash}"))
    lines.append(("制表时间", official_minute(asked.at)))
    return [Heading("五、审定"), Signature("审定意见"), SmallPrint(lines)]


def _annexes(asked: Asked, changed: Sequence[Correction]) -> list[Annex]:
    """One for each kind that has rows."""
    verb = "采用" if adoption_of(asked.revision) else "送审"
    tables = [
        ("举措", measure_table(asked)),
        ("指标", target_table(asked)),
        ("项目", project_table(asked)),
        ("机制", mechanism_table(asked)),
    ]
    found = [Annex(f"{verb}的{name}", [table], landscape=True) for name, table in tables if table.rows]
    if changed:
        found.append(Annex("核对时的更正", [correction_table(asked.revision, changed)], landscape=True))
    return found


KIND = Kind("adoption", _("采用清单"), ".docx", make, place=6)
