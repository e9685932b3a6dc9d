"""Why something cannot be backed up, read or restored."""


class Refused(Exception):
    """`zh` and `en` say what is wrong and what to do; `code` is the command's exit code."""

    def __init__(self, zh: str, en: str, code: int = 2) -> None:
        super().__init__(en)
        self.zh, self.en, self.code = zh, en, code
