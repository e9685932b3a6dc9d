"""What all refusals of values have in common."""


class BadValue(ValueError):
    """One sentence in Chinese and one in English: what is wrong, and what would be right."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} {en}")
        self.zh, self.en = zh, en
