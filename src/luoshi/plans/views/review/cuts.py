"""Where a row may be cut in two."""

SIGNS = "、，；。和与及 \t\n"
MOST = 12


def cuts(text: str, start: int, end: int) -> list[tuple[int, str, str]]:
    """Places behind a separating sign, each with what stands on either side; the first dozen.

    >>> cuts("甲局、乙局", 0, 5)
    [(3, '甲局、', '乙局')]
    """
    places = [at + 1 for at in range(start + 1, end - 1) if text[at] in SIGNS and text[at + 1] not in SIGNS]
    return [(at, _end(text[start:at]), _start(text[at:end])) for at in places[:MOST]]


def _end(said: str) -> str:
    words = "".join(said.split())
    return words if len(words) <= 16 else f"…{words[-15:]}"


def _start(said: str) -> str:
    words = "".join(said.split())
    return words if len(words) <= 16 else f"{words[:15]}…"
