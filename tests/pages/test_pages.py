"""How what grows with the graph is divided among the pages of a hub."""

import re
from dataclasses import replace

from publisher.limits import PAGE_ITEMS
from publisher.pages import Context
from publisher.pages.resource import html_files
from publisher.render.chunks import Chunks
from tests import flagship
from tests.render.samples import claim, description, frame


def test_claims_and_mentions_of_a_hub_are_shown_a_hundred_a_page() -> None:
    hub = description()
    claims = tuple(claim(f"claim number {at}.") for at in range(250))
    mentions = tuple(hub.mentions[:1]) * 120
    full = replace(hub, claims=claims, mentions=mentions, joined=())
    names = flagship.names()
    chunks = Chunks.of(names.graph, base=names.graph.base, prefixes={})
    context = Context(frame=frame(), names=names, chunks=chunks, prefixes={})

    found = list(html_files(context, full, jsonld=b"{}"))

    assert [one.path for one in found] == [
        "network/enoc.html",
        "network/enoc~p2.html",
        "network/enoc~p3.html",
    ]
    texts = [one.content.decode() for one in found]
    numbers = [sorted(set(re.findall(r"claim number (\d+)\.", text)), key=int) for text in texts]
    assert [len(one) for one in numbers] == [PAGE_ITEMS, PAGE_ITEMS, 50]
    assert [int(one) for part in numbers for one in part] == list(range(250))
    assert [text.count('class="property"') for text in texts] == [100, 20, 0]
    # Wherever a claim is shown, so is that this site does not state it.
    assert all("A claim puts nothing on record here." in text for text in texts)
    assert all('<nav class="pages"' in text for text in texts)
