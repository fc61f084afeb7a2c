import pytest

from publisher.serve.response_cache import (
    MAX_BODY,
    CachedAnswer,
    CachedResponse,
    ResponseCache,
    entity_tag,
    is_lasting,
    request_key,
)

ACCEPT = (b"accept", b"text/turtle")


def answer(size: int) -> CachedAnswer:
    return CachedAnswer("csv", b"x" * size)


def test_what_was_answered_is_given_again() -> None:
    cache = ResponseCache(10_000)
    assert cache.answer(("csv", "ASK {}")) is None
    cache.keep(("csv", "ASK {}"), answer(5))
    assert cache.answer(("csv", "ASK {}")) == answer(5)
    assert cache.answer(("json", "ASK {}")) is None
    assert (cache.hits, cache.misses) == (1, 2)


def test_a_response_is_known_by_its_request() -> None:
    cache = ResponseCache(10_000)
    key = ("GET", "/a", b"", b"", b"", b"", b"")
    response = CachedResponse("site", 200, ((b"etag", b"x"),), b"text")
    assert cache.response(key) is None
    cache.keep(key, response)
    assert cache.response(key) is response
    assert cache.repeats == {"site": 1}


def test_what_was_not_asked_for_longest_goes_first() -> None:
    cache = ResponseCache(7_000)
    for name in "abc":
        cache.keep((name,), answer(200))
    cache.answer(("a",))
    cache.keep(("d",), answer(200))
    assert [name for name in "abcd" if cache.answer((name,))] == ["a", "c", "d"]
    cache.keep(("e",), answer(6_000))
    assert cache.answer(("e",)) is None
    assert cache.answer(("a",))


def test_a_large_answer_is_not_kept() -> None:
    cache = ResponseCache(100_000_000)
    cache.keep(("a",), answer(MAX_BODY + 1))
    assert cache.answer(("a",)) is None


def key_of(method: str, path: str, query: bytes, headers: list[tuple[bytes, bytes]]) -> object:
    scope = {"method": method, "path": path, "query_string": query, "headers": headers}
    return request_key(scope)


def test_a_key_holds_all_that_a_response_depends_on() -> None:
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


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { ?s ?p ?o }", True),
        ("SELECT (NOW() AS ?now) {}", False),
        ("SELECT (rand() AS ?x) {}", False),
        ("SELECT (STRUUID() AS ?x) {}", False),
        ("SELECT (\\u004eOW() AS ?x) {}", False),
        ("SELECT ?known { ?s ?p ?known }", True),
    ],
)
def test_an_answer_that_changes_is_not_kept(query: str, expected: bool) -> None:  # noqa: FBT001
    assert is_lasting(query) is expected


def test_a_tag_is_of_one_release_query_and_format() -> None:
    tags = {
        entity_tag(release, (table, query)) for release in "ab" for table in "cd" for query in "ef"
    }
    assert len(tags) == 8
    assert all(tag.startswith('W/"') for tag in tags)
