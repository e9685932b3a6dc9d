"""Official codes."""

import re

_REGION = re.compile(r"[1-9]\d{5}")


def is_region_code(text: str) -> bool:
    """Whether it has the form of a code of GB/T 2260: six digits, two each for province, prefecture and county.

    A county needs a prefecture above it, so that the last pair cannot stand alone.

    >>> is_region_code("622923"), is_region_code("620000"), is_region_code("62292"), is_region_code("620023")
    (True, True, False, False)
    """
    return _REGION.fullmatch(text) is not None and not (text[2:4] == "00" and text[4:] != "00")
