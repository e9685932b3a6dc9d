"""What leaves the register as a file: lists, the adoption sheet, the whole register, cases for the reader.

    produce("tasks", Asked(revision, at=at, on=day)).data

A kind is a module of `exports.kinds` with `KIND`. Adding one touches its own file and nothing else; what several of
them need stands beside that folder. Exported papers are official papers, so they are Chinese in every language.
"""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from django.utils.translation import override

from luoshi.plans.exports import kinds as folder
from luoshi.plans.exports.asked import LANGUAGE, Asked, File, Kind

__all__ = ["LANGUAGE", "Asked", "File", "Kind", "kinds", "produce"]

TYPES = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".json": "application/json",
    ".zip": "application/zip",
}
_LONGEST_TITLE = 60
"""Characters of a plan's title in a file's name, so that the name of the list after it is never cut off."""


@cache
def kinds() -> dict[str, Kind]:
    """Code -> kind, in the order in which a page offers them.

    >>> [code for code, kind in kinds().items() if kind.suffix == ".xlsx"]
    ['tasks', 'duties', 'projects', 'targets', 'mechanisms']
    """
    modules = [import_module(f"{folder.__name__}.{found.name}") for found in iter_modules(folder.__path__)]
    found: list[Kind] = [module.KIND for module in modules]
    return {kind.code: kind for kind in sorted(found, key=lambda kind: kind.place)}


def produce(code: str, asked: Asked) -> File:
    """The file of that kind. Raises KeyError for a kind there is none of."""
    kind = kinds()[code]
    with override(LANGUAGE):
        title = " ".join(asked.revision.title.split())[:_LONGEST_TITLE]
        return File(f"{title}{kind.name}{kind.suffix}", TYPES[kind.suffix], kind.make(asked))
