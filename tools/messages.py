"""Translations: msgids are Simplified Chinese, the English stands in src/luoshi/locale/en.

python tools/messages.py update    take up new msgids, drop old ones, keep the English there is
python tools/messages.py check     fail when the file is out of date or a msgid has no English
python tools/messages.py compile   write the .mo files that Django reads
"""

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "luoshi"
PO = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
METHODS = [("templates/**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
OPTIONS = {"templates/**.html": {"trimmed": "true", "encoding": "utf-8", "silent": "false"}}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)  # a date of its own would change the file at every update


def extracted() -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    """File, msgid and context of every string in code and templates."""
    for name, _line, msgid, _comments, context in extract_from_dir(str(PACKAGE), METHODS, OPTIONS, keywords=KEYWORDS):
        yield name, msgid, context


def kept() -> Catalog:
    """The English there is."""
    if not PO.exists():
        return Catalog(locale="en")
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def fresh() -> Catalog:
    """Every string of today, with its English if there is one."""
    old = kept()
    new = Catalog(
        locale="en", project="luoshi", charset="utf-8", creation_date=NO_DATE, revision_date=NO_DATE, fuzzy=False
    )
    new.header_comment = "# English translation of luoshi. Made by tools/messages.py; write the msgstr lines by hand."
    for name, msgid, context in sorted(extracted(), key=lambda found: (found[0], str(found[1]))):
        before = old.get(msgid if isinstance(msgid, str) else msgid[0], context)
        new.add(msgid, before.string if before else None, locations=[(name, 0)], context=context)
    return new


def written(catalog: Catalog) -> bytes:
    """The catalog as a .po file."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=110, include_lineno=False, sort_by_file=True)
    return buffer.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """One line for each msgid without English, or whose English has other placeholders."""
    messages = [message for message in catalog if message.id]
    bare = [f"no English: {message.id!r} ({places(message)})" for message in messages if not complete(message)]
    wrong = [
        f"{error}: {message.id!r} ({places(message)})"
        for message in messages
        if complete(message)
        for error in message.check(catalog)
    ]
    return bare + wrong


def complete(message: Message) -> bool:
    """Whether every form is translated."""
    forms = message.string if isinstance(message.string, list | tuple) else [message.string]
    return all(forms)


def places(message: Message) -> str:
    """The files a message stands in."""
    return ", ".join(sorted({name for name, _line in message.locations}))


def update() -> int:
    """Write the file anew; say what still lacks English."""
    catalog = fresh()
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(written(catalog))
    print("\n".join(untranslated(catalog)))
    return 0


def check() -> int:
    """0 when the file is up to date and complete."""
    catalog = fresh()
    problems = untranslated(catalog)
    if not PO.exists() or written(catalog) != PO.read_bytes():
        problems.append(f"{PO.name} is out of date: run python tools/messages.py update")
    print("\n".join(problems))
    return 1 if problems else 0


def compile_all() -> int:
    """Write a .mo beside every .po."""
    for po in PACKAGE.glob("locale/*/LC_MESSAGES/*.po"):
        with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
            write_mo(target, read_po(source))
    return 0


COMMANDS = {"update": update, "check": check, "compile": compile_all}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in COMMANDS:
        sys.exit(__doc__)
    sys.exit(COMMANDS[sys.argv[1]]())
