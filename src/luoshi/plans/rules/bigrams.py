"""Text as space-joined character bigrams, the same for indexing and for asking (docs/adr/0004).

Chinese characters become overlapping pairs; Latin words and figures stay whole, in lower case. Punctuation separates.
"""

import re

_RUNS = re.compile(r"[㐀-鿿豈-﫿]+|[0-9a-z.%]+")
_SINGLE = "一"


def indexed(text: str) -> str:
    """What is stored: pairs, and each run's single characters are found as the start of a pair or the run's end.

    >>> indexed("州水务局PM2.5")
    '州水 水务 务局 局 pm2.5'
    """
    return " ".join(token for run in _RUNS.findall(text.lower()) for token in _tokens(run, closed=True))


def asked(text: str) -> list[list[str]]:
    """What is looked for: for each word typed, the tokens that must follow each other.

    >>> asked("水务 pm2.5")
    [['水务'], ['pm2.5']]
    >>> asked("水务局")
    [['水务', '务局']]
    >>> asked("局")
    [['局*']]
    """
    return [_tokens(run, closed=False) for run in _RUNS.findall(text.lower())]


def _tokens(run: str, *, closed: bool) -> list[str]:
    if run[0] < _SINGLE and not "㐀" <= run[0] <= "䶿":
        stripped = run.strip(".")
        return [stripped] if stripped else []
    pairs = [run[index : index + 2] for index in range(len(run) - 1)]
    if closed:
        return [*pairs, run[-1]]
    return pairs or [f"{run}*"]
