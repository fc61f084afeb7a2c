from pathlib import Path
from urllib.parse import urlencode

import pytest

from publisher.serve.lru import Lru
from publisher.serve.repeats import key_of
from tests.serve.releases import write_release
from tests.serve.running import in_thread, request

ACCEPT = (b"accept", b"text/turtle")


def test_a_key_holds_all_that_an_answer_hangs_on() -> None:
    requests = [
        ("GET", "/a", b"", [ACCEPT]),
        ("HEAD", "/a", b"", [ACCEPT]),
        ("GET", "/b", b"", [ACCEPT]),
        ("GET", "/a", b"x=1", [ACCEPT]),
        ("GET", "/a", b"", [(b"accept", b"text/html")]),
        ("GET", "/a", b"", [ACCEPT, (b"accept", b"text/html")]),
        ("GET", "/a", b"", [ACCEPT, (b"accept-encoding", b"br")]),
        ("GET", "/a", b"", []),
    ]
    assert len({key_of(*one) for one in requests}) == len(requests)
    alike = key_of("GET", "/a", b"", [(b"user-agent", b"x"), ACCEPT, (b"cookie", b"y")])
    assert alike == key_of(*requests[0])


@pytest.mark.parametrize("name", ["If-None-Match", "If-Modified-Since", "Range", "If-Range"])
def test_a_request_with_a_condition_is_answered_anew(name: str) -> None:
    assert key_of("GET", "/a", b"", [(name.lower().encode(), b"x")]) is None
    assert key_of("POST", "/a", b"", []) is None


def test_what_was_not_used_for_longest_is_forgotten() -> None:
    kept: Lru[str, int] = Lru(10)
    for number, name in enumerate("abc"):
        kept.put(name, number, cost=3)
    kept.get("a")
    kept.put("d", 3, cost=3)
    assert [kept.get(name) for name in "abcd"] == [0, None, 2, 3]
    kept.put("e", 4, cost=11)
    assert kept.get("e") is None
    assert kept.get("a") == 0


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
    # Each of three documents two times of three, GET and HEAD; the query is kept only when it was
    # asked twice, or the machine took long over it.
    assert 14 <= float(repeats.split()[1]) <= 15


def test_a_condition_holds_after_repeats(tmp_path: Path) -> None:
    with in_thread(write_release(tmp_path)) as address:
        for _ in range(3):
            first = request(address, "/network/enoc.ttl")
        headers = {"If-None-Match": first.header("etag")}
        assert request(address, "/network/enoc.ttl", headers=headers).status == 304
        part = request(address, "/network/enoc.ttl", headers={"Range": "bytes=0-3"})
        assert (part.status, part.body) == (206, first.body[:4])
