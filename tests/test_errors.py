import importlib
import inspect
import pkgutil

import pytest

import publisher
from publisher.cli import main
from publisher.errors import PublisherError


def test_every_exception_of_the_tool_derives_from_one() -> None:
    names = [
        module.name
        for module in pkgutil.walk_packages(publisher.__path__, "publisher.")
        if module.name != "publisher.__main__"
    ]
    own = {
        value
        for name in names
        for _, value in inspect.getmembers(importlib.import_module(name), inspect.isclass)
        if issubclass(value, Exception) and value.__module__.startswith("publisher.")
    }

    assert {error.__name__ for error in own if not issubclass(error, PublisherError)} == set()
    assert len(own) > 1


def test_the_command_line_says_any_of_them_in_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["query", "--endpoint", "here", "-e", "ASK {}"]) == 2

    assert capsys.readouterr().err.startswith("publisher: error: ")
