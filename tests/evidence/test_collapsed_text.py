from hypothesis import given
from hypothesis import strategies as st

from publisher.evidence.collapsed_text import CollapsedText

TEXTS = st.text(st.sampled_from("ab \t\n\u00a0\u2003"), max_size=30)


def test_a_run_of_white_space_is_one_space() -> None:
    collapsed = CollapsedText.of("a \n b\tc")

    assert collapsed.text == "a b c"
    assert [collapsed.original_offset(at) for at in (0, 1, 2, 3, 4)] == [0, 1, 4, 5, 6]


@given(TEXTS)
def test_each_character_has_the_offset_of_itself_in_the_original(original: str) -> None:
    collapsed = CollapsedText.of(original)

    for at, character in enumerate(collapsed.text):
        found = original[collapsed.original_offset(at)]
        assert found == character or (character == " " and found.isspace())
