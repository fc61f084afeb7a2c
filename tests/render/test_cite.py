"""Citations in four formats, read by parsers that are not ours."""

import json
import string
from importlib import import_module
from itertools import accumulate
from typing import Any

import jsonschema
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given
from hypothesis import strategies as st

from publisher.citation import CITATION_FORMATS, SUFFIXES, Reference
from publisher.render.cite import bibtex, citation_bytes, citation_files, csl, ris, text

_ENOC = Reference(
    kind="page",
    iri="https://e.org/network/enoc",
    address="https://e.org/network/enoc",
    title="ENOC & friends",
    creators=("Office of the Ombudsman", "Səkinə Şükürova"),
    container="100% sourced",
    publisher="İctimai birlik",
    version="1.2",
    date="2026-11-07",
    licence="https://creativecommons.org/licenses/by/4.0/",
    identifier="10.5281/zenodo.1_2",
    language="en",
    notes=("“He said \\{so}”",),
)
_WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co", "Zl", "Zp")), min_size=1)
_TEXTS = st.one_of(_WORDS, st.text(string.punctuation + "äéışğçöəİŁøß "))

# The rules of csl-data.json that our items touch: https://github.com/citation-style-language/schema
_CSL: dict[str, Any] = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "additionalProperties": False,
        "properties": {
            "type": {"enum": ["dataset", "webpage"]},
            "id": {"type": ["string", "number"]},
            "title": {"type": "string"},
            "author": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"literal": {"type": "string"}},
                    "additionalProperties": False,
                },
            },
            "container-title": {"type": "string"},
            "publisher": {"type": "string"},
            "version": {"type": "string"},
            "DOI": {"type": "string"},
            "URL": {"type": "string"},
            "language": {"type": "string"},
            "note": {"type": "string"},
            "issued": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "date-parts": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 2,
                        "items": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": 3,
                            "items": {"type": ["string", "number"]},
                        },
                    }
                },
            },
        },
    },
}

_VALIDATOR: Any = jsonschema.Draft7Validator(_CSL)


def test_a_text_names_version_day_publisher_address_and_licence() -> None:
    assert text(_ENOC) == (
        "Office of the Ombudsman, Səkinə Şükürova. “ENOC & friends”. In: 100% sourced. "
        "Version 1.2, 7 November 2026. İctimai birlik. https://doi.org/10.5281/zenodo.1_2 "
        "https://e.org/network/enoc “He said \\{so}”. "
        "Licence: https://creativecommons.org/licenses/by/4.0/\n"
    )


def test_bibtex_is_read_back_with_accents_and_special_characters() -> None:
    fields = _bibtex_fields(_ENOC)
    assert fields["title"] == "ENOC & friends"
    assert fields["author"] == "Office of the Ombudsman and Səkinə Şükürova"
    assert fields["publisher"] == "İctimai birlik"
    assert (fields["year"], fields["month"], fields["day"]) == ("2026", "nov", "7")
    assert fields["note"].startswith("“He said \\{so}”")


def test_bibtex_leaves_scripts_that_latex_has_no_command_for() -> None:
    written = bibtex(Reference(kind="page", iri="x:1", address="x:1", title="Омбудсман 監察 é"))
    assert r"title = {{Омбудсман 監察 {\'{e}}}}" in written


@given(title=_TEXTS)
def test_no_title_breaks_bibtex(title: str) -> None:
    citation = Reference(kind="page", iri="x:1", address="x:1", title=title, container="In it")
    library = parse_string(bibtex(citation))
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == [citation.key]
    written = library.entries[0].fields_dict["title"].value
    # BibTeX counts braces whatever stands before them.
    depths = list(accumulate({"{": 1, "}": -1}.get(character, 0) for character in written))
    assert min(depths) == depths[-1] == 0


@pytest.mark.parametrize("title", ["} {", "{", "}", r"\}", "{a} } @misc{x,"])
def test_braces_of_a_title_end_no_field(title: str) -> None:
    citation = Reference(kind="page", iri="x:1", address="x:1", title=title, container="In it")
    assert _bibtex_fields(citation)["title"] == title
    assert _bibtex_fields(citation)["howpublished"] == "In: In it"


