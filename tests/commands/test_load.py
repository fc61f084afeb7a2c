"""`publisher load` as a shell meets it, against a store that refuses what stores refuse."""

import base64
import hashlib
import re
import socket
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from urllib.request import parse_http_list, parse_keqv_list

import pytest

from publisher import limits
from publisher.cli import main
from publisher.sparql.dump import pieces
from publisher.sparql.graph_store import Credentials, query_endpoint
from tests.commands.graph_store import Asked, GraphStore, Refusal, serving

LINES = [f'<http://x/s{n}> <http://x/p> "{n}é" .\n'.encode() for n in range(10, 30)]
USER, PASSWORD = "PUBLISHER_ENGINE_USER", "PUBLISHER_ENGINE_PASSWORD"
Said = Callable[..., tuple[int, str]]


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "all.nt"
    path.write_bytes(b"".join(LINES))
    return path


@pytest.fixture
def call(capfd: pytest.CaptureFixture[str], dump: Path) -> Said:
    """The command's exit code, and what it said, on the dump at a store."""

    def calling(url: str, *arguments: str) -> tuple[int, str]:
        named = () if "--dump" in arguments else ("--dump", str(dump))
        code = main(["load", "--engine", f"{url}/store", *named, *arguments])
        told = capfd.readouterr()
        assert told.out == ""
        return code, told.err

    return calling


def test_a_graph_is_put_in_one_request_and_counted(call: Said) -> None:
    with serving(GraphStore()) as store:
        code, said = call(store.url, "--graph", "http://x/g?a=1&b")
        where = f"{store.url}/query holds 20 triples in http://x/g?a=1&b"
    assert (code, said) == (0, f"{where}, as many as were sent (1 request)\n")
    (put,) = store.asked
    assert (put.method, put.target) == ("PUT", "/store?graph=http%3A%2F%2Fx%2Fg%3Fa%3D1%26b")
    assert put.headers["Content-Type"] == "application/n-triples"
    assert put.body == b"".join(LINES)


def test_without_a_name_it_is_the_default_graph(call: Said) -> None:
    with serving(GraphStore()) as store:
        code, said = call(store.url)
    assert code == 0
    assert "in its default graph" in said
    assert store.asked[0].target == "/store?default"


def test_quiet_says_nothing(call: Said) -> None:
    with serving(GraphStore()) as store:
        assert call(store.url, "--quiet") == (0, "")


def test_the_built_site_s_dump_is_what_is_sent(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with serving(GraphStore()) as store:
        assert main(["load", "--engine", f"{store.url}/store", "--project", str(tmp_path)]) == 2
        assert "is not there; build first: publisher build" in capfd.readouterr().err
        built = tmp_path / "site" / "dumps"
        built.mkdir(parents=True)
        (built / "all.nt").write_bytes(LINES[0])
        assert main(["load", "--engine", f"{store.url}/store", "--project", str(tmp_path)]) == 0
    assert store.lines == LINES[:1]


def test_a_store_that_holds_another_number_is_an_error(call: Said) -> None:
    with serving(GraphStore(forgets=1)) as store:
        code, said = call(store.url)
    assert code == 1
    assert (
        "holds 19 triples in its default graph, but 20 were sent; see docs/how-to/other-stores.md"
        in said
    )


def test_a_triple_that_a_file_says_twice_is_one(call: Said, dump: Path) -> None:
    for content in (sorted(LINES * 2), LINES * 2):
        dump.write_bytes(b"".join(content))
        with serving(GraphStore()) as store:
            code, said = call(store.url)
        assert code == 0, said
        assert "20 triples" in said


@pytest.mark.parametrize("reads", [True, False])
def test_a_store_that_refuses_the_whole_is_sent_pieces(
    call: Said, dump: Path, monkeypatch: pytest.MonkeyPatch, *, reads: bool
) -> None:
    monkeypatch.setattr(limits, "LOAD_PIECE_MIB", 1)
    # More than what fits between two sockets, so that a store that hangs up is noticed.
    lines = [f'<http://x/s{n:04}> <http://x/p> "{"e" * 9_000}" .\n'.encode() for n in range(1000)]
    dump.write_bytes(b"".join(lines))

    def refuse(asked: Asked) -> Refusal | None:
        is_large = int(asked.headers["Content-Length"]) > 1 << 20
        return Refusal(status=413, body=b"too large", reads=reads) if is_large else None

    with serving(GraphStore(refuse=refuse)) as store:
        code, said = call(store.url)
    assert code == 0, said
    assert "refuses 9,035,000 bytes at once; sending pieces of 1 MiB\n" in said
    assert said.endswith("(9 requests)\n")
    assert [one.method for one in store.asked] == ["PUT", "PUT"] + ["POST"] * 8
    assert b"".join(store.lines) == dump.read_bytes()


def test_a_piece_that_fails_says_how_much_is_there(call: Said, dump: Path) -> None:
    dump.write_bytes(
        b"".join(f'<http://x/s> <http://x/p> "{"e" * n}" .\n'.encode() for n in range(1600))
    )

    def refuse(asked: Asked) -> Refusal | None:
        return Refusal(status=503, body=b"later") if asked.method == "POST" else None

    with serving(GraphStore(refuse=refuse)) as store:
        code, said = call(store.url, "--pieces", "1")
    assert code == 2
    assert re.search(r"answered 503 Service Unavailable: later; 1,\d{3} of 1,600 triples", said)


def test_blank_nodes_go_in_one_request_only(call: Said, dump: Path) -> None:
    dump.write_text('_:a <http://x/p> "1" .\n_:a <http://x/p> "2" .\n', encoding="utf-8")
    with serving(GraphStore()) as store:
        code, said = call(store.url, "--pieces", "1")
        assert code == 2
        assert "has blank nodes, which pieces cannot share" in said
        assert store.writes == []
        assert call(store.url)[0] == 0


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "is not there; name a file of N-Triples"),
        (b"<a> <b> .", "cannot be read as N-Triples: Parser error at line 1"),
        (b"\xff", "cannot be read as N-Triples"),
    ],
)
def test_what_is_no_graph_never_reaches_the_store(
    call: Said, tmp_path: Path, content: bytes | None, message: str
) -> None:
    file = tmp_path / "other.nt"
    if content is not None:
        file.write_bytes(content)
    with serving(GraphStore()) as store:
        code, said = call(store.url, "--dump", str(file))
    assert code == 2
    assert message in said
    assert store.asked == []


