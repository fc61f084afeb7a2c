"""Addresses as browsers and programs send them, byte for byte, to the program itself."""

import json
from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest

from tests.serve.projects import write_project
from tests.serve.running import Reply, served
from tests.serve.wire import get, sent

# A character of two bytes, which is neither quoted nor ASCII.
TEXT = 'ASK { ?s ?p "é漢🙂" }'


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    project = write_project(tmp_path_factory.mktemp("project"), {"workers": 1})
    with served("--project", str(project)) as (found, _):
        yield found


def raw(query: str) -> bytes:
    """The address of a query, in which ASCII alone is escaped."""
    characters = (quote(one) if one.isascii() else one for one in query)
    return f"/sparql?query={''.join(characters)}".encode()


def test_characters_that_are_not_escaped_are_read_as_if_they_were(address: str) -> None:
    target = raw(TEXT)
    (plain,) = sent(address, get(b"/sparql?query=" + quote(TEXT).encode()))
    (found,) = sent(address, get(target))
    assert (found.status, found.body) == (200, plain.body)
    assert json.loads(found.body)["boolean"] is False
    # In pieces, within a character and with lines before the first.
    cut = target.index("漢".encode()) + 1
    (found,) = sent(address, (b"\r\n", b"\r\nGET " + target[:cut], get(target)[4 + cut :]))
    assert found.body == plain.body


def test_each_request_of_a_connection_may_have_such_an_address(address: str) -> None:
    form = b"query=ASK%7B%7D"
    post = (
        b"POST /sparql?x=\xc3\xa9 HTTP/1.1\r\nHost: localhost\r\nX-Note: \xe9\r\n"
        b"Content-Type: application/x-www-form-urlencoded\r\n"
        b"Content-Length: %d\r\n\r\n%b" % (len(form), form)
    )
    found = sent(address, get(raw(TEXT)), post, get(b"/caf\xc3\xa9"))
    assert [one.status for one in found] == [200, 200, 404]


def test_a_body_is_left_as_it_is(address: str) -> None:
    body = 'SELECT ("é\n🙂" AS ?x) {}'.replace("\n", "\\n").encode()
    head = (
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nAccept: text/csv\r\n"
        b"Content-Type: application/sparql-query\r\nContent-Length: %d\r\n\r\n" % len(body)
    )
    for parts in (head + body, (head, body[:9], body[9:])):
        (found,) = sent(address, parts)
        assert found.body.decode() == 'x\r\n"é\n🙂"\r\n'


@pytest.mark.parametrize("target", [b"/sparql?query=ASK%7B%7D&x=\xe9", b"/sparql?query=%22\xe9%22"])
def test_bytes_that_are_no_utf_8_are_a_problem(address: str, target: bytes) -> None:
    (found,) = sent(address, get(target))
    assert_problem(found, 400)


@pytest.mark.parametrize(
    "request_", [get(b"/a b"), get(b"/a\x01"), b"NONSENSE\r\n\r\n", b"GET / HTTP/9\r\n\r\n"]
)
def test_what_is_no_request_is_a_problem(address: str, request_: bytes) -> None:
    (found,) = sent(address, request_)
    assert_problem(found, 400)


@pytest.mark.parametrize("size", [65_536, 66_000, 270_000, 1_500_000])
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_an_address_that_is_too_long_is_told_of_post(address: str, method: str, size: int) -> None:
    start = b"/sparql?query=ASK%7B%7D%20%23"
    target = start + b"x" * (size - len(start))
    line = method.encode() + b" " + target + b" HTTP/1.1\r\nHost: localhost\r\n\r\n"
    (found,) = sent(address, line)
    assert_problem(found, 414)
    assert "/sparql by POST" in json.loads(found.body)["detail"]


def test_an_address_that_is_too_long_has_no_answer_of_a_shorter_one(address: str) -> None:
    plain, long = sent(address, get(b"/sparql"), get(b"/sparql?query=" + b"x" * 70_000))
    assert plain.status == 200
    assert_problem(long, 414)


def test_an_address_of_the_longest_is_answered(address: str) -> None:
    start = b"/sparql?query=ASK%7B%7D%20%23"
    (found,) = sent(address, get(start + b"x" * (65_535 - len(start))))
    assert found.status == 200


def test_a_connection_goes_on_after_an_address_that_was_too_long(address: str) -> None:
    long = get(b"/sparql?query=" + b"x" * 70_000)
    found = sent(address, long, get(b"/sparql?query=ASK%7B%7D"), long)
    assert [one.status for one in found] == [414, 200, 414]


def assert_problem(found: Reply, status: int) -> None:
    assert found.status == status
    assert found.headers["content-type"] == "application/problem+json"
    assert found.headers["access-control-allow-origin"] == "*"
    assert json.loads(found.body)["status"] == status


@pytest.mark.parametrize("path", ["/sparql%0A", "/%0A", "/healthz%0a", "/network/enoc%0Ax"])
def test_a_line_break_is_no_end_of_an_address(address: str, path: str) -> None:
    found = sent(address, get(path.encode()))
    assert [one.status for one in found] == [404]


@pytest.mark.parametrize("target", [b"//", b"///"])
def test_slashes_alone_lead_to_the_site(address: str, target: bytes) -> None:
    (found,) = sent(address, get(target))
    assert (found.status, found.headers["location"]) == (302, "/")


def test_the_server_as_a_whole_has_methods_too(address: str) -> None:
    """https://www.rfc-editor.org/rfc/rfc9110#section-9.3.7"""
    head = b" * HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"
    (got,) = sent(address, b"GET" + head)
    assert_problem(got, 404)
    (posted,) = sent(address, b"POST" + head)
    assert_problem(posted, 405)
    with httpx.Client() as client:
        options = client.request("OPTIONS", address, extensions={"target": b"*"})
    assert (options.status_code, options.headers["allow"]) == (204, "GET, HEAD, OPTIONS")


def test_a_body_of_two_media_types_is_refused(address: str) -> None:
    head = (
        b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
        b"Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nASK{}"
    )
    (found,) = sent(address, head)
    assert_problem(found, 415)
