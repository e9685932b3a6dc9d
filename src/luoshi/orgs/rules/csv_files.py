"""CSV as offices have it."""


def decoded(data: bytes) -> str | None:
    """The text of a file in UTF-8 or, as spreadsheets save in China, GB 18030; None when it is neither.

    >>> decoded("节".encode()), decoded("节".encode("gb18030")), decoded(b"\\xff\\xff")
    ('节', '节', None)
    """
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
