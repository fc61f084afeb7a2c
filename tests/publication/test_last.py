import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.commands.build import build
from publisher.model import LastRelease
from publisher.project import read_project
from publisher.publication.last import DUMP, read_last
from publisher.terms import fragment
from tests.load.projects import write_project

BASE = "https://example.org/"
NOTHING = LastRelease()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    project = read_project(write_project(tmp_path / "project"))
    build(project, out=tmp_path / "site")
    return tmp_path / "site"


def test_the_last_release_is_its_resources_terms_and_statements(site: Path) -> None:
    last = read_last(site)

    assert {one.removeprefix(f"<{BASE}")[:-1] for one in last.subjects if not fragment(one)} == {
        "ontology",
        "membership/one",
        "claim/trial",
        "document/letter",
        "source/page",
    }
    assert f"<{BASE}ontology#since>" in last.subjects
    about = {
        (subject.removeprefix(f"<{BASE}"), predicate.rpartition("#")[2])
        for subject, predicate in last.statements.values()
    }
    assert about == {
        ("membership/one>", "since>"),
        ("membership/one>", "describedAs>"),
        ("claim/trial>", "claimant>"),
    }
    assert last.statements.keys() < last.subjects


def test_passages_and_selectors_are_no_identities(site: Path) -> None:
    assert b"#char=" in gzip.decompress((site / DUMP).read_bytes())

    assert not [one for one in read_last(site).subjects if "=" in fragment(one)]


def test_a_release_says_for_which_namespaces_it_answered(site: Path) -> None:
    assert read_last(site).namespaces == {BASE}


def test_where_there_is_no_site_there_is_no_release(tmp_path: Path) -> None:
    assert read_last(tmp_path / "site") == NOTHING


def test_a_folder_that_this_tool_did_not_publish_is_not_read(site: Path, tmp_path: Path) -> None:
    release = site.resolve()
    copied = tmp_path / "copied"
    release.rename(copied)
    linked = tmp_path / "linked"
    linked.symlink_to(copied)

    assert read_last(copied) == NOTHING
    assert read_last(linked) == NOTHING


def _link_to_itself(site: Path) -> None:
    site.unlink()
    site.symlink_to(site.name)


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda site: os.truncate(site / DUMP, 500), id="a dump cut short"),
        pytest.param(lambda site: (site / DUMP).write_bytes(b"no gzip"), id="no gzip"),
        pytest.param(
            lambda site: (site / DUMP).write_bytes(gzip.compress(b"no triples\n")), id="no triples"
        ),
        pytest.param(
            lambda site: (site / DUMP).write_bytes(
                gzip.compress(b"<https://example.org/\xff> a b")
            ),
            id="not UTF-8",
        ),
        pytest.param(lambda site: (site / DUMP).unlink(), id="no dump"),
        pytest.param(lambda site: (site / "site.json").unlink(), id="no description"),
        pytest.param(lambda site: (site / "site.json").write_text("{"), id="no JSON"),
        pytest.param(lambda site: (site / "site.json").write_text("[]"), id="a list"),
        pytest.param(lambda site: (site / "site.json").write_text("[" * 10**6), id="nested"),
        pytest.param(lambda site: (site / "site.json").write_text(json.dumps({})), id="no base"),
        pytest.param(_link_to_itself, id="a link to itself"),
    ],
)
def test_a_damaged_release_is_none(site: Path, harm: Callable[[Path], object]) -> None:
    assert read_last(site) != NOTHING

    harm(site)

    assert read_last(site) == NOTHING
