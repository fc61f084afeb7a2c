"""What the pages list is what there is."""

import re
from pathlib import Path

import pytest

from publisher.media_types import FORMATS, GRAPHS
from publisher.project import KEYS

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    path.stem
    for path in (ROOT / "publisher").iterdir()
    if (path.is_dir() and not path.name.startswith("__pycache__")) or path.suffix == ".py"
)


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name in MODULES if name != "__init__"])
def test_every_module_is_in_the_table_of_the_architecture(name: str) -> None:
    rows = [line for line in page("explanation/architecture.md").splitlines() if "|" in line]

    assert any(f"`{name}`" in row or f"`{name}/`" in row for row in rows)


def test_every_module_of_the_table_is_there() -> None:
    rows = [
        line.split("|")[1]
        for line in page("explanation/architecture.md").splitlines()
        if line.startswith("| `")
    ]
    named = {name.strip(" `/") for row in rows for name in row.split(",")}

    assert named - set(MODULES) == set()


def test_every_function_on_the_path_of_a_request_is_where_the_page_says() -> None:
    text = page("explanation/architecture.md")
    rows = re.findall(r"^\| \d+ \| (`[^|]+) \| (`[^|]+) \|", text, re.MULTILINE)

    assert rows
    for files, functions in rows:
        names = re.findall(r"`([\w./]+)`", files)
        folder = names[0].rpartition("/")[0]
        paths = [name if "/" in name else f"{folder}/{name}" for name in names]
        code = "".join((ROOT / "publisher" / path).read_text(encoding="utf-8") for path in paths)
        for function in re.findall(r"`([\w.]+)`", functions):
            assert re.search(rf"(class|def) {function.rpartition('.')[2]}\b", code), function


@pytest.mark.parametrize("name", sorted(KEYS))
def test_every_setting_of_a_project_is_on_its_page(name: str) -> None:
    assert f"\n| `{name}` | " in page("reference/settings.md")


@pytest.mark.parametrize("name", ["../README.md", "reference/dumps.md", "reference/serve.md"])
def test_every_format_is_named_where_the_formats_are_listed(name: str) -> None:
    for format_ in FORMATS:
        assert format_.name in page(name), format_.name


def test_every_format_of_an_answer_is_named_where_they_are_listed() -> None:
    for format_ in FORMATS:
        assert not format_.is_answer or format_.name in page("reference/query-api.md")
    assert f"`{' '.join(GRAPHS)}` for CONSTRUCT" in page("reference/commands.md")


@pytest.mark.parametrize("folder", ["how-to", "reference", "explanation", "explanation/decisions"])
def test_every_page_is_in_the_table_of_its_folder(folder: str) -> None:
    index = page(f"{folder}/index.md")

    for path in sorted((ROOT / "docs" / folder).glob("*.md")):
        assert path.name == "index.md" or f"]({path.name})" in index, path.name
