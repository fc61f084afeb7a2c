import gzip
import random
import re
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher import limits
from publisher.commands.diff import Change, DiffError, canonical, diff, render
from tests.called import publisher
from tests.calls import IN_TIME

OLD = """@prefix ex: <http://x/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:a rdfs:label "A"@en ; ex:p ex:b , "two\\nlines" .
"""
NEW = OLD.replace('"A"@en', '"B"@en').replace(", ", ", ex:c , ")


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def clique(size: int) -> str:
    nodes = range(size)
    return "".join(f"_:n{a} <http://x/p> _:n{b} .\n" for a in nodes for b in nodes if a != b)


def test_what_came_and_went_is_shown_with_its_predicates(tmp_path: Path) -> None:
    difference = diff(written(tmp_path / "old.ttl", OLD), written(tmp_path / "new.ttl", NEW))
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    assert difference.predicates == (
        Change(predicate=label, added=1, removed=1),
        Change(predicate="<http://x/p>", added=1, removed=0),
    )
    assert render(difference) == (
        f'- <http://x/a> {label} "A"@en .\n'
        f'+ <http://x/a> {label} "B"@en .\n'
        "+ <http://x/a> <http://x/p> <http://x/c> .\n"
        "\n"
        "predicate     added  removed\n"
        "rdfs:label        1        1\n"
        "<http://x/p>      1        0\n"
        "all               2        1\n"
        "2 in both"
    )


def test_what_came_and_went_is_printed_as_a_patch(tmp_path: Path) -> None:
    old, new = written(tmp_path / "old.ttl", OLD), written(tmp_path / "new.ttl", NEW)
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    assert publisher("diff", "--patch", old, new).out == (
        "TX .\n"
        f'D <http://x/a> {label} "A"@en .\n'
        f'A <http://x/a> {label} "B"@en .\n'
        "A <http://x/a> <http://x/p> <http://x/c> .\n"
        "TC .\n"
    )


@pytest.mark.parametrize("suffix", ["ttl", "nt", "nq", "trig", "jsonld", "rdf"])
@pytest.mark.parametrize("packed", [False, True])
def test_the_same_graph_is_the_same_in_every_format(
    tmp_path: Path, suffix: str, *, packed: bool
) -> None:
    triples = [quad.triple for quad in ox.parse(OLD, format=ox.RdfFormat.TURTLE)]
    format_ = ox.RdfFormat.from_extension(suffix)
    assert format_
    content = ox.serialize(triples, format=format_) or b""
    name = f"new.{suffix}.gz" if packed else f"new.{suffix}"
    new = written(tmp_path / name, gzip.compress(content) if packed else content)
    difference = diff(written(tmp_path / "old.ttl", OLD), new)
    assert (difference.added, difference.removed, difference.kept) == ((), (), 3)
    assert render(difference).endswith("3 in both")


def test_a_triple_of_a_named_graph_is_another(tmp_path: Path) -> None:
    old = written(tmp_path / "old.nt", "<http://x/a> <http://x/p> <http://x/b> .\n")
    new = written(tmp_path / "new.nq", "<http://x/a> <http://x/p> <http://x/b> <http://x/g> .\n")
    assert diff(old, new).added == ("<http://x/a> <http://x/p> <http://x/b> <http://x/g> .",)


def test_one_new_blank_node_renames_no_other(tmp_path: Path) -> None:
    old = "@prefix : <http://x/> . :a :p [ :q 1 ; :r [ :s 2 ] ] , [ :q 2 ] , [] . :l :l (1 2 1) ."
    new = f"{old} :z :p [ :q 3 ] ."
    difference = diff(written(tmp_path / "old.ttl", old), written(tmp_path / "new.ttl", new))
    assert difference.removed == ()
    assert len(difference.added) == 2


def test_blank_nodes_of_rdf_1_2_and_of_literals_are_told_apart(tmp_path: Path) -> None:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    text = f'_:a <http://x/p> "_:b" . _:r <{rdf}reifies> <<( _:a <http://x/p> "_:b" )>> .'
    difference = diff(
        written(tmp_path / "old.ttl", text),
        written(tmp_path / "new.ttl", text.replace("_:a", "_:z")),
    )
    assert (difference.added, difference.removed, difference.kept) == ((), (), 2)


EDGES = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from("pq"), st.integers(0, 6)), min_size=1, max_size=8
)


