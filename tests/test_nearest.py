import pytest

from publisher.nearest import all_nearest, misspelt, nearest

NAMES = ["memberOf", "member", "recommendedBy", "since"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [("memberOff", "memberOf"), ("recomendedBy", "recommendedBy"), ("xyz", ""), ("", "")],
)
def test_the_name_most_like_it_was_meant_if_one_is_like_it(name: str, meant: str) -> None:
    assert nearest(name, NAMES) == meant


def test_case_counts_unless_it_is_ignored() -> None:
    assert nearest("SINCE", NAMES) == ""
    assert nearest("SINCE", NAMES, ignore_case=True) == "since"


def test_of_two_that_are_equally_like_it_the_first_was_meant() -> None:
    assert nearest("ab", ["ax", "ay"], likeness=50) == "ax"


def test_several_come_in_the_order_of_likeness_and_no_more_than_wanted() -> None:
    assert all_nearest("memberof", NAMES, limit=5) == ["memberOf", "member"]
    assert all_nearest("memberof", NAMES, limit=1) == ["memberOf"]


@pytest.mark.parametrize("slip", ["sinse", "sinc", "sincee", "snice"])
def test_one_slip_makes_a_misspelt_name(slip: str) -> None:
    assert misspelt(slip, NAMES) == "since"


@pytest.mark.parametrize("other", ["snce2", "memberOfAll"])
def test_two_slips_make_another_name(other: str) -> None:
    assert misspelt(other, NAMES) == ""


def test_a_short_name_with_one_other_letter_is_another_name() -> None:
    assert misspelt("sim", ["sum"]) == ""
