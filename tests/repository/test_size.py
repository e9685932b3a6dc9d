"""Files fit one screenful of thought, functions one idea (docs/adr/0001)."""

from statistics import median, quantiles

from tests.repository.source import ROOT, functions, python_files


def ninety_fifth(values: list[int]) -> float:
    return quantiles(values, n=20)[-1]


def test_files_stay_short() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    longest = sorted(lengths, key=lengths.__getitem__)[-5:]
    assert ninety_fifth(list(lengths.values())) <= 350, [str(path.relative_to(ROOT)) for path in longest]


def test_functions_hold_one_idea() -> None:
    found = list(functions())
    longest = sorted(found, key=lambda function: function.lines)[-8:]
    assert median(function.lines for function in found) <= 10
    assert ninety_fifth([function.lines for function in found]) <= 45, longest
    assert sum(function.lines > 60 for function in found) <= len(found) // 50, longest
