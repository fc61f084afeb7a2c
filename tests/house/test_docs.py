"""What the documents say is what the program takes."""

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher.cli.arguments import parser

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
CONSOLE = re.compile(r"^publisher .*$", re.MULTILINE)
DOCUMENTS = sorted(
    [
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md")),
        *(path for path in (ROOT / "docs").rglob("*.md") if path.parent.name != "findings"),
    ]
)


def commands() -> dict[str, argparse.ArgumentParser]:
    """Each command by its name; an action of a command, such as `source add`, by both names."""
    return dict(subcommands(parser()))


def subcommands(
    command: argparse.ArgumentParser, prefix: str = ""
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in command._actions:  # noqa: SLF001
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for name, choice in action.choices.items():
                yield f"{prefix}{name}", choice
                yield from subcommands(choice, prefix=f"{prefix}{name} ")


def test_every_command_is_in_the_readme_and_on_the_page_of_commands() -> None:
    assert len(commands()) == 16
    for name in commands():
        assert f"publisher {name}" in README, name
        assert f"`publisher {name}" in COMMANDS, name
        assert f"## `publisher {name.split()[0]}`" in COMMANDS, name


def test_every_option_is_documented() -> None:
    for name, command in commands().items():
        for action in command._actions:  # noqa: SLF001
            for option in action.option_strings:
                assert option in COMMANDS, (name, option)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_call_in_a_document_is_one_that_the_program_takes(path: Path) -> None:
    blocks = re.findall(r"```console\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    for block in blocks:
        for call in CONSOLE.findall(block):
            parser().parse_args(shlex.split(call)[1:])


def test_the_readme_s_calls_are_there() -> None:
    assert len(CONSOLE.findall(README)) >= 8


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_of_a_document_lead_to_files(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_no_page_is_too_long_to_read() -> None:
    for path in DOCUMENTS:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 500, path


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_no_page_has_what_a_merge_left(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if re.match(r"(<{7}|={7}|>{7})( |$)", line)] == []


def test_the_page_of_the_server_has_all_its_parts() -> None:
    page = (ROOT / "docs/reference/serve.md").read_text(encoding="utf-8")

    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == [
        "Addresses",
        "SPARQL",
        "Settings",
        "In public",
        "How it starts and ends",
        "Its tests",
    ]
