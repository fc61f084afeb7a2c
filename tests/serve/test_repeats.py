from pathlib import Path
from urllib.parse import urlencode

from tests.serve.releases import write_release
from tests.serve.running import in_thread, request


def test_a_repeated_answer_is_the_same_to_the_byte(tmp_path: Path) -> None:
    query = urlencode({"query": "SELECT ?s { ?s ?p ?o }"})
    paths = ["/network/enoc", "/network/enoc.html", "/network/enoc.ttl", f"/sparql?{query}"]
    with in_thread(write_release(tmp_path)) as address:
        for path in paths:
            for method in ("GET", "HEAD"):
                found = [request(address, path, method=method) for _ in range(3)]
                del found[0].headers["date"], found[1].headers["date"], found[2].headers["date"]
                assert len({one.body for one in found}) == 1
                assert len({str(one.headers) for one in found}) == 1
        counts = request(address, "/metrics").body.decode()
    repeats = next(line for line in counts.splitlines() if line.startswith("publisher_repeats "))
    # Each of four two times of three, by GET and by HEAD.
    assert float(repeats.split()[1]) == 16


def test_a_condition_holds_after_repeats(tmp_path: Path) -> None:
    with in_thread(write_release(tmp_path)) as address:
        for _ in range(3):
            first = request(address, "/network/enoc.ttl")
        headers = {"If-None-Match": first.header("etag")}
        assert request(address, "/network/enoc.ttl", headers=headers).status == 304
        part = request(address, "/network/enoc.ttl", headers={"Range": "bytes=0-3"})
        assert (part.status, part.body) == (206, first.body[:4])
