import pytest
from starlette.responses import Response

from publisher.serve.problems import Problem
from publisher.serve.release import Release
from publisher.serve.resource import resource
from publisher.serve.response_cache import precondition
from tests.serve import asgi
from tests.serve.asgi import request_of, sent
from tests.serve.releases import BASE, small_release


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return small_release(tmp_path_factory.mktemp("release"))


def get(
    release: Release, path: str, *, query: str = "", method: str = "GET", **headers: str
) -> Response:
    request = request_of(path, query=query, method=method, **headers)
    return sent(resource(request, release, root="/"), request)


def refused(release: Release, path: str, *, query: str = "", **headers: str) -> Problem:
    request = request_of(path, query=query, **headers)
    return asgi.refused(lambda: resource(request, release, root="/"))


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [("", "html"), ("text/turtle", "ttl"), ("application/ld+json", "jsonld"), ("*/*", "html")],
)
def test_a_resource_leads_to_the_document_that_is_accepted(
    release: Release, accept: str, suffix: str
) -> None:
    found = get(release, "network/enoc", accept=accept)
    assert (found.status_code, found.headers.get("location", "")) == (
        303,
        f"/network/enoc.{suffix}",
    )
    assert found.headers.get("vary", "") == "accept"
    assert f'</network/enoc.{suffix}>; rel="describedby"' in found.headers.get("link", "")
    assert found.headers.get("link", "").count('rel="alternate"') == 4
    assert f'<{BASE}network/enoc>; rel="canonical"' in found.headers.get("link", "")


@pytest.mark.parametrize("name", ["ttl", "text/turtle", "text%2Fturtle"])
def test_a_format_named_in_the_address_wins_over_accept(release: Release, name: str) -> None:
    found = get(release, "network/enoc", query=f"format={name}", accept="text/html")
    assert found.headers.get("location", "") == "/network/enoc.ttl"


def test_a_plus_that_was_not_escaped_is_still_read(release: Release) -> None:
    found = get(release, "network/enoc", query="format=application/ld+json")
    assert found.headers.get("location", "") == "/network/enoc.jsonld"


def test_what_is_not_there_in_a_format_says_what_is(release: Release) -> None:
    found = refused(release, "network/enoc", accept="image/png")
    assert found.status == 406
    assert "text/turtle (.ttl)" in found.detail
    assert refused(release, "network/enoc", query="format=docx").status == 406


def test_a_query_has_the_formats_of_a_result(release: Release) -> None:
    found = get(release, "queries/networks", accept="text/csv")
    assert found.headers.get("location", "") == "/queries/networks.csv"


def test_a_document_says_what_it_is_about(release: Release) -> None:
    links = get(release, "network/enoc.html").headers.get("link", "")
    assert f'<{BASE}network/enoc>; rel="cite-as"' in links
    assert f'<{BASE}network/enoc.html>; rel="canonical"' in links
    assert '</network/enoc.ttl>; rel="describedby"; type="text/turtle"' in links
    assert '<https://schema.org/AboutPage>; rel="type"' in links
    assert '<https://creativecommons.org/licenses/by/4.0/>; rel="license"' in links
    assert links.count('rel="alternate"') == 4


def test_a_page_that_is_no_resource_has_no_other_formats(release: Release) -> None:
    for path in ("network/index.html", "network/enoc~p2.html"):
        links = get(release, path).headers.get("link", "")
        assert links.startswith(f'<{BASE}{path}>; rel="canonical"')
        assert "alternate" not in links


def test_a_folder_is_its_index(release: Release) -> None:
    assert get(release, "").body == get(release, "index.html").body
    assert get(release, "network/").body == get(release, "network/index.html").body
    moved = get(release, "network")
    assert (moved.status_code, moved.headers.get("location", "")) == (301, "/network/")


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("network/enok", "network/enoc.html"),
        ("networks/enoc", "network/enoc.html"),
        ("Network/ENOC", "network/enoc.html"),
        ("network/enoc.docx", "network/enoc.html"),
        ("network/enoc/", "network/enoc.html"),
    ],
)
def test_a_wrong_address_is_told_the_nearest(release: Release, path: str, nearest: str) -> None:
    found = refused(release, path)
    assert found.status == 404
    assert found.links[0].href == nearest


@pytest.mark.parametrize(
    "path",
    ["../MANIFEST.sha256", "/etc/passwd", "network/../index.html", "%2e%2e/x", "\0", "🙂" * 9],
)
def test_nothing_outside_of_the_manifest_is_served(release: Release, path: str) -> None:
    assert refused(release, path).status == 404


def test_an_address_of_three_thousand_characters_is_too_long(release: Release) -> None:
    assert refused(release, "x" * 3_000).status == 414


def test_a_hashed_file_may_be_kept_for_ever(release: Release) -> None:
    css = get(release, "static/site.0123456789ab.css")
    assert css.headers.get("cache-control", "") == "public, max-age=31536000, immutable"
    assert get(release, "index.html").headers.get("cache-control", "") == "public, max-age=300"


def test_a_file_is_sent_in_the_encoding_that_is_taken(release: Release) -> None:
    plain = get(release, "network/enoc.html")
    small = get(release, "network/enoc.html", accept_encoding="gzip")
    smaller = get(release, "network/enoc.html", accept_encoding="gzip, br")
    assert (small.headers.get("content-encoding", ""), small.body) == ("gzip", b"not really gzip")
    assert smaller.headers.get("content-encoding", "") == "br"
    assert small.headers.get("content-type", "") == plain.headers.get("content-type", "")
    assert {one.headers.get("vary", "") for one in (plain, small, smaller)} == {"accept-encoding"}
    assert len({one.headers.get("etag", "") for one in (plain, small, smaller)}) == 3
    assert get(release, "void.ttl", accept_encoding="gzip").headers.get("vary", "") == ""