@given(title=_TEXTS, note=_TEXTS)
def test_ris_is_read_back(title: str, note: str) -> None:
    citation = Reference(kind="page", iri="x:1", address="x:1", title=f"T{title}", notes=(note,))
    written = ris(citation)
    assert written.endswith("\r\nER  - \r\n")
    assert all(line[2:6] == "  - " for line in written.split("\r\n")[:-1])
    (entry,) = rispy.loads(written.replace("\r\n", "\n"))
    assert entry["title"] == " ".join(f"T{title}".split())
    assert entry["id"] == citation.key


def test_ris_says_type_names_date_and_address() -> None:
    (entry,) = rispy.loads(ris(_ENOC))
    assert entry["type_of_reference"] == "ELEC"
    assert entry["authors"] == ["Office of the Ombudsman", "Səkinə Şükürova"]
    assert (entry["year"], entry["date"]) == ("2026", "2026/11/07")
    assert entry["urls"] == ["https://e.org/network/enoc"]
    assert entry["doi"] == "10.5281/zenodo.1_2"


@given(title=_TEXTS)
def test_csl_follows_its_schema(title: str) -> None:
    item = json.loads(csl(Reference(kind="dataset", iri="x:1", address="x:1", title=title)))
    _VALIDATOR.validate(item)
    _VALIDATOR.validate(json.loads(csl(_ENOC)))


@pytest.mark.filterwarnings("ignore::UserWarning:citeproc")
def test_citeproc_writes_a_bibliography_of_the_item() -> None:
    citeproc: Any = import_module("citeproc")
    source = import_module("citeproc.source.json").CiteProcJSON(json.loads(csl(_ENOC)))
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    bibliography.register(citeproc.Citation([citeproc.CitationItem(_ENOC.key)]))
    (entry,) = map(str, bibliography.bibliography())
    assert "2026" in entry
    assert "ENOC & friends" in entry


@pytest.mark.parametrize(
    ("date", "day"),
    [("2026", "2026"), ("2026-11", "November 2026"), ("2026-11-27T10:00:00Z", "27 November 2026")],
)
def test_a_date_is_as_exact_as_it_is_known(date: str, day: str) -> None:
    citation = Reference(kind="page", iri="x:1", address="x:1", title="T", date=date)
    assert f"{day}." in text(citation)
    assert "2026" in bibtex(citation)


def test_without_a_date_none_is_made_up() -> None:
    citation = Reference(kind="page", iri="x:1", address="x:1", title="T")
    for name in CITATION_FORMATS:
        assert b"20" not in citation_bytes(citation, name).replace(citation.key.encode(), b"")


def test_keys_differ_by_iri_and_by_version() -> None:
    iris = ("https://e.org/a", "https://e.org/a#b", "https://e.org/A", "https://f.org/a", "urn:a")
    citations = [
        Reference(kind="page", iri=iri, address=iri, title="", version=version)
        for iri in iris
        for version in ("1", "2")
    ]
    keys = {citation.key for citation in citations}
    assert len(keys) == len(citations)
    assert all(set(key) <= set(string.ascii_lowercase + string.digits + "-") for key in keys)


def test_an_address_is_written_in_ascii() -> None:
    citation = Reference(kind="page", iri="x:1", address="https://e.org/ə b", title="T")
    assert "https://e.org/%C9%99%20b" in bibtex(citation)
    assert "https://e.org/%C9%99%20b" in ris(citation)


def test_there_is_a_file_for_each_format() -> None:
    paths = [file.path for file in citation_files(_ENOC, "cite/dataset")]
    assert paths == [f"cite/dataset.{suffix}" for suffix in SUFFIXES.values()]


def _bibtex_fields(citation: Reference) -> dict[str, str]:
    library = parse_string(bibtex(citation), append_middleware=[LatexDecodingMiddleware()])
    (entry,) = library.entries
    return {name: field.value for name, field in entry.fields_dict.items()}
