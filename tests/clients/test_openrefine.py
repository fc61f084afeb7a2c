"""OpenRefine, as it comes with Debian, over the flagship: what its page does, without the page."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.clients.openrefine import ROWS, OpenRefine, openrefine
from tests.serve.running import request

NAMES = (
    "ENOC",
    "European Network of Ombudspersons for Children",
    "council of europe",
    "ENNHRI",
    "International Committee of the Red Cross",
    "Nobody whom the source names",
)
ENOC = "European Network of Ombudspersons for Children"


@pytest.fixture(scope="module")
def refine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenRefine]:
    with openrefine(tmp_path_factory.mktemp("openrefine")) as running:
        yield running


@pytest.fixture(scope="module")
def service(published: str) -> str:
    return f"{published}reconcile"


@pytest.fixture(scope="module")
def manifest(service: str) -> dict[str, Any]:
    """The manifest, which OpenRefine's page fetches and hands to the program."""
    reply = request(service, "/reconcile", headers={"Origin": "http://127.0.0.1:3333"})
    assert reply.header("access-control-allow-origin") == "*"
    members: dict[str, Any] = json.loads(reply.body)
    return members


@pytest.fixture(scope="module")
def reconciled(refine: OpenRefine, service: str, manifest: dict[str, Any]) -> str:
    """A project whose names have been reconciled."""
    project = refine.create("name", NAMES)
    types = refine.post(
        "guess-types-of-column", project=project, columnName="name", service=service
    )["types"]
    assert types
    assert {each["id"] for each in types} & {each["id"] for each in manifest["defaultTypes"]}
    config = {
        "mode": "standard-service",
        "service": service,
        "identifierSpace": manifest["identifierSpace"],
        "schemaSpace": manifest["schemaSpace"],
        "type": {"id": types[0]["id"], "name": types[0]["name"]},
        "autoMatch": True,
        "columnDetails": [],
    }
    refine.post("reconcile", project=project, columnName="name", engine=ROWS, config=config)
    refine.wait(project)
    return project


def test_names_are_matched_and_others_are_not(
    refine: OpenRefine, reconciled: str, published: str
) -> None:
    model = refine.get("get-rows", project=reconciled, start=0, limit=100)
    recons = model["pool"]["recons"] if "pool" in model else {}
    judged = {
        row["cells"][0]["v"]: recons.get(str(row["cells"][0].get("r"))) or row["cells"][0].get("r")
        for row in model["rows"]
    }
    for name in ("ENOC", ENOC):
        assert judged[name]["j"] == "matched", judged
        assert judged[name]["m"]["id"] == "network/enoc"
        assert judged[name]["m"]["name"] == ENOC
    assert judged["council of europe"]["m"]["id"] == "institution/council-of-europe"
    assert judged["Nobody whom the source names"]["j"] != "matched"
    (column,) = refine.columns(reconciled)
    assert column["reconConfig"]["identifierSpace"] == published


def test_columns_are_added_from_what_is_asserted(
    refine: OpenRefine, reconciled: str, service: str, manifest: dict[str, Any]
) -> None:
    kind = {"id": "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "name": "type"}
    name = {"id": f"{manifest['schemaSpace']}name", "name": "name", "settings": {"limit": "1"}}
    extension = {"properties": [kind, name]}
    shown = refine.post(
        "preview-extend-data",
        project=reconciled,
        columnName="name",
        rowIndices=[0, 1],
        extension=extension,
    )
    assert [column["name"] for column in shown["columns"]] == ["type", "name"]
    assert [cell["name"] for cell in shown["rows"][0] if isinstance(cell, dict)][-1:] == ["network"]
    refine.post(
        "extend-data",
        project=reconciled,
        baseColumnName="name",
        columnName="name",
        columnInsertIndex="1",
        endpoint=service,
        identifierSpace=manifest["identifierSpace"],
        schemaSpace=manifest["schemaSpace"],
        extension=extension,
        engine=ROWS,
    )
    refine.wait(reconciled)
    columns = refine.columns(reconciled)
    assert len(columns) == 3
    cells = refine.rows(reconciled)[0]["cells"]
    by_column = {column["name"]: cells[column["cellIndex"]] for column in columns}
    assert by_column["type"]["v"] == "network"
    assert [cell["v"] for name, cell in by_column.items() if name not in {"name", "type"}] == [
        "ENOC"
    ]


@pytest.mark.parametrize("kind", ["entity", "type", "property"])
def test_its_page_is_given_suggestions(manifest: dict[str, Any], kind: str) -> None:
    offered = manifest["suggest"][kind]
    path = urlsplit(offered["service_url"]).path + offered["service_path"]
    text = {"entity": "European", "type": "netw", "property": "name"}[kind]
    found = json.loads(request(offered["service_url"], f"{path}?prefix={text}").body)["result"]
    assert found
    flyout = offered["flyout_service_path"].replace("${id}", found[0]["id"].replace("#", "%23"))
    path = urlsplit(offered["flyout_service_url"]).path + flyout
    assert json.loads(request(offered["flyout_service_url"], path).body)["html"]
