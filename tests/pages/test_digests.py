import random
from collections.abc import Iterable
from pathlib import Path

from publisher.model import Quad
from publisher.ntriples import quad_line_of
from publisher.pages.digests import dump_digests
from tests.blank_nodes.graphs import clique, quad, renamed


def test_the_digest_is_that_of_the_graph_whatever_its_labels(tmp_path: Path) -> None:
    quads = [quad("<a>", "<p>", "_:x"), quad("_:x", "<p>", '"1"'), quad("<b>", "<p>", '"2"')]
    _write(tmp_path / "one.nt", quads)
    _write(tmp_path / "two.nt", renamed(quads, random.Random(1)))  # noqa: S311

    digests = dump_digests(tmp_path, ["one", "two", "three"])

    assert digests["one"] == digests["two"]
    assert "three" not in digests


def test_graphs_are_part_of_the_digest(tmp_path: Path) -> None:
    _write(tmp_path / "one.nt", [quad("<a>", "<p>", "<b>")])
    _write(tmp_path / "two.nt", [quad("<a>", "<p>", "<b>")])
    _write(tmp_path / "two.nq", [quad("<a>", "<p>", "<b>", "<g>")])

    digests = dump_digests(tmp_path, ["one", "two"])

    assert digests["one"] != digests["two"]


def test_a_graph_that_is_too_symmetrical_has_no_digest(tmp_path: Path) -> None:
    _write(tmp_path / "one.nt", clique(9))

    assert dump_digests(tmp_path, ["one"]) == {"one": ""}


def _write(path: Path, quads: Iterable[Quad]) -> None:
    path.write_bytes(b"".join(sorted(map(quad_line_of, quads))))
