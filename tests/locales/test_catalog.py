"""What a catalog's entries are known by."""

from __future__ import annotations

import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st

from pathya.locales.catalog import State, digest_of

inlines = st.lists(st.text() | st.integers(-9, 9)).map(tuple)


@given(inlines, st.lists(st.text()).map(tuple), inlines)
def test_a_sign_off_is_the_hash_of_compact_json(source, kinds, target):
    shown = json.dumps([source, kinds, target], ensure_ascii=False, separators=(",", ":"))
    wanted = hashlib.sha256(shown.encode()).hexdigest()[:32]
    assert digest_of(source, kinds, target) == wanted


def test_a_state_is_found_by_its_name():
    found: dict[str, int] = {state: len(state) for state in State}
    assert [found[state.value] for state in State] == [len(state.value) for state in State]
