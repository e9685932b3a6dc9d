"""A place where the record is not whole."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the record is not whole: `place` names it, `zh` and `en` say what is wrong."""

    place: str
    zh: str
    en: str
