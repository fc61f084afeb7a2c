import pytest

from publisher.serve.cache import LARGEST, Cache, is_lasting, tag_of


def test_what_was_answered_is_given_again() -> None:
    cache = Cache(10_000)
    assert cache.get(("csv", "ASK {}")) is None
    cache.put(("csv", "ASK {}"), ("csv", b"true\n"), is_dear=True)
    assert cache.get(("csv", "ASK {}")) == ("csv", b"true\n")
    assert cache.get(("json", "ASK {}")) is None
    assert (cache.hits, cache.misses) == (1, 2)


def test_what_was_not_asked_for_longest_goes_first() -> None:
    cache = Cache(2_000)
    for name in "abc":
        cache.put((name,), ("csv", b"x" * 100), is_dear=True)
    cache.get(("a",))
    cache.put(("d",), ("csv", b"x" * 100), is_dear=True)
    assert [name for name in "abcd" if cache.get((name,))] == ["a", "c", "d"]


def test_a_large_answer_is_not_kept() -> None:
    cache = Cache(100_000_000)
    cache.put(("a",), ("csv", b"x" * (LARGEST + 1)), is_dear=True)
    assert cache.get(("a",)) is None


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
    tags = {tag_of(release, (table, query)) for release in "ab" for table in "cd" for query in "ef"}
    assert len(tags) == 8
    assert all(tag.startswith('W/"') for tag in tags)


def test_what_costs_little_is_kept_when_it_is_asked_for_again() -> None:
    cache = Cache(10_000)
    cache.put(("a",), ("csv", b"x"), is_dear=False)
    assert cache.get(("a",)) is None
    cache.put(("a",), ("csv", b"x"), is_dear=False)
    assert cache.get(("a",)) == ("csv", b"x")