@given(EDGES, st.randoms(use_true_random=False))
def test_names_and_order_of_blank_nodes_do_not_matter(
    edges: list[tuple[int, str, int]], rng: random.Random
) -> None:
    names = [f"n{number}" for number in range(7)]
    lines = {f"_:{names[a]} <http://x/{p}> _:{names[b]} ." for a, p, b in edges}
    rng.shuffle(names)
    renamed = [f"_:{names[a]} <http://x/{p}> _:{names[b]} ." for a, p, b in edges]
    rng.shuffle(renamed)
    found = canonical(sorted(lines))
    assert canonical(set(renamed)) == found
    assert len(found) == len(lines)


def test_blank_nodes_that_cannot_be_told_apart_end_at_the_deadline(tmp_path: Path) -> None:
    poison = written(tmp_path / "poison.nt", clique(12))
    start = time.monotonic()
    with pytest.raises(DiffError, match=r"poison\.nt: blank nodes that look alike .* 1 seconds"):
        diff(poison, poison, seconds=1)
    assert time.monotonic() - start < IN_TIME


def test_triple_terms_too_deep_are_refused(tmp_path: Path) -> None:
    term = "<<( <http://x/a> <http://x/p> " * 100_000 + "1" + " )>>" * 100_000
    deep = written(tmp_path / "deep.ttl", f"<http://x/a> <http://x/p> {term} .")
    with pytest.raises(DiffError, match="triple terms are nested more than 100 deep"):
        diff(deep, deep)


def test_many_blank_nodes_alike_are_quick(tmp_path: Path) -> None:
    text = "@prefix : <http://x/> . " + ":a :p [ :q [ :r 1 ] ] . " * 5_000
    old, new = written(tmp_path / "a.ttl", text), written(tmp_path / "b.ttl", text + ":a :p [] .")
    difference = diff(old, new)
    assert (len(difference.added), difference.removed) == (1, ())


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.csv", "a,b", r"unknown suffix; expected one of \.ttl, \.nt"),
        ("x.ttl", "<a> <b> <c> .", r"x\.ttl:1: "),
        ("x.ttl", b"\xff", r"x\.ttl"),
        ("x.nt", "<http://x/a>\n  nonsense", r"x\.nt"),
        ("x.jsonld", "{", r"x\.jsonld"),
        ("x.jsonld", '{"@context": "http://127.0.0.1:9/c", "p": 1}', r"x\.jsonld"),
        ("x.nt.gz", "not gzip", "not a whole gzip file"),
        (
            "x.nt.gz",
            gzip.compress(b"<http://x/a> <http://x/b> 1 ." * 99, mtime=0)[:-9],
            "not a whole gzip",
        ),
    ],
)
def test_what_cannot_be_read_is_an_error_of_one_line(
    tmp_path: Path, name: str, content: str | bytes, message: str
) -> None:
    good = written(tmp_path / "good.ttl", OLD)
    with pytest.raises(DiffError, match=message) as caught:
        diff(good, written(tmp_path / name, content))
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DiffError, match=r"cannot be read \(No such file or directory\)"):
        diff(tmp_path / "none.ttl", tmp_path / "none.ttl.gz")


RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'
DOCTYPE = '<!DOCTYPE r [<!ENTITY a "aaaa">]>'


@pytest.mark.parametrize(
    "content",
    [
        DOCTYPE + RDF,
        f'<?xml version="1.0"?><!-- <a> -->\n{DOCTYPE}{RDF}',
        (DOCTYPE + RDF).encode("utf-16"),
    ],
)
def test_entities_are_not_read(tmp_path: Path, content: str | bytes) -> None:
    bomb = written(tmp_path / "bomb.rdf", content)
    with pytest.raises(DiffError, match="has a DOCTYPE"):
        diff(bomb, bomb)


def test_a_doctype_in_a_comment_is_none(tmp_path: Path) -> None:
    good = written(tmp_path / "good.rdf", f"<!-- {DOCTYPE} -->{RDF}")
    assert diff(good, good).kept == 0


def test_a_small_file_that_unpacks_to_a_large_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "UNPACKED_BYTES", 1_000)
    bomb = written(tmp_path / "bomb.nt.gz", gzip.compress(b"#" * 2_000))
    with pytest.raises(DiffError, match="larger than 1,000 bytes when unpacked"):
        diff(bomb, bomb)


