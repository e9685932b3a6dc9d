"""luoshi 落实: a government plan document becomes tracked, accountable delivery."""

__version__ = "0.1.0"
