"""The public functions are what their page says, and `publisher.check` stays a function."""

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import publisher
import publisher.api
from tests.called import publisher as call

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "python-api.md").read_text("utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```.*?```text\n(.*?)```", PAGE, re.DOTALL)


def python(code: str, *, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(("code", "printed"), EXAMPLES)
def test_an_example_prints_what_the_page_says(code: str, printed: str, tmp_path: Path) -> None:
    assert call("init", tmp_path / "my-project").code == 0

    assert python(code, folder=tmp_path) == printed


def test_every_example_of_the_page_is_run() -> None:
    assert len(EXAMPLES) == PAGE.count("```python\n") == 3


def test_the_package_offers_what_the_module_does() -> None:
    assert {*publisher.__all__} - {"__version__"} == {*publisher.api.__all__}
    for name in publisher.api.__all__:
        assert getattr(publisher, name) is getattr(publisher.api, name)


def test_every_public_name_is_on_the_page() -> None:
    for name in publisher.api.__all__:
        assert re.search(rf"publisher\.{name}$|`{name}`", PAGE, re.MULTILINE), name


def test_every_public_function_is_typed_and_has_a_docstring() -> None:
    for name in publisher.api.__all__:
        offered = getattr(publisher, name)
        if inspect.isfunction(offered):
            assert offered.__doc__, name
            signature = inspect.signature(offered)
            assert signature.return_annotation is not signature.empty, name


@pytest.mark.parametrize(
    "code",
    [
        "import publisher.check.iris\nfrom publisher import check",
        "from publisher import check\nimport publisher.check.iris",
        "from publisher.api import check\nimport publisher\nassert publisher.check is check",
    ],
)
def test_check_is_the_function_whatever_was_loaded_before(code: str, tmp_path: Path) -> None:
    shown = python(f"{code}\nprint(check.__module__, check.__name__)", folder=tmp_path)

    assert shown == "publisher.api check\n"


def test_the_package_loads_nothing_before_it_is_used(tmp_path: Path) -> None:
    code = "import sys, publisher\nprint(sorted({'pyshacl', 'rdflib', 'jinja2'} & {*sys.modules}))"

    assert python(code, folder=tmp_path) == "[]\n"


def test_the_public_names_are_listed_before_they_are_used(tmp_path: Path) -> None:
    code = "import publisher\nprint({*publisher.__all__} <= {*dir(publisher)})"

    assert python(code, folder=tmp_path) == "True\n"


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'publisher' has no attribute 'chekc'"):
        _ = publisher.chekc  # type: ignore[attr-defined]


def test_files_with_errors_give_no_answer(tmp_path: Path) -> None:
    assert call("init", tmp_path / "project").code == 0
    (tmp_path / "project" / "data" / "broken.ttl").write_text("<a> <b>", encoding="utf-8")
    project = publisher.read_project(tmp_path / "project")

    with pytest.raises(publisher.QueryError, match="the project's files have errors, such as: "):
        publisher.query(project, "decisions")


def test_a_changed_setting_is_used(tmp_path: Path) -> None:
    assert call("init", tmp_path / "project").code == 0
    project = publisher.read_project(tmp_path / "project", base="https://other.example/")

    answer = publisher.query(project, "decisions", format="json")

    assert b"https://other.example/decision/open-library" in answer
    assert publisher.check(project).findings == ()
