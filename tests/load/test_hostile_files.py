"""No file stops the reader: each gives what it says, or a finding, in a short time."""

import bz2
import gzip
import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher import limits
from publisher.load.rdf_files import parse_rdf
from tests.load.test_rdf_files import HTML, JSON_LD, RDF, RDF_XML, TURTLE

if TYPE_CHECKING:
    from collections.abc import Callable

BASE = "https://example.org/"
SAMPLES = {
    "a.ttl": TURTLE + '[] e:p ( 1 "x"^^e:t true [ e:q "y"@en--rtl ] ) {| e:r <s> |} .',
    "a.trig": TURTLE + "GRAPH e:g { e:a e:b [ e:c ( 1 2 ) ] } { e:a e:b 1.5 }",
    "a.nt": '<https://e.org/a> <https://e.org/b> "\\u00e9\\n"@en .\n_:a <https://e.org/b> _:c .\n',
    "a.nq": '<https://e.org/a> <https://e.org/b> "x" <https://e.org/g> .\n',
    "a.rdf": f'<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [<!ENTITY e "https://e.org/">]>\n{RDF_XML}',
    "a.jsonld": json.dumps(
        {
            "@context": {"@vocab": "https://e.org/", "x": {"@id": "x", "@container": "@list"}},
            "@graph": [{"@id": "a", "x": [1, 2.5, {"y": None}], "@type": "T"}, json.loads(JSON_LD)],
        }
    ),
    "a.html": HTML,
}


def codes(name: str, content: bytes) -> list[str]:
    """What is found in a file that is not read."""
    file, findings = parse_rdf(content, file=name, base=BASE)
    assert file is None
    return [finding.code for finding in findings]


def _rdfxml(inside: str, *, entities: str = "") -> bytes:
    doctype = f"<!DOCTYPE rdf:RDF [{entities}]>" if entities else ""
    start = f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:e="https://e.org/">'
    return f"{doctype}{start}{inside}</rdf:RDF>".encode()


def _zip(*contents: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, content in enumerate(contents):
            archive.writestr(f"{number}.ttl", content)
    return buffer.getvalue()


DEEP = 5_000
LAUGHS = '<!ENTITY a0 "lol">' + "".join(
    f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12)
)
LARGE = b"# " + b"x" * 50_000_000
LIMITS = {
    "entities that multiply": ("a.rdf", _rdfxml('<rdf:Description e:b="&a11;"/>', entities=LAUGHS)),
    "a long entity often": (
        "a.rdf",
        _rdfxml(
            f'<rdf:Description e:b="{"&a;" * 30_000}"/>', entities=f'<!ENTITY a "{"x" * 30_000}">'
        ),
    ),
    "deep XML": ("a.rdf", _rdfxml("<e:A><e:b>" * DEEP + "</e:b></e:A>" * DEEP)),
    "a gzip bomb": ("a.ttl.gz", gzip.compress(LARGE)),
    "a bzip2 bomb": ("a.ttl.bz2", bz2.compress(LARGE)),
    "a zip bomb": ("a.zip", _zip(LARGE)),
    "deep JSON": ("a.jsonld", b'{"https://e.org/a":' * 3_300 + b"1" + b"}" * 3_300),
    "deep lists of JSON": ("a.jsonld", b'{"@id":' + b"[" * 100_000 + b"]" * 100_000 + b"}"),
    "a long literal": ("a.ttl", b'<a> <b> "' + b"x" * (limits.LITERAL_BYTES + 1) + b'" .'),
    "a long literal of XML": (
        "a.rdf",
        _rdfxml(
            f"<rdf:Description><e:b>{'x' * (limits.LITERAL_BYTES + 1)}</e:b></rdf:Description>"
        ),
    ),
    "a long literal of JSON": (
        "a.jsonld",
        json.dumps({"https://e.org/a": "x" * (limits.LITERAL_BYTES + 1)}).encode(),
    ),
}


@pytest.mark.parametrize(("name", "content"), LIMITS.values(), ids=LIMITS)
def test_what_would_fill_memory_or_time_is_a_finding(name: str, content: bytes) -> None:
    assert codes(name, content) == ["input-limit"]


def test_entities_that_only_abbreviate_are_read() -> None:
    content = _rdfxml(
        "".join(f'<rdf:Description rdf:about="&e;{at}" e:b="x"/>' for at in range(2_000)),
        entities='<!ENTITY e "https://example.org/a/long/namespace#">',
    )

    file, findings = parse_rdf(content, file="a.owl", base=BASE)

    assert findings == []
    assert file
    assert len(file.triples) == 2_000


def test_an_entity_from_elsewhere_is_not_read() -> None:
    content = _rdfxml(
        '<rdf:Description e:b="&x;"/>', entities='<!ENTITY x SYSTEM "file:///etc/passwd">'
    )

    assert codes("a.rdf", content) == ["rdf-syntax"]


@pytest.mark.parametrize(("start", "end"), [("[ <b> ", " ]"), ("( ", " )"), ("<< ", " >> <b> <c>")])
def test_deep_turtle_is_read(start: str, end: str) -> None:
    innermost = "<a> <b> <c>" if "<<" in start else "<c>"
    subject = "" if "<<" in start else "<a> <b> "
    text = f"{subject}{start * 20_000}{innermost}{end * 20_000} ."

    file, findings = parse_rdf(text.encode(), file="a.ttl", base=BASE)

    assert findings == []
    assert file


def test_a_literal_as_long_as_may_be_is_read() -> None:
    content = b'<a> <b> "' + b"x" * (limits.LITERAL_BYTES - 100_000) + b'" .'

    assert parse_rdf(content, file="a.ttl", base=BASE)[1] == []


def test_an_encoding_that_python_alone_knows_is_refused() -> None:
    for encoding in ("punycode", "unicode_escape", "rot13", "zip", "x" * 5_000):
        content = f'<?xml version="1.0" encoding="{encoding}"?>{RDF_XML}'.encode()
        assert codes("a.rdf", content) == ["encoding"], encoding


@st.composite
def mutants(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of one syntax with a few parts cut, doubled or replaced, and perhaps another name."""
    name = draw(st.sampled_from(sorted(SAMPLES)))
    content = bytearray(SAMPLES[name].encode())
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        end = min(len(content), at + draw(st.integers(0, 12)))
        part = draw(st.one_of(st.binary(max_size=6), st.just(bytes(content[at:end]) * 3)))
        content[at:end] = part
    if draw(st.booleans()):
        name = draw(st.sampled_from([*sorted(SAMPLES), "a.owl", "a.n3", "a", "a.json", "a.gz"]))
    return name, bytes(content)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(mutants())
def test_no_mutant_of_any_syntax_raises(mutant: tuple[str, bytes]) -> None:
    name, content = mutant

    file, findings = parse_rdf(content, file=name, base=BASE)

    assert file is None or all(not finding.is_error for finding in findings)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.binary(max_size=300), st.sampled_from([".gz", ".bz2", ".zip"]))
def test_no_packed_file_raises(tail: bytes, suffix: str) -> None:
    packers: dict[str, Callable[[bytes], bytes]] = {
        ".gz": gzip.compress,
        ".bz2": bz2.compress,
        ".zip": _zip,
    }
    packed = packers[suffix](TURTLE.encode())

    for content in (packed + tail, packed[: len(tail)] + tail, packed[:4] + tail):
        parse_rdf(content, file=f"a.ttl{suffix}", base=BASE)
