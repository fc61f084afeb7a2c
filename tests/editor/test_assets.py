"""How the editor comes into the package."""

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from publisher.description import SiteFrame
from publisher.editor import Editor, hashed_modules, read_editor
from publisher.render.queries import editor_page
from tests.flagship import FOLDER

LOCK = FOLDER / "publisher" / "editor" / "package-lock.json"
FRAME = SiteFrame(
    base="https://data.example/", title="T", description="", publisher="", license="", language="en"
)


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The script of `make assets`, with a folder of its own for what it fetches."""
    spec = importlib.util.spec_from_file_location("make_assets", FOLDER / ".ci/make_assets.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ASSETS", tmp_path / "assets")
    monkeypatch.setattr(module, "STAMP", tmp_path / "assets" / "made-from.txt")
    return module


def install(folder: Path) -> None:
    """What npm would leave there."""
    built = folder / "node_modules" / "@zazuko" / "yasgui"
    (built / "build").mkdir(parents=True)
    about = {"name": "@zazuko/yasgui", "version": "4.6.2", "license": "MIT"}
    (built / "package.json").write_text(json.dumps(about), encoding="utf-8")
    (built / "LICENSE").write_text("Anyone may copy it.\n", encoding="utf-8")
    for suffix in ("js", "css"):
        (built / "build" / f"yasgui.min.{suffix}").write_text("/* */", encoding="utf-8")


def test_the_files_and_their_licences_are_copied_once(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Path] = []

    def counted(folder: Path) -> None:
        calls.append(folder)
        assert (folder / "package-lock.json").read_bytes() == LOCK.read_bytes()
        install(folder)

    monkeypatch.setattr(script, "install", counted)
    script.make_assets()
    script.make_assets()
    assert len(calls) == 1
    assert {one.name for one in script.ASSETS.iterdir()} == {
        "yasgui.min.js",
        "yasgui.min.css",
        "LICENSES.txt",
        "made-from.txt",
    }
    licences = (script.ASSETS / "LICENSES.txt").read_text(encoding="utf-8")
    assert licences == f"@zazuko/yasgui 4.6.2: MIT\n{'=' * 25}\n\nAnyone may copy it.\n"


def test_another_lock_is_fetched_anew(script: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script, "install", install)
    script.make_assets()
    script.STAMP.write_text("another\n", encoding="utf-8")
    script.make_assets()
    assert script.STAMP.read_text(encoding="utf-8") != "another\n"


def test_a_failure_says_what_to_do(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\nexit 7\n", encoding="utf-8")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit, match=r"exit code 7 .*without them the query page is a form"):
        script.make_assets()
    assert not script.ASSETS.exists()


def test_a_machine_without_npm_is_told_how_to_get_it(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit, match="Install Node, or run `make setup`"):
        script.make_assets()
    assert not script.ASSETS.exists()


@pytest.mark.parametrize(
    ("lock", "package"),
    [(LOCK, "@zazuko/yasgui"), (FOLDER / "package-lock.json", "eslint")],
)
def test_a_lock_names_no_registry(lock: Path, package: str) -> None:
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    assert packages[f"node_modules/{package}"]["integrity"].startswith("sha512-")
    assert [name for name, about in packages.items() if "resolved" in about] == []


@pytest.mark.usefixtures("editor_assets")
def test_the_package_has_the_editor_with_its_licences() -> None:
    editor = read_editor()
    assert [file.path.split(".")[0] for file in (*editor.modules, *editor.imported)] == [
        "static/editor",
        "static/server",
        "static/yasgui",
        "static/address",
        "static/plot",
        "static/problem",
        "static/ready-queries",
    ]
    assert editor.licences is not None
    assert b"@zazuko/yasgui 4.6.2: MIT" in editor.licences.content


@pytest.mark.usefixtures("editor_assets")
def test_modules_import_each_other_by_the_names_they_have_on_the_site() -> None:
    editor = read_editor()
    names = {file.path.removeprefix("static/") for file in (*editor.modules, *editor.imported)}
    (entry,) = editor.modules
    imports = re.findall(r'^import (?:.* from )?"\./(.*)";$', entry.content.decode(), re.MULTILINE)
    assert set(imports) == names - {entry.path.removeprefix("static/")}


def test_a_module_is_renamed_when_one_that_it_imports_changes(tmp_path: Path) -> None:
    (tmp_path / "plot.js").write_text("export const size = 1;\n", encoding="utf-8")
    (tmp_path / "editor.js").write_text('import { size } from "./plot.js";\n', encoding="utf-8")
    before = hashed_modules(("plot.js", "editor.js"), tmp_path)
    (tmp_path / "plot.js").write_text("export const size = 2;\n", encoding="utf-8")
    after = hashed_modules(("plot.js", "editor.js"), tmp_path)
    name = after["plot.js"].path.removeprefix("static/")
    assert after["editor.js"].content.decode() == f'import {{ size }} from "./{name}";\n'
    assert after["editor.js"].path != before["editor.js"].path


def test_without_the_editor_the_page_is_a_form() -> None:
    page = editor_page(FRAME, Editor(scripts=(), modules=())).content.decode()
    # What describes the page to search engines is data: it does not run.
    assert set(re.findall(r"<script[^>]*", page)) <= {'<script type="application/ld+json"'}
    assert 'action="sparql"' in page
    assert "YASGUI" not in page
