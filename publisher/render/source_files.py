"""The files of a source besides its page: its passages as annotations, and its coverage."""

import json

from publisher.addresses import percent_encoded
from publisher.description import Description, Link, Passage, SiteFrame
from publisher.evidence.coverage import Coverage, line_number, percent
from publisher.head import Head
from publisher.model import File, SitePath
from publisher.render.environment import render_page
from publisher.terms import bare


def annotation_file(base: str, source: Description) -> File:
    """Return `source/SLUG.annotations.jsonld`: an annotation for each passage.

    Its bodies are the statements and claims that rest on the passage.
    """
    path = f"{source.path}.annotations.jsonld"
    address = f"{base}{percent_encoded(path)}"
    head = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": address,
        "type": "AnnotationPage",
    }
    # A line an annotation: as readable as indented, and ten times as fast to write.
    opening = json.dumps(head, ensure_ascii=False)[:-1]
    items = ",\n".join(
        json.dumps(_annotation(base, address, source, passage), ensure_ascii=False)
        for passage in source.passages
    )
    return File(path=SitePath(path), content=f'{opening}, "items": [\n{items}\n]}}\n'.encode())


def _annotation(
    base: str, address: str, source: Description, passage: Passage
) -> dict[str, object]:
    """Return the annotation of a passage. `address`: that of the file that has it."""
    return {
        "id": f"{address}#{passage.anchor}",
        "type": "Annotation",
        "motivation": "linking",
        "body": [bare(statement) for statement in passage.statements],
        "target": {
            "source": f"{base}{percent_encoded(source.path)}.txt",
            "selector": [
                {"type": "TextQuoteSelector", "exact": passage.exact},
                {"type": "TextPositionSelector", "start": passage.start, "end": passage.end},
            ],
        },
    }


def coverage_page(frame: SiteFrame, description: Description, coverage: Coverage) -> File:
    """Return the page of a source's coverage, at its `path` + ".coverage.html".

    No resource may have this name: see `iri-unfit`.
    """
    text = description.source.text if description.source else ""
    source = Link(label=description.label, href=f"{percent_encoded(description.path)}.html")
    return render_page(
        frame,
        "coverage.html",
        path=f"{description.path}.coverage.html",
        title=f"Coverage of {description.label}",
        head=Head(
            description=f"Which sentences of {description.label} the statements here quote.",
            trail=(
                Link(label=description.label, href=f"{percent_encoded(description.path)}.html"),
            ),
        ),
        description=description,
        source=source,
        coverage=coverage,
        share=percent(coverage.sentence_share),
        character_share=percent(coverage.character_share),
        sentences=[
            (text[span.start : span.end], line_number(text, span), span)
            for span in coverage.missing
        ],
    )
