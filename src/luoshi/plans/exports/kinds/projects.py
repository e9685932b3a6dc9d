"""项目清单: every named work, what the text says is to happen to it, where, and who answers for it."""

from django.utils.translation import gettext_lazy as _

from luoshi.papers.columns import Column, Row
from luoshi.plans import words
from luoshi.plans.exports.asked import Asked, Kind
from luoshi.plans.exports.contents import NUMBER, Contents, places
from luoshi.plans.exports.frame import sheet, workbook
from luoshi.plans.exports.wording import units_of
from luoshi.plans.models import ProjectMention
from luoshi.plans.queries import lists


def make(asked: Asked) -> bytes:
    """The list as .xlsx; five statements."""
    projects = asked.arranged(lists.projects(asked.revision, asked.filters)).prefetch_related("measure__units")
    contents = Contents(asked.revision)

    def line(number: int, project: ProjectMention) -> Row:
        return (
            number,
            contents.chapter(project),
            contents.number(project),
            project.name,
            project.verb,
            str(words.STRENGTHS[project.strength]),
            "、".join(project.regions),
            units_of(project.measure, "lead"),
            units_of(project.measure, "responsible"),
        )

    rows = [line(number, project) for number, project in enumerate(projects, 1)]
    name = str(KIND.name)
    return workbook(asked, name, sheet(asked, name, (NUMBER, *places(asked), *COLUMNS), rows, NOTES))


COLUMNS: tuple[Column, ...] = (
    Column("项目名称", "wrap"),
    Column("原文要求"),
    Column("类别"),
    Column("地点"),
    Column("牵头单位", "wrap"),
    Column("责任单位", "wrap"),
)
NOTES = (
    "“类别”按原文要求归类：建成、开工、实施是承诺，争取、探索要看上级批准或进一步论证。",
    "牵头单位、责任单位是项目所在举措的单位；所在条目没有写明单位的，空白。",
)
KIND = Kind("projects", _("项目清单"), ".xlsx", make, place=3, rows="projects")
