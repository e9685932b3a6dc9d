"""Marks in a text: every character once, marks nested, nothing lost at crossings and paragraph ends."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from luoshi.web.marking import Mark, Piece, paragraphs


def mark(start: int, end: int, tag: str = "指1") -> Mark:
    return Mark(start, end, "target", tag, f"t-{tag}", f"#r-{tag}")


def printed(pieces: Iterable[Piece]) -> str:
    """The text as a page shows it: a marked piece shows what is inside it."""
    return "".join(printed(piece.inside) if piece.mark else piece.text for piece in pieces)


def every(pieces: Iterable[Piece]) -> list[Piece]:
    return [found for piece in pieces if piece.mark for found in [piece, *every(piece.inside)]]


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, int, list[Mark]]:
    text = draw(st.text(alphabet="甲乙丙，。　 \n", max_size=40))
    offset = draw(st.integers(0, 1000))
    places = st.tuples(st.integers(-5, 45), st.integers(-5, 45))
    pairs = draw(st.lists(places, max_size=6))
    return text, offset, [mark(a + offset, b + offset, f"指{n}") for n, (a, b) in enumerate(pairs)]


@given(marked_texts())
def test_every_character_of_a_paragraph_is_printed_exactly_once(case: tuple[str, int, list[Mark]]) -> None:
    text, offset, marks = case
    shown = [printed(pieces) for pieces in paragraphs(text, marks, offset=offset)]
    assert shown == [line.strip() for line in text.split("\n") if line.strip()]


@given(marked_texts())
def test_the_pieces_of_a_mark_together_hold_its_text_and_open_and_close_it_once(
    case: tuple[str, int, list[Mark]],
) -> None:
    text, offset, marks = case
    pieces = [piece for line in paragraphs(text, marks, offset=offset) for piece in every(line)]
    for wanted in marks:
        mine = [piece for piece in pieces if piece.mark == wanted]
        inside = text[max(wanted.start - offset, 0) : max(wanted.end - offset, 0)]
        assert "".join("".join(piece.text.split()) for piece in mine) == "".join(inside.split())
        assert sum(piece.opens for piece in mine) <= 1
        assert sum(piece.closes for piece in mine) <= 1


def test_tags_of_marks_on_the_same_words_stand_in_the_order_given() -> None:
    [(outer,)] = paragraphs("分别达到三成、四成", [mark(0, 9, "指1"), mark(0, 9, "指2"), mark(0, 9, "指3")])
    inward = [piece.mark.tag for piece in every([outer]) if piece.mark]
    assert inward == ["指3", "指2", "指1"]


def test_a_mark_inside_another_is_nested_in_it() -> None:
    [(before, outer, after)] = paragraphs("到二〇年达到八成。", [mark(1, 8, "外"), mark(4, 8, "内")])
    assert (before.text, after.text) == ("到", "。")
    assert [piece.text for piece in outer.inside] == ["二〇年", "达到八成"]
    assert outer.inside[1].mark == mark(4, 8, "内")


def test_marks_that_cross_are_cut_where_the_first_ends() -> None:
    [(first, second)] = paragraphs("甲乙丙丁", [mark(0, 3, "前"), mark(2, 4, "后")])
    assert [(piece.text, piece.opens, piece.closes) for piece in first.inside[1:]] == [("丙", True, False)]
    assert (second.text, second.opens, second.closes) == ("丁", False, True)
