"""The flagship keeps to what `publisher check` asks."""

from publisher.commands.check import check_project, line
from tests import flagship


def test_the_flagship_has_no_finding() -> None:
    assert [line(one) for one in check_project(flagship.FOLDER).findings] == []
