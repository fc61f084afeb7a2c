import re
from itertools import chain
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.load.positions import Positions, positions
from publisher.model import ANY, Term, Triple
from publisher.terms import iri, literal
from publisher.vocabulary import RDF_TYPE

BASE = "https://example.org/"
ROOT = Path(__file__).parents[2]
FILES = sorted(chain((ROOT / "data").rglob("*.ttl"), (ROOT / "ontology").rglob("*.ttl")))
XSD = "http://www.w3.org/2001/XMLSchema#"


def e(name: str) -> Term:
    return iri(f"{BASE}{name}")


def parsed(text: str) -> list[Triple]:
    """The triples of a text by the parser that reads the graph, blank nodes left open."""

    def term(node: object) -> Term:
        return ANY if isinstance(node, ox.BlankNode) else Term(str(node))

    return [
        (term(quad.subject), term(quad.predicate), term(quad.object))
        for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE, base_iri=BASE)
        if not isinstance(quad.object, ox.Triple)
    ]


def after(text: str, at: tuple[int, int]) -> str:
    line, column = at
    return text.split("\n")[line - 1][column - 1 :]


def starts(term: str, rest: str) -> bool:
    """Whether this is where a file's text says the term, in whichever notation."""
    if term.startswith('"'):
        content = term[1 : term.rindex('"')]
        return rest.startswith((f'"{content}"', content)) or "\\" in content
    written = re.match(r"<([^>]*)>|[a-z]*:([\w-]*)", rest)
    return written is not None and term.endswith(f"{written[1] or written[2]}>")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_each_triple_of_the_flagship_is_found_at_its_object(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    found = positions(text, BASE).triples
    for triple in parsed(text):
        if ANY in triple:
            continue
        assert starts(triple[2], after(text, found[triple]))


@pytest.mark.parametrize(
    ("text", "triple", "start"),
    [
        ("@prefix p: <x#> . p:a p:b p:c .", (e("x#a"), e("x#b"), e("x#c")), "p:c"),
        ("prefix p: <x/> p:a p:b p:c .", (e("x/a"), e("x/b"), e("x/c")), "p:c"),
        ("@base <x/> . <a> <b> <c> .", (e("x/a"), e("x/b"), e("x/c")), "<c>"),
        ("BASE <x/> <a> <b> <c> .", (e("x/a"), e("x/b"), e("x/c")), "<c>"),
        ('VERSION "1.2" <a> <b> <c> .', (e("a"), e("b"), e("c")), "<c>"),
        ("@version '1.2' . <a> <b> <c> .", (e("a"), e("b"), e("c")), "<c>"),
        ("<a> a <c> .", (e("a"), RDF_TYPE, e("c")), "<c>"),
        ("<a> <p> <x> ;; <q> <y> ; .", (e("a"), e("q"), e("y")), "<y>"),
        ("<a> <p> <x> , <y>.", (e("a"), e("p"), e("y")), "<y>"),
        ("<a> <p> ( <x> 'y' () ( ) [] ) , <z> .", (e("a"), e("p"), e("z")), "<z>"),
        ("<a> <p> () .", (e("a"), e("p"), f"<{RDF_TYPE[1:-5]}nil>"), "() ."),
        ("<a> <p> [ <q> <x> ; ] .", (ANY, e("q"), e("x")), "<x>"),
        ("[ <q> <x> ] . <a> <p> 1 .", (e("a"), e("p"), f'"1"^^<{XSD}integer>'), "1 ."),
        ("[] <q> <x> .", (ANY, e("q"), e("x")), "<x>"),
        ("_:b.b <q> <x> .", (ANY, e("q"), e("x")), "<x>"),
        ("<a> <p> -01.", (e("a"), e("p"), f'"-01"^^<{XSD}integer>'), "-01."),
        ("<a> <p> +.50 .", (e("a"), e("p"), f'"+.50"^^<{XSD}decimal>'), "+.50"),
        ("<a> <p> 1.E3 .", (e("a"), e("p"), f'"1.E3"^^<{XSD}double>'), "1.E3"),
        ("<a> <p> true .", (e("a"), e("p"), f'"true"^^<{XSD}boolean>'), "true"),
        ("<a> <p> 'x'@en-GB .", (e("a"), e("p"), '"x"@en-gb'), "'x'"),
        ("<a> <p> 'x'@ar--rtl .", (e("a"), e("p"), '"x"@ar--rtl'), "'x'"),
        ("<a> <p> 'x'^^<t> .", (e("a"), e("p"), f'"x"^^{e("t")}'), "'x'"),
        ("PREFIX p: <#> <a> <p> 'x'^^p:t .", (e("a"), e("p"), f'"x"^^{e("#t")}'), "'x'"),
        (r"<a> <p> 'it\'s \u0041\n' .", (e("a"), e("p"), r'"it' + r"'s A\n" + '"'), "'it"),
        ('<a> <p> """x\n""y\\"""" .', (e("a"), e("p"), '"x\\n\\"\\"y\\""'), '"""x'),
        ("<a> <p> '''x''\"y''' .", (e("a"), e("p"), '"x' + "''" + '\\"y"'), "'''x"),
        (r"<\u0061> <p> <\U0000006f> .", (e("a"), e("p"), e("o")), r"<\U"),
        (r"PREFIX p: <> <a> <p> p:x\-y%20z.1 .", (e("a"), e("p"), e("x-y%20z.1")), r"p:x\-"),
        ("<a> <p> <../x>, <./y>, </z#> .", (e("a"), e("p"), e("z#")), "</z#>"),
        ("<a> <p> <urn:x:y> .", (e("a"), e("p"), "<urn:x:y>"), "<urn"),
        ("#<\n<a># '\n<p>#\n<#> .", (e("a"), e("p"), e("#")), "<#>"),
        ("<a> <p> <o> {| <q> 'x' ; <r> 'y' |} {| <q> 'z' |} .", (ANY, e("q"), '"z"'), "'z'"),
        ("<a> <p> <o> ~ <i> {| <q> 'x' |} .", (e("i"), e("q"), '"x"'), "'x'"),
        ("<a> <p> <o> ~<i> {| <q> 1 |} {| <q> 'x' |} .", (e("i"), e("q"), '"x"'), "'x'"),
        ("<a> <p> <o> ~ ~_:b {| <q> 'x' |} , 'y' .", (e("a"), e("p"), '"y"'), "'y'"),
        ("<< <a> <p> <o> >> <q> 'x' .", (ANY, e("q"), '"x"'), "'x'"),
        ("<<<a> <p> <o>~<i>>> <q> 'x' .", (e("i"), e("q"), '"x"'), "'x'"),
        ("<s> <q> <<<a> <p> <o>>>, 'x' .", (e("s"), e("q"), '"x"'), "'x'"),
        ("<s> <q> <<( <a> <p> <<(<b> a <c>)>> )>> , 'x' .", (e("s"), e("q"), '"x"'), "'x'"),
    ],
)
def test_each_construct_is_read(text: str, triple: Triple, start: str) -> None:
    found = positions(text, BASE)
    assert after(text, found.triples[triple]).startswith(start)
    assert set(parsed(text)) & set(found.triples) >= {triple}
    assert {t for t in parsed(text) if ANY not in t} <= set(found.triples)


def test_a_triple_inside_a_triple_term_has_a_position() -> None:
    text = "<s> <q> << <a> <p> <o> >> , <<( <b> <p> 'x' )>> ."
    found = positions(text, BASE).triples
    assert found[e("a"), e("p"), e("o")] == (1, 20)
    assert found[e("b"), e("p"), literal("x")] == (1, 41)


def test_columns_count_code_points() -> None:
    text = "<a> <p> '𝒳é' ,\r\n\t<o> ."
    assert positions(text, BASE).triples[e("a"), e("p"), e("o")] == (2, 2)


@pytest.mark.parametrize(
    "fault",
    ["<b> <p> 'unclosed", "x:y <p> 1 .", ") .", r"<b> <p> '\UFFFFFFFF' .", "<b> <p> <//[> ."],
)
def test_what_stands_before_a_fault_is_found(fault: str) -> None:
    found = positions(f"<a> <p> <o> . {fault} <c> <p> <o> .", BASE)
    assert (e("a"), e("p"), e("o")) in found.triples
    assert (e("c"), e("p"), e("o")) not in found.triples


@pytest.mark.parametrize("mark", ["[ <p> ", "( ", "<< ", "<<( ", "<a> <p> <o> {| "])
def test_deep_nesting_is_left(mark: str) -> None:
    assert positions(f"<a> <p> <o> . <b> <p> {mark * 5000}", BASE).triples


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "part",
    ['"', "'", '"""x', "<", ".", "a.", ":", "\\", "#", "~", ";", "1", "-", "a:.", " ", "@a-"],
)
def test_a_long_fault_takes_no_longer(part: str) -> None:
    assert isinstance(positions("<a> <p> " + part * 50_000, BASE), Positions)


PARTS = """
    <a> a:b a . ; , ( ) [ ] << >> <<( )>> {| |} ~ 1 1.0 1e0 'x' '''x''' @en ^^ _:b @prefix a: <#>
    PREFIX BASE VERSION true \\ #
"""


@given(st.text() | st.lists(st.sampled_from([*PARTS.split(), "\n"])).map(" ".join))
def test_no_text_raises(text: str) -> None:
    found = positions(text, BASE)
    lines = text.split("\n")
    for line, column in found.triples.values():
        assert column <= len(lines[line - 1])