@pytest.mark.parametrize("suffix", ["nt", "nq"])
@pytest.mark.parametrize("line", ['VERSION "1.2"', "VERSION '1.2-basic' # so", '\tVERSION "1.2"'])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_that_name_the_version_of_rdf_are_read(
    suffix: str, line: str, end: str, tmp_path: Path
) -> None:
    triple = '<http://x/a> <http://x/p> <<( <http://x/a> <http://x/p> "VERSION \\"1.2\\"" )>> .'
    old = written(tmp_path / f"old.{suffix}", f"{line}{end}{triple}{end}{line}{end}")
    new = written(tmp_path / f"new.{suffix}", f"{triple}\n")

    done = publisher("diff", old, new)

    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("1 in both\n")


def test_a_fault_below_a_version_is_told_at_its_line(tmp_path: Path) -> None:
    old = written(tmp_path / "old.nt", 'VERSION "1.2"\n<http://x/a> <http://x/p> .\n')

    done = publisher("diff", old, old)

    assert done.code == 2
    assert f"{old}:2: " in done.err


def test_every_dump_of_the_site_is_the_same_as_itself(site: Path) -> None:
    dumps = [
        path
        for path in sorted((site / "dumps").iterdir())
        if path.name.removesuffix(".gz").endswith((".nt", ".nq", ".ttl", ".trig", ".jsonld"))
    ]
    assert any("rdf12" in path.name for path in dumps)

    for path in dumps:
        done = publisher("diff", path, path)
        assert (done.code, done.err) == (0, ""), path.name
        assert "0        0\n" in done.out, path.name


ESC = "\x1b"
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize(
    ("old", "shown"),
    [
        (f"<http://a.example/{ESC}[31mred> <http://a.example/p> 'x' .", "U+001B"),
        (f"<http://a.example/a> <http://a.example/{ESC}p> 'x' .", "U+001B"),
        (f"<http://a.example/a> <http://a.example/p> 'x'{ESC}[2J .", ""),
        ("<http://a.example/a> <http://a.example/p> 'a\u202eb' .", "U+202E"),
        ("<http://a.example/a> <http://a.example/p> 'a\u009b31m' .", "U+009B"),
        (f"<http://a.example/a> <http://a.example/p> 'a{ESC}b' .", "\\u001B"),
        ("<http://a.example/a\u202e> <http://a.example/p> 'x' .", "U+202E"),
    ],
)
@pytest.mark.parametrize("suffix", ["nt", "ttl"])
def test_control_characters_never_reach_the_terminal(
    old: str, shown: str, suffix: str, tmp_path: Path
) -> None:
    content = old.replace("'", '"')
    one = written(tmp_path / f"one.{suffix}", content)
    two = written(tmp_path / "two.nt", "<http://a.example/a> <http://a.example/p> <x:y> .\n")

    done = publisher("diff", one, two)

    said = done.out + done.err
    assert not CONTROLS.search(said)
    assert shown in said


def test_a_file_s_name_cannot_steer_the_terminal(tmp_path: Path) -> None:
    done = publisher("diff", tmp_path / f"{ESC}[31m.nt", tmp_path / "new.nt")

    assert done.code == 2
    assert "U+001B[31m.nt: cannot be read" in done.err


def test_blank_nodes_of_our_dumps_are_compared_by_label(tmp_path: Path) -> None:
    node, other = "_:b0123456789ab", "_:bba9876543210-2"
    old = f"<http://x/a> <http://x/p> {node} .\n{node} <http://x/q> {other} <http://x/g> .\n"
    # With equal content, other labels are other nodes.
    new = old.replace(other, "_:bba9876543210-3")
    difference = diff(written(tmp_path / "old.nq", old), written(tmp_path / "new.nq", new))
    assert len(difference.added) == len(difference.removed) == difference.kept == 1
    assert "compared by their labels" in render(difference)


def test_labels_of_others_say_nothing(tmp_path: Path) -> None:
    old = "<http://x/a> <http://x/p> _:b0123456789ab .\n"
    new = "<http://x/a> <http://x/p> _:genid1 .\n"
    difference = diff(written(tmp_path / "old.nt", old), written(tmp_path / "new.nt", new))
    assert (difference.added, difference.removed) == ((), ())
    assert "labels" not in render(difference)
