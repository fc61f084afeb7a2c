"""The files of a page hold the labels of what it names, if these are literals."""

from pathlib import Path

import pyoxigraph as ox

from tests.calls import publisher

DATA = """@prefix e: <http://e.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
e:a e:q e:b . e:b rdfs:label [ e:p 1 ] . e:c e:q e:d . e:d rdfs:label e:a .
"""


def test_a_label_that_is_no_literal_leaves_every_file_readable(tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_text(DATA, encoding="utf-8")

    done = publisher("build", tmp_path / "g.ttl", "--out", tmp_path / "site", "--no-compress")

    assert done.returncode == 0, done.stdout
    for name in ("a", "c"):
        for suffix in ("ttl", "nt", "rdf", "jsonld"):
            format_ = ox.RdfFormat.from_extension(suffix)
            content = (tmp_path / "site" / f"{name}.{suffix}").read_bytes()
            document = ox.NamedNode(f"http://e.org/{name}.html")
            triples = list(ox.parse(content, format=format_))
            assert len([triple for triple in triples if triple.subject != document]) == 1
