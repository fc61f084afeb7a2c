from collections.abc import Callable

import pytest

from publisher.deploy import SERVERS
from tests.conftest import absent
from tests.deploy.cases import CASES, Case
from tests.deploy.conftest import Published
from tests.deploy.matrix import ask, differences
from tests.deploy.servers import BROTLI, Started
from tests.serve.running import request

# nginx compares both; docs/how-to/deploy.md says so.
DIFFERENT = {("nginx", "known, with an old date"): 200}
# Apache drops all of a file's own headers with an error.
UNABLE = {("apache", 416): ("content-range",)}


def test_the_matrix_is_large_and_its_names_are_unique() -> None:
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("server", SERVERS)
def test_a_web_server_answers_as_serve_does(
    server: str, case: Case, published: Published, web_server: Callable[[str], Started]
) -> None:
    stylesheet = next((published.site / "static").glob("site.*.css")).name
    (patch,) = (published.site / "dumps" / "changes").glob("1.*.rdfp")
    path = case.path.replace("STYLESHEET", stylesheet).replace("PATCH", patch.name)
    case = Case(**{**{name: getattr(case, name) for name in case.__slots__}, "path": path})
    other = ask(web_server(server).address, published.root, case)
    own = ask(published.address, published.root, case)
    assert own.status == case.status
    if server == "nginx" and own.header("content-encoding") == "br" and not BROTLI.exists():
        absent("nginx cannot send brotli: apt-get install libnginx-mod-http-brotli-static")
    if (server, case.name) in DIFFERENT:
        assert other.status == DIFFERENT[server, case.name]
        return
    found = differences(own, other, published.root + path)
    for name in UNABLE.get((server, case.status), ()):
        found.pop(name, None)
    assert found == {}


@pytest.mark.parametrize("path", ["metrics", "%6detrics", "./metrics", "metrics?x", "/metrics"])
@pytest.mark.parametrize("server", SERVERS)
def test_the_counts_are_for_nobody_outside(
    server: str, path: str, published: Published, web_server: Callable[[str], Started]
) -> None:
    address = web_server(server).address
    for method in ("GET", "HEAD"):
        case = Case(name="", path=path, status=404, method=method)
        assert ask(address, published.root, case).status == 404
    assert request(published.address, f"{published.root}metrics").status == 200
