"""Addresses that no web server could read as a client meant them, or at all."""

from collections.abc import Callable

import pytest

from publisher.deploy import SERVERS
from tests.deploy.conftest import Published
from tests.deploy.servers import Started
from tests.serve.wire import get, sent

LONG = b"sparql?query=ASK%7B%7D%20%23"


@pytest.mark.parametrize("server", SERVERS)
def test_characters_that_are_not_escaped_reach_serve(
    server: str, published: Published, web_server: Callable[[str], Started]
) -> None:
    target = f"{published.root}sparql?query=ASK%7B%3Fs%20%3Fp%20%22é漢%22%7D".encode()
    (found,) = sent(web_server(server).address, get(target))
    assert (found.status, found.body) == (200, b'{"head":{},"boolean":false}')
    (missing,) = sent(web_server(server).address, get(f"{published.root}café".encode()))
    assert missing.status == 404


@pytest.mark.parametrize("size", [66_000, 270_000, 900_000])
@pytest.mark.parametrize("server", SERVERS)
def test_an_address_that_is_too_long_is_told_of_post(
    server: str, size: int, published: Published, web_server: Callable[[str], Started]
) -> None:
    if server == "caddy" and size > 100_000:
        # Caddy itself refuses it, in plain words that no configuration changes.
        return
    target = published.root.encode() + LONG + b"x" * size
    (found,) = sent(web_server(server).address, get(target))
    assert found.status == 414
    assert found.headers["access-control-allow-origin"] == "*"
    assert found.headers["content-type"] == "application/problem+json"
    assert b"POST" in found.body
