"""A parser of arguments that names what was probably meant by a misspelt command or option."""

import argparse
import re
from typing import Final, NoReturn

from publisher.nearest import did_you_mean

_INVALID_CHOICE: Final = re.compile(r"invalid choice: '([^']*)' \(choose from (.*)\)")
_NAME: Final = re.compile(r"[\w.\-]+")
_OPTION: Final = re.compile(r"--[a-z\-]+")


class SuggestingParser(argparse.ArgumentParser):
    """Names the nearest command or choice if one does not exist; Python does so from 3.14 on."""

    def error(self, message: str) -> NoReturn:
        match = _INVALID_CHOICE.search(message)
        if match and "did you mean" not in message and "maybe you meant" not in message:
            message += did_you_mean(match[1], _NAME.findall(match[2]))
        super().error(message)


def unknown_arguments(command: argparse.ArgumentParser, unknown: list[str]) -> NoReturn:
    """End the program with 2, with the usage of the command that does not know the arguments."""
    name = unknown[0].partition("=")[0]
    options = _OPTION.findall(command.format_usage())
    near = did_you_mean(name, options) if name.startswith("-") else ""
    command.error(f"unrecognized arguments: {' '.join(unknown)}{near}")
