"""How many wrong values are found, and how many right ones warned of, on two projects."""

from tests import flagship
from tests.bench.swapped import measure
from tests.conftest import shared


def test_four_of_five_wrong_values_of_the_flagship_are_found() -> None:
    found = measure(flagship.FOLDER)

    assert found.records >= 60
    assert found.false_share <= 0.02, found.alarms
    assert found.found_share >= 0.8, found.missed


def test_four_of_five_wrong_values_of_the_harbour_are_found() -> None:
    found = measure(shared("projects/harbour"))

    assert found.records == 64
    assert found.false_share <= 0.02, found.alarms
    assert found.found_share >= 0.8, found.missed
