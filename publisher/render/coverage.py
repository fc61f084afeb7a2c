"""The page of a source's coverage: which of its sentences no statement quotes."""

from publisher.description import Description, Link, SiteFrame
from publisher.evidence.coverage import Coverage, line_number, percent
from publisher.model import File
from publisher.render.environment import render_page


def coverage_page(frame: SiteFrame, description: Description, coverage: Coverage) -> File:
    """Return the page of a source's coverage, at its `path` + ".coverage.html".

    No resource may have this name: see `iri-unfit`.
    """
    text = description.source.text if description.source else ""
    return render_page(
        frame,
        "coverage.html",
        path=f"{description.path}.coverage.html",
        title=f"Coverage of {description.label}",
        description=description,
        source=Link(label=description.label, href=f"{description.path}.html"),
        coverage=coverage,
        share=percent(coverage.sentence_share),
        character_share=percent(coverage.character_share),
        sentences=[
            (text[span.start : span.end], line_number(text, span), span)
            for span in coverage.missing
        ],
    )
