"""Looking into the Office files we made."""

import io
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts_of(data: bytes) -> dict[str, bytes]:
    """Name -> content of every part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def xml_of(data: bytes) -> dict[str, etree._Element]:
    """Name -> parsed XML of every part; fails if one is not well-formed."""
    return {name: etree.fromstring(content) for name, content in parts_of(data).items()}
