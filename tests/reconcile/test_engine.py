from pathlib import Path

from tests.flagship import FOLDER
from tests.reconcile.service import Service
from tests.serve.running import served

NAME = "https://example.org/ontology#name"


def test_names_come_from_the_release_and_values_from_the_engine(
    site: Path, service: Service
) -> None:
    engine = service.address.replace("/reconcile", "/sparql")
    arguments = ("--project", str(FOLDER), "--out", str(site), "--engine", engine)
    with served(*arguments) as (address, _):
        beside = Service(f"{address}/reconcile")
        assert beside.find("ENOC") == service.find("ENOC")
        assert beside.extend(["network/enoc"], NAME) == service.extend(["network/enoc"], NAME)
        assert beside.get("/preview", id="network/enoc").status == 200
        # The data of an engine may change at any time.
        assert beside.get().header("cache-control") == "no-store"


def test_an_engine_that_does_not_answer_is_no_fault_of_the_client(site: Path) -> None:
    engine = "http://127.0.0.1:9/sparql"
    arguments = ("--project", str(FOLDER), "--out", str(site), "--engine", engine)
    with served(*arguments) as (address, _):
        beside = Service(f"{address}/reconcile")
        assert beside.find("ENOC")[0]["id"] == "network/enoc"
        reply = beside.post(
            extend=f'{{"ids": ["network/enoc"], "properties": [{{"id": "{NAME}"}}]}}'
        )
        assert reply.status == 502
        assert b"127.0.0.1" not in reply.body
