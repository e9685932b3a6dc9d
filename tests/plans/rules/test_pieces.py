"""Two wordings side by side."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.plans.rules.pieces import AROUND, Piece, pieces, shortened

TEXT = st.text(alphabet="州水务局牵头办理，。；0123456789%", max_size=60)


@settings(deadline=None)
@given(TEXT, TEXT)
def test_what_stayed_and_went_is_the_old_wording_and_what_stayed_and_came_the_new(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.kind != "new") == before
    assert "".join(piece.text for piece in found if piece.kind != "gone") == after


@pytest.mark.parametrize(
    ("before", "after", "gone", "new"),
    [
        ("由州水利局牵头。", "由州水务局牵头。", ["利"], ["务"]),
        ("2025年底前完成。", "2026年6月底前完成。", ["2025年"], ["2026年6月"]),
        ("甲县。乙县。丙县。", "甲县。丙县。丁县。", ["乙县。"], ["丁县。"]),
        ("不变的一句。", "不变的一句。", [], []),
    ],
)
def test_only_what_changed_is_marked(before: str, after: str, gone: list[str], new: list[str]) -> None:
    found = pieces(before, after)
    assert [piece.text for piece in found if piece.kind == "gone"] == gone
    assert [piece.text for piece in found if piece.kind == "new"] == new


def test_long_stretches_that_stayed_are_left_out_up_to_the_change() -> None:
    stayed = "甲" * 200
    assert shortened(pieces(f"{stayed}。乙", f"{stayed}。丙")) == [
        Piece("left", "……"),
        Piece("same", "甲" * (AROUND - 1) + "。"),
        Piece("gone", "乙"),
        Piece("new", "丙"),
    ]
    assert shortened([Piece("same", "短")]) == [Piece("same", "短")]
