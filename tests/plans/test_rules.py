"""Bigrams and quotes."""

from hypothesis import given
from hypothesis import strategies as st

from luoshi.plans.rules.bigrams import asked, indexed
from luoshi.plans.rules.quotes import quote

TEXT = st.text(alphabet="州水务局发展。，；\n abc2.5%（）", max_size=40)


@given(TEXT)
def test_the_index_holds_every_pair_of_every_word_asked(text: str) -> None:
    tokens = indexed(text).split()
    for word in asked(text):
        for token in word:
            assert any(known.startswith(token.rstrip("*")) for known in tokens)


@given(TEXT, st.integers(0, 40), st.integers(0, 10))
def test_a_quote_holds_exactly_what_it_is_quoted_for(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    found = quote(text, start, end)
    assert found.hit == "".join(text[start:end].split())
    assert found.before + found.hit + found.after in "".join(text.split())
