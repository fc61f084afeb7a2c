"""How what grows with the graph is divided among the pages of a hub."""

import re
from dataclasses import replace

from publisher.dataset import Dataset
from publisher.describe import Names, describe
from publisher.description import Description
from publisher.limits import PAGE_ITEMS
from publisher.media_types import FORMATS
from publisher.model import File, SitePath, Term
from publisher.pages import Context
from publisher.pages.resource import html_files
from publisher.render.chunks import Chunks
from publisher.terms import iri, literal
from publisher.vocabulary import RDFS_LABEL
from tests import flagship
from tests.render.samples import claim, description, frame


def test_claims_of_a_hub_are_shown_a_hundred_a_page() -> None:
    hub = description()
    claims = tuple(claim(f"claim number {at}.") for at in range(250))
    full = replace(hub, claims=claims, joined=(), mentions=())
    names = flagship.names()
    chunks = Chunks.of(flagship.loaded().graph, base=names.graph.base, prefixes={})
    context = Context(frame=frame(), names=names, chunks=chunks, prefixes={})

    found = list(html_files(context, full, rdf_of(full)))

    assert [one.path for one in found] == [
        "network/enoc.html",
        "network/enoc~p2.html",
        "network/enoc~p3.html",
    ]
    texts = [one.content.decode() for one in found]
    numbers = [sorted(set(re.findall(r"claim number (\d+)\.", text)), key=int) for text in texts]
    assert [len(one) for one in numbers] == [PAGE_ITEMS, PAGE_ITEMS, 50]
    assert [int(one) for part in numbers for one in part] == list(range(250))
    # Wherever a claim is shown, so is that this site does not state it.
    assert all("A claim puts nothing on record here." in text for text in texts)
    assert all('<nav class="pages"' in text for text in texts)


def rdf_of(page: Description) -> dict[str, File]:
    """Return the RDF files of a page, by suffix; their content does not matter here."""
    return {
        format_.suffix: File(path=SitePath(f"{page.path}.{format_.suffix}"), content=b"{}")
        for format_ in FORMATS
    }


def _pages_of_a_hub(members: int) -> list[File]:
    hub = iri("https://example.org/network/hub")
    member, founder = (
        iri("https://example.org/ns/memberOf"),
        iri("https://example.org/ns/founderOf"),
    )
    triples = [(hub, RDFS_LABEL, literal("Hub"))]
    for number in range(members):
        subject = iri(f"https://example.org/person/{members - number:05}")
        triples += [
            (subject, RDFS_LABEL, literal(f"member number {number:05}.")),
            (subject, member, hub),
        ]
    triples.append((Term("<https://example.org/person/1>"), founder, hub))
    dataset = Dataset.of(triples, base="https://example.org/")
    names = Names(graph=dataset, vocabulary=Dataset.of((), base="https://example.org/"))
    context = Context(
        frame=replace(frame(), has_sources=False),
        names=names,
        chunks=Chunks.of(dataset, base=dataset.base, prefixes={}),
        prefixes={},
    )
    hub_page = describe(hub, names=names)
    return list(html_files(context, hub_page, rdf_of(hub_page)))


def test_who_names_a_hub_is_grouped_sorted_by_label_and_shown_a_hundred_a_page() -> None:
    found = _pages_of_a_hub(250)

    assert [one.path for one in found] == [
        "network/hub.html",
        "network/hub~p2.html",
        "network/hub~p3.html",
    ]
    texts = [one.content.decode() for one in found]
    numbers = [re.findall(r"member number (\d+)\.", text) for text in texts]
    assert [len(one) for one in numbers] == [PAGE_ITEMS - 1, PAGE_ITEMS, 51]
    assert [int(one) for part in numbers for one in part] == list(range(250))
    # A group that fills pages comes last, so that no other is hidden behind it.
    assert texts[0].index("founder of") < texts[0].index("member of")
    assert [text.count("founder of") for text in texts] == [1, 0, 0]
    assert all('<span class="count">250</span>' in text for text in texts)


def test_of_a_large_hub_each_mention_is_on_one_page() -> None:
    texts = [one.content.decode() for one in _pages_of_a_hub(2_050)]

    numbers = [re.findall(r"member number (\d+)\.", text) for text in texts]
    assert len(texts) == 21
    assert sorted(int(one) for part in numbers for one in part) == list(range(2_050))
    assert all(part == sorted(part) for part in numbers)
