"""The JSON-LD of pages in the terms of schema.org, as a search engine reads it."""

import re
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from tests.pages.sites import site_of, tree
from tests.pages.test_heads import blocks, pages

BASE = "https://example.org/"
SCHEMA = "https://schema.org/"
CONTEXT = {
    "@vocab": SCHEMA,
    **{
        name: {"@type": "@id"}
        for name in ("url", "sameAs", "item", "license", "contentUrl", "inDefinedTermSet")
    },
}
"""What the context of schema.org says of the members that pages have."""
DATES = re.compile(r"\d{4}(-\d\d(-\d\d(T.*)?)?)?")


def expanded(block: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a block as JSON-LD says it, with the context of schema.org from here."""
    assert block["@context"] == "https://schema.org"
    return list(jsonld.expand({**block, "@context": CONTEXT}))


def node(site: Path, path: str, kind: str) -> dict[str, Any]:
    """Return the one node of a type on a page."""
    found = [block for block in blocks(tree(site / path)) if kind in _types(block)]
    assert len(found) == 1, (path, kind)
    return found[0]


def _types(block: dict[str, Any]) -> list[str]:
    types = block.get("@type", [])
    return types if isinstance(types, list) else [types]


EXPECTED = {
    "person/peter-maurer.html": ("Person", {"name": "Peter Maurer"}),
    "institution/council-of-europe.html": (
        "Organization",
        {"name": "Council of Europe", "description": "Council of Europe is an institution."},
    ),
    "place/geneva.html": ("Place", {"name": "Geneva"}),
    "country/armenia.html": ("Country", {"name": "Armenia"}),
    "meeting/commissioner-icrc-2015-03.html": ("Event", {"startDate": "2015-03"}),
    "treaty/ccpr.html": ("Legislation", {"name": "CCPR"}),
    "source/ngos-and-networks.html": ("CreativeWork", {}),
    "voice/stressed.html": ("DefinedTerm", {"inDefinedTermSet": f"{BASE}voices"}),
    "voices.html": ("DefinedTermSet", {}),
    "claim/free-movement.html": ("Claim", {}),
    "event/asgarov-guliyev.html": ("Thing", {}),
}


@pytest.mark.parametrize("path", EXPECTED)
def test_a_resource_has_the_type_and_the_members_that_fit(site: Path, path: str) -> None:
    kind, members = EXPECTED[path]
    found = node(site, path, kind)

    assert members.items() <= found.items()
    assert found["@id"] == f"{BASE}{path.removesuffix('.html')}"
    assert found["url"] == f"{BASE}{path}"
    assert found["name"]


def test_every_block_is_json_ld_of_schema_org_alone(site: Path) -> None:
    for path, page in pages(site):
        found = blocks(page)
        assert len(found) >= 2 or path == "index.html", path
        for block in found:
            for each in expanded(block):
                _only_schema_org(each, path)


def _only_schema_org(value: object, path: str) -> None:
    if isinstance(value, list):
        for each in value:
            _only_schema_org(each, path)
    elif isinstance(value, dict):
        for name, each in value.items():
            assert name.startswith(("@", SCHEMA)), (path, name)
            if name == "@type" and "@value" not in value:
                assert all(type_.startswith(SCHEMA) for type_ in each), (path, each)
            _only_schema_org(each, path)


def test_a_claim_has_its_claimant_and_source_and_no_text(site: Path) -> None:
    claim = node(site, "claim/free-movement.html", "Claim")

    assert claim["author"]["@id"] == f"{BASE}post/commissioner"
    assert claim["appearance"]["@id"] == f"{BASE}source/ngos-and-networks"
    assert "free movement" not in claim["name"]
    assert claim["description"] == (
        "Claim of Commissioner (underlined): “everyone has the right to free movement”."
    )
    assert not {"text", "headline", "abstract"} & claim.keys()


def test_what_exists_in_claims_alone_has_its_name_and_no_more(site: Path) -> None:
    event = node(site, "event/asgarov-guliyev.html", "Thing")

    assert event.keys() == {"@context", "@type", "@id", "name", "url"}


def test_links_to_the_same_thing_elsewhere_are_said(site: Path) -> None:
    found = node(site, "institution/un.html", "Organization")

    assert "http://www.wikidata.org/entity/Q1065" in found["sameAs"]
    assert "https://ror.org/006kxhp52" in found["sameAs"]


def test_the_terms_of_an_ontology_are_said_with_it(site: Path) -> None:
    ontology = node(site, "ontology.html", "DefinedTermSet")
    terms = {each["@id"]: each for each in ontology["hasDefinedTerm"]}

    meeting = terms[f"{BASE}ontology#Meeting"]
    assert meeting["@type"] == ["Class", "DefinedTerm"]
    assert meeting["inDefinedTermSet"] == f"{BASE}ontology"
    assert terms[f"{BASE}ontology#place"]["@type"] == ["DefinedTerm", "Property"]


REQUIRED = ("name", "description")
RECOMMENDED = (
    *("url", "identifier", "license", "creator", "publisher", "keywords", "spatialCoverage"),
    *("temporalCoverage", "dateModified", "datePublished", "distribution"),
    *("includedInDataCatalog", "isAccessibleForFree"),
)


def test_the_dataset_has_what_search_engines_of_data_ask_for(site: Path) -> None:
    dataset = node(site, "index.html", "Dataset")

    assert {*REQUIRED, *RECOMMENDED} <= dataset.keys()
    assert 50 <= len(dataset["description"]) <= 5_000
    assert dataset["@id"] == f"{BASE}catalog#dataset"
    assert DATES.fullmatch(dataset["dateModified"])
    assert re.fullmatch(r"[\d-]+/(\.\.|[\d-]+)", dataset["temporalCoverage"])
    assert dataset["isAccessibleForFree"] is True
    for agent in (dataset["creator"], dataset["publisher"]):
        assert agent["@type"] in {"Organization", "Person"}
        assert agent["name"]
    for download in dataset["distribution"]:
        assert download["@type"] == "DataDownload"
        assert re.fullmatch(r"[a-z]+/[a-z+-]+", download["encodingFormat"])
        assert (site / download["contentUrl"].removeprefix(BASE)).is_file()
    catalog = node(site, "index.html", "DataCatalog")
    assert catalog["@id"] == dataset["includedInDataCatalog"]["@id"]
    assert catalog["dataset"] == {"@id": dataset["@id"]}


STRANGERS = """
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix bibo: <http://purl.org/ontology/bibo/> .
ex:p a foaf:Person ; rdfs:label "P" ; skos:altLabel "Q" ; owl:sameAs <http://x.example/p> .
ex:o a ex:Office ; rdfs:label "O" . ex:Office rdfs:subClassOf org:FormalOrganization .
ex:b a bibo:Book ; rdfs:label "B" .
ex:e a ex:Talk ; rdfs:label "E" ; schema:startDate "2020" .
ex:Talk owl:equivalentClass schema:BusinessEvent .
ex:m a ex:Odd ; rdfs:label "M" .
ex:s a skos:ConceptScheme ; rdfs:label "S" . ex:c a skos:Concept ; skos:inScheme ex:s ;
  rdfs:label "C" ; skos:notation "1.2" .
ex:K a owl:Class ; rdfs:label "K" . ex:d a dcterms:Location ; rdfs:label "D" .
"""
TYPES = {
    "p": "Person",
    "o": "Organization",
    "b": "Book",
    "e": "BusinessEvent",
    "m": "Thing",
    "s": "DefinedTermSet",
    "c": "DefinedTerm",
    "K": "Class",
    "d": "Place",
}


def test_the_types_of_any_graph_are_found_by_its_classes(tmp_path: Path) -> None:
    site = site_of(tmp_path, STRANGERS)

    for path, kind in TYPES.items():
        assert node(site, f"{path}.html", kind)["@id"] == f"{BASE}{path}"
    person = node(site, "p.html", "Person")
    assert (person["alternateName"], person["sameAs"]) == ("Q", "http://x.example/p")
    assert node(site, "c.html", "DefinedTerm")["termCode"] == "1.2"
    assert node(site, "e.html", "BusinessEvent")["startDate"] == "2020"
    dataset = node(site, "index.html", "Dataset")
    assert 50 <= len(dataset["description"]) <= 5_000
    assert not {"license", "creator", "publisher", "dateModified"} & dataset.keys()


def test_a_page_says_its_parts_too(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        """ex:card a schema:CreativeWork ; rdfs:label "Card" .
<https://example.org/card#me> a schema:Person ; rdfs:label "Me" .
<https://example.org/bare#it> a schema:Place ; rdfs:label "It" .""",
    )

    card = node(site, "card.html", "CreativeWork")
    assert card["subjectOf"]["about"][0]["@id"] == f"{BASE}card#me"
    bare = node(site, "bare.html", "WebPage")
    assert bare["about"]["@type"] == "Place"
    assert bare["about"]["url"] == f"{BASE}bare.html#it"


def test_a_description_of_the_dataset_is_never_too_long(tmp_path: Path) -> None:
    site = site_of(tmp_path, STRANGERS, settings=f'description = "{"word " * 1_200}"')

    assert len(node(site, "index.html", "Dataset")["description"]) <= 5_000
