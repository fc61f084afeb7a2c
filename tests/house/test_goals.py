"""The tree stays as small as a newcomer can read."""

from tests.flagship import FOLDER
from tests.house.measure import MODULE_LINES
from tests.house.tree import read_tree


def test_no_module_is_longer_than_its_goal() -> None:
    tree = read_tree(FOLDER)
    assert len(tree.modules) > 100
    assert [module for lines, module in tree.modules if lines > MODULE_LINES] == []
