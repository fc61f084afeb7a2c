"""`/mcp` as any client of HTTP sees it."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from publisher.serve.settings import Settings
from tests.agents.clients import called, text_of
from tests.serve.running import Reply, in_thread, request

_HEADERS = {
    "Content-Type": "application/json",
    "Accept": "application/json, text/event-stream",
}
_LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}


def post(root: str, message: object, headers: Mapping[str, str] = _HEADERS) -> Reply:
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return request(root, "/mcp", method="POST", body=body, headers=headers)


def test_a_message_is_answered_as_json_without_a_session(root: str) -> None:
    reply = post(root, _LIST)
    assert reply.status == 200
    assert reply.header("content-type") == "application/json"
    assert reply.header("mcp-session-id") == ""
    assert reply.header("access-control-allow-origin") == "*"
    assert len(json.loads(reply.body)["result"]["tools"]) == 6


def test_a_notification_needs_no_answer(root: str) -> None:
    message = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    assert post(root, message).status == 202


@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE", "PUT"])
def test_there_is_no_stream_and_no_session_to_end(root: str, method: str) -> None:
    reply = request(root, "/mcp", method=method, headers={"Accept": "text/event-stream"})
    assert (reply.status, reply.header("allow")) == (405, "POST, OPTIONS")


def test_a_page_of_another_site_may_ask(root: str) -> None:
    origin = {"Origin": "https://elsewhere.example"}
    preflight = {**origin, "Access-Control-Request-Method": "POST"}
    reply = request(root, "/mcp", method="OPTIONS", headers=preflight)
    assert reply.status == 204
    assert "POST" in reply.header("access-control-allow-methods")
    assert post(root, _LIST, {**_HEADERS, **origin}).status == 200


def test_a_page_whose_host_only_pretends_to_be_this_one_may_not(root: str) -> None:
    rebound = {"Origin": "http://evil.example:8000", "Host": "evil.example:8000"}
    assert post(root, _LIST, {**_HEADERS, **rebound}).status == 403
    for own in ("example.org", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"):
        headers = {**_HEADERS, "Origin": f"http://{own}", "Host": own}
        assert post(root, _LIST, headers).status == 200, own


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{}", {**_HEADERS, "Content-Type": "text/plain"}, 415),
        (b"{}", {"Accept": "application/json"}, 415),
        (b"{", _HEADERS, 400),
        (b"[]", _HEADERS, 400),
        (b"\xff", _HEADERS, 400),
        (b" " * 8_000_000, _HEADERS, 413),
        (json.dumps(_LIST).encode(), {**_HEADERS, "Accept": "text/html"}, 406),
    ],
)
def test_a_wrong_message_is_refused(
    root: str, body: bytes, headers: Mapping[str, str], status: int
) -> None:
    reply = post(root, body, headers)
    assert reply.status == status
    assert reply.header("content-type") in {"application/json", "application/problem+json"}


def test_an_agent_has_the_budgets_of_any_client(site: Path) -> None:
    with in_thread(site, settings=Settings(errors=1)) as root:
        address = f"{root}/mcp"
        wrong = {"query": "SELECT * { ?a ?b ?c . ?d ?e }"}
        assert "malformed" in text_of(called(address, "sparql", **wrong))
        for name, arguments in (("sparql", wrong), ("describe", {"iri": "network/enoc"})):
            result = called(address, name, **arguments)
            assert result.is_error
            assert "Too many" in text_of(result)


def test_a_query_has_the_deadline_of_any_client(site: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with in_thread(site, settings=Settings(deadline=2.0)) as root:
        result = called(f"{root}/mcp", "sparql", query=endless)
        assert result.is_error
        assert "LIMIT" in text_of(result) or "too long" in text_of(result)
