"""The tree stays as small as a newcomer can read."""

from tests.flagship import FOLDER
from tests.house.measure import MODULE_LINES
from tests.house.tree import read_tree


def test_no_module_is_longer_than_its_goal() -> None:
    tree = read_tree(FOLDER)
    assert len(tree.modules) > 100
    assert [module for lines, module in tree.modules if lines > MODULE_LINES] == []


def test_a_public_name_has_one_meaning() -> None:
    assert read_tree(FOLDER).shared_names == {}
