"""Finding old words in a new text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi.plans.rules.carrying import Carrier, Part
from luoshi.plans.rules.rows import own_words, squeezed

TEXT = st.text(alphabet="建成水库州局。；\n \t0123", min_size=1, max_size=50)


def part(text: str) -> Part:
    return Part(text, 0, len(text))


@settings(deadline=None)
@given(TEXT, st.data())
def test_in_a_text_that_was_only_wrapped_anew_all_words_are_found_again(text: str, data: st.DataObject) -> None:
    wrapped = " ".join(text) + "\n"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = Carrier(part(text), part(wrapped)).place(start, end)
    if squeezed(text[start:end]):
        assert found is not None
        assert squeezed(wrapped[slice(*found)]) == squeezed(text[start:end])
    else:
        assert found is None


@settings(deadline=None)
@given(TEXT, TEXT, st.data())
def test_what_is_found_says_the_same(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    found = Carrier(part(old), part(new)).place(start, start + 1)
    assert found is None or squeezed(new[slice(*found)]) == squeezed(old[start : start + 1])


OLD = "甲处建水库。乙处修桥。丙处植树。"


@pytest.mark.parametrize(
    ("new", "words", "found"),
    [
        ("前加一句。甲处建水库。乙处修桥。丙处植树。", "水库", "水库"),
        ("乙处修桥。甲处建水库。", "修桥", "修桥"),
        ("甲处建大水库。乙处修桥。", "水库", None),
        ("甲处建大水库。乙处修桥。", "修桥", "修桥"),
        ("乙处修桥。另一段。乙处修桥。", "修桥", None),
    ],
)
def test_words_are_found_where_their_sentence_stands_once(new: str, words: str, found: str | None) -> None:
    start = OLD.index(words)
    place = Carrier(part(OLD), part(new)).place(start, start + len(words))
    assert (place and new[slice(*place)]) == found


def test_what_reaches_out_of_the_provision_is_not_found() -> None:
    carrier = Carrier(Part(OLD, 6, 11), part(OLD))
    assert carrier.place(3, 5) is None
    assert carrier.place(9, 13) is None


def test_own_words_are_the_same_however_they_were_wrapped() -> None:
    wrapped = "（一）修渠。建\n乙渠。\n牵头单位：州水\n务局"
    flat = "（二）修渠。建乙渠。牵头单位：州水务局"
    assert own_words(wrapped, 0, len(wrapped), "（一）") == own_words(flat, 0, len(flat), "（二）")
    assert own_words("事项\t单位\n修渠\t州水务局\n", 0, 14) == "事项　单位\n修渠　州水务局"
