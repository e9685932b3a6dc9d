"""What the first lines of a document say of it (GB/T 9704-2012)."""

from luoshi.reader.flow import Flow
from luoshi.reader.reading import Facts, Period


def facts_of(flow: Flow) -> Facts:
    """Facts of the document."""
    return Facts(period=Period(2021, 2025) if "十四五" in flow.text[:2000] else Period())