def test_a_file_that_is_known_is_not_sent_again(release: Release) -> None:
    first = get(release, "void.ttl")
    tag, date = first.headers.get("etag", ""), first.headers.get("last-modified", "")
    assert not tag.startswith("W/")
    for headers in (
        {"if_none_match": tag},
        {"if_none_match": f'"other", W/{tag}'},
        {"if_none_match": "*"},
        {"if_modified_since": date},
        {"if_none_match": tag, "if_modified_since": "Thu, 01 Jan 1970 00:00:00 GMT"},
    ):
        again = get(release, "void.ttl", **headers)
        assert (again.status_code, again.body) == (304, b"")
        assert again.headers.get("etag", "") == tag
        assert again.headers.get("link", "") == first.headers.get("link", "")


@pytest.mark.parametrize(
    "headers",
    [
        {"if_none_match": '"other"'},
        {"if_none_match": "nonsense"},
        {"if_modified_since": "Thu, 01 Jan 1970 00:00:00 GMT"},
        {"if_modified_since": "yesterday"},
        {"if_match": "*"},
        {"if_unmodified_since": "nonsense"},
    ],
)
def test_a_file_that_is_not_known_is_sent(release: Release, headers: dict[str, str]) -> None:
    assert get(release, "void.ttl", **headers).status_code == 200


def test_a_condition_that_does_not_hold_is_told(release: Release) -> None:
    tag = get(release, "void.ttl").headers.get("etag", "")
    assert get(release, "void.ttl", if_match='"other"').status_code == 412
    assert get(release, "void.ttl", if_match=f"W/{tag}").status_code == 412
    assert (
        get(release, "void.ttl", if_unmodified_since="Thu, 01 Jan 1970 00:00:00 GMT").status_code
        == 412
    )


@pytest.mark.parametrize(
    ("asked", "status", "place", "body"),
    [
        ("bytes=0-4", 206, "bytes 0-4/20", b"<a:b>"),
        ("bytes=15-", 206, "bytes 15-19/20", b"b> .\n"),
        ("bytes=-5", 206, "bytes 15-19/20", b"b> .\n"),
        ("bytes=-500", 206, "bytes 0-19/20", b"<a:b> <a:b> <a:b> .\n"),
        ("bytes=5-9999", 206, "bytes 5-19/20", b" <a:b> <a:b> .\n"),
        ("bytes=20-", 416, "bytes */20", b""),
        ("bytes=-0", 416, "bytes */20", b""),
        ("bytes=9-5", 200, "", b"<a:b> <a:b> <a:b> .\n"),
        ("bytes=0-1, 4-5", 200, "", b"<a:b> <a:b> <a:b> .\n"),
        ("lines=0-1", 200, "", b"<a:b> <a:b> <a:b> .\n"),
        ("bytes=-", 200, "", b"<a:b> <a:b> <a:b> .\n"),
    ],
)
def test_a_part_of_a_file_is_sent_alone(
    release: Release, asked: str, status: int, place: str, body: bytes
) -> None:
    found = get(release, "dumps/all.nt", range=asked)
    assert (found.status_code, found.headers.get("content-range", ""), found.body) == (
        status,
        place,
        body,
    )


def test_a_part_is_sent_only_of_the_file_that_the_client_has(release: Release) -> None:
    first = get(release, "dumps/all.nt")
    for known in (first.headers.get("etag", ""), first.headers.get("last-modified", "")):
        assert get(release, "dumps/all.nt", range="bytes=0-1", if_range=known).status_code == 206
    assert get(release, "dumps/all.nt", range="bytes=0-1", if_range='"other"').status_code == 200
    # A condition without a value is none.
    assert get(release, "dumps/all.nt", range="bytes=0-1", if_range="").status_code == 206
    assert get(release, "dumps/all.nt", method="HEAD", range="bytes=0-1").status_code == 200


@pytest.mark.parametrize("asked", ["", "bytes=0-1, 4-5", "lines=0-1"])
def test_a_large_file_is_sent_from_the_disk(
    release: Release, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    monkeypatch.setattr("publisher.serve.files.MAX_READ_WHOLE", 10)
    whole = get(release, "dumps/all.nt", range=asked)
    assert (whole.status_code, whole.headers["content-length"]) == (200, "20")
    assert whole.body == b"<a:b> <a:b> <a:b> .\n"
    part = get(release, "dumps/all.nt", range="bytes=2-17")
    assert (part.status_code, part.body) == (206, b":b> <a:b> <a:b> ")


@pytest.mark.parametrize(
    ("condition", "status"), [('W/"one"', 304), ('"one"', 304), ('"two", W/"one"', 304), ('"x"', 0)]
)
def test_a_weak_tag_is_known_again(condition: str, status: int) -> None:
    request = request_of(if_none_match=condition)
    assert precondition(request, tag='W/"one"', modified=0) == status


def test_a_weak_tag_never_fulfils_a_strong_condition() -> None:
    request = request_of(if_match='W/"one"')
    assert precondition(request, tag='W/"one"', modified=0) == 412
