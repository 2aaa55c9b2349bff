import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.journal import canonical
from app.exchange.malformed import Malformed
from app.exchange.strict_json import MAX_DEPTH, MAX_TEXT, loads

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=50)
WHOLES = st.integers(-(2**53) + 1, 2**53 - 1)
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLES | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_what_we_write_is_read_as_it_was(value):
    assert loads(canonical(value)) == value


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b'{"a":1,"a":2}', id="key said twice"),
        pytest.param(b'[{"b":{"a":1,"\\u0061":2}}]', id="key said twice, escaped"),
        pytest.param(b"1.0", id="float"),
        pytest.param(b"1e3", id="exponent"),
        pytest.param(b"NaN", id="not a number"),
        pytest.param(b"[-Infinity]", id="infinity"),
        pytest.param(b"9007199254740992", id="beyond 53 bits"),
        pytest.param(b"-9007199254740992", id="beyond 53 bits, negative"),
        pytest.param(b"9" * 100_000, id="endless number"),
        pytest.param(b'"\\ud800"', id="half a letter"),
        pytest.param(b'{"\\udfff":1}', id="half a letter in a key"),
        pytest.param(b'"a\\u0000b"', id="NUL"),
        pytest.param(b'{"\\u0000":1}', id="NUL in a key"),
        pytest.param(b"[" * 100_000, id="opened only"),
        pytest.param(b"[" * 100_000 + b"]" * 100_000, id="endless nesting"),
        pytest.param(b"[" * 900 + b"]" * 900, id="deep nesting"),
        pytest.param(b'{"a":' * 900 + b"1" + b"}" * 900, id="deep objects"),
        pytest.param(b'"%b"' % (b"a" * (MAX_TEXT + 1)), id="long text"),
        pytest.param(b'"\xff"', id="no UTF-8"),
        pytest.param(b'"\xed\xa0\x80"', id="surrogate in UTF-8"),
        pytest.param(b'\xef\xbb\xbf"a"', id="mark of UTF-8"),
        pytest.param(b'"a"'.decode().encode("utf-16"), id="UTF-16"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"1 2", id="two values"),
        pytest.param(b"{'a':1}", id="other quotes"),
    ],
)
def test_hostile_json_is_refused_without_a_word_of_it(data):
    with pytest.raises(Malformed) as caught:
        loads(data)

    assert caught.value.__cause__ is None
    assert str(caught.value).isascii()


def test_deepest_allowed_value_is_read():
    deepest = b"[" * (MAX_DEPTH - 1) + b"]" * (MAX_DEPTH - 1)

    assert json.dumps(loads(deepest)).encode() == deepest


@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_any_bytes_are_a_value_or_malformed(data):
    try:
        value = loads(data)
    except Malformed:
        return
    assert canonical(value)
