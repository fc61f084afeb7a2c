import json
from pathlib import Path

from tests.reconcile.service import Service, answer
from tests.serve.releases import write_release
from tests.serve.running import in_thread

QUERIES = json.dumps({"q": {"query": "ENOC"}})


def test_a_release_without_an_index_says_so_and_answers_queries(tmp_path: Path) -> None:
    with in_thread(write_release(tmp_path)) as address:
        service = Service(f"{address}/reconcile")
        assert answer(service.get(), "manifest")["defaultTypes"] == []
        reply = service.post(queries=QUERIES)
        assert reply.status == 503
        assert "index of names" in json.loads(reply.body)["title"]
        assert Service(f"{address}/sparql").get(query="ASK {}").status == 200