@pytest.mark.parametrize(
    ("refusal", "message"),
    [
        (Refusal(status=401), "answered 401 Unauthorized: it asks for credentials"),
        (
            Refusal(status=403, body=b"<h1>No\n<b>entry</b></h1>\x1b[2J"),
            "403 Forbidden: No entry [",
        ),
        (Refusal(status=500, body=b"a < b & c > d"), "a < b & c > d"),
        (
            Refusal(status=301, headers={"Location": "http://127.0.0.2:9/store"}),
            "127.0.0.2:9/store",
        ),
    ],
)
def test_a_refusal_is_a_line_with_the_store_s_own_words(
    call: Said, refusal: Refusal, message: str
) -> None:
    with serving(GraphStore(refuse=lambda _: refusal)) as store:
        code, said = call(store.url)
    assert code == 2
    assert message in said
    assert said.count("\n") == 1
    assert "\x1b" not in said
    # A redirect is told of, never followed.
    assert len(store.asked) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--engine", "ftp://x/store"], "is not a web address"),
        (["--engine", "localhost:7878/store"], "is not a web address"),
        (["--engine", "http://user:secret@localhost/store"], "set user and password in the"),
        (["--engine", "http://localhost/é/store"], "is not a web address"),
        (["--engine", "http://localhost/elsewhere"], "name it with --query-endpoint"),
        (
            ["--engine", "http://x/store", "--query-endpoint", "http://u:secret@x/"],
            "has a user in it",
        ),
        (["--engine", "http://x/store", "--graph", "my graph"], "graph 'my graph' is not an IRI"),
        (["--engine", "http://x/sparql-graph-crud-auth"], "name a graph with --graph IRI"),
    ],
)
def test_a_wrong_call_is_told_before_anything_is_sent(
    capfd: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(["load", *arguments]) == 2
    said = capfd.readouterr().err
    assert message in said
    assert "secret" not in said


def test_nobody_at_the_address_is_an_error(call: Said) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    code, said = call(url)
    assert (code, said) == (2, f"publisher: error: {url}/store: Connection refused\n")


def test_a_store_that_hangs_up_is_an_error(call: Said) -> None:
    def hang_up() -> None:
        waiting.accept()[0].close()

    with socket.socket() as waiting:
        waiting.bind(("127.0.0.1", 0))
        waiting.listen()
        url = f"http://127.0.0.1:{waiting.getsockname()[1]}"
        thread = Thread(target=hang_up)
        thread.start()
        code, said = call(url)
        thread.join()
    assert code == 2
    assert f"publisher: error: {url}/store: " in said


CHALLENGE = 'Digest realm="SPARQL", nonce="n1", opaque="o1", qop="auth", algorithm="MD5"'


def _digests(asked: Asked) -> bool:
    """Whether the request proves the password: RFC 7616, section 3.4.1, in MD5."""
    scheme, _, rest = asked.headers.get("Authorization", "").partition(" ")
    if scheme != "Digest":
        return False
    said = parse_keqv_list(parse_http_list(rest))

    def md5(text: str) -> str:
        return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()

    user, request = md5("dba:SPARQL:se cret"), md5(f"{asked.method}:{asked.target}")
    proof = f"{user}:n1:{said['nc']}:{said['cnonce']}:auth:{request}"
    return said["uri"] == asked.target and said["response"] == md5(proof)


def test_a_password_is_proved_by_digest_and_never_sent(
    call: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(asked: Asked) -> Refusal | None:
        challenge = {"WWW-Authenticate": CHALLENGE}
        return None if _digests(asked) else Refusal(status=401, headers=challenge, reads=False)

    monkeypatch.setenv(USER, "dba")
    monkeypatch.setenv(PASSWORD, "se cret")
    # Not this machine's usual name: a digest may go anywhere.
    with serving(GraphStore(refuse=refuse), host="127.0.0.2") as store:
        code, said = call(store.url, "--graph", "http://x/g")
        assert code == 0, said
        # The large body is not sent for nothing.
        assert [one.method for one in store.asked] == ["GET", "PUT"]
        monkeypatch.setenv(PASSWORD, "another")
        code, said = call(store.url, "--graph", "http://x/g")
    assert code == 2
    assert "answered 401 Unauthorized: it does not take these credentials" in said
    assert "another" not in said
    assert store.lines == LINES


def test_a_password_goes_in_clear_to_this_machine_alone(
    call: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(USER, "me")
    monkeypatch.setenv(PASSWORD, "s:ä")
    basic = f"Basic {base64.b64encode('me:s:ä'.encode()).decode()}"
    with serving(GraphStore()) as store:
        assert call(store.url)[0] == 0
        assert [one.headers.get("Authorization") for one in store.asked] == [None, basic]
    with serving(GraphStore(), host="127.0.0.2") as store:
        code, said = call(store.url)
    assert code == 2
    assert "takes credentials in clear alone, and is reached by http; use https" in said
    assert all("Authorization" not in one.headers for one in store.asked)


def test_a_token_is_sent_as_one(call: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLISHER_ENGINE_TOKEN", "t0ken")
    with serving(GraphStore()) as store:
        assert call(store.url)[0] == 0
    assert store.asked[-1].headers["Authorization"] == "Bearer t0ken"


@pytest.mark.parametrize(
    "environment",
    [
        {USER: "me"},
        {PASSWORD: "secret"},
        {USER: "me", PASSWORD: "secret", "PUBLISHER_ENGINE_TOKEN": "secret"},
        {"PUBLISHER_ENGINE_TOKEN": "secret\nHost: x"},
    ],
)
def test_half_a_pair_of_credentials_is_a_wrong_call(
    call: Said, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with serving(GraphStore()) as store:
        code, said = call(store.url)
    assert code == 2
    assert "PUBLISHER_ENGINE" in said
    assert "secret" not in said
    assert store.asked == []


def test_credentials_do_not_show_in_a_traceback() -> None:
    hidden = "secret"
    assert hidden not in repr(Credentials(user="me", password=hidden, token=hidden))


@pytest.mark.parametrize(
    ("store", "queries"),
    [
        ("http://h:8890/sparql-graph-crud-auth", "http://h:8890/sparql"),
        ("http://h:8890/sparql-graph-crud/", "http://h:8890/sparql"),
        ("http://h:7878/store", "http://h:7878/query"),
        ("http://h:3030/ds/data", "http://h:3030/ds/query"),
        ("http://h:7200/repositories/r/rdf-graphs/service", "http://h:7200/repositories/r"),
        ("https://h:8182/sparql/gsp/", "https://h:8182/sparql"),
        ("http://h:7001", ""),
    ],
)
def test_the_query_endpoint_is_known_from_the_store_s_address(store: str, queries: str) -> None:
    assert query_endpoint(store) == queries


def test_pieces_are_whole_lines_and_make_the_file(dump: Path) -> None:
    for size in (1, len(LINES[0]), 100, 10_000):
        found = list(pieces(dump, size=size))
        assert b"".join(found) == dump.read_bytes()
        assert all(piece.endswith(b"\n") for piece in found)
        assert all(len(piece) <= max(size, len(LINES[0])) for piece in found)
    dump.write_bytes(b"")
    assert list(pieces(dump, size=1)) == [b""]
