"""The tool `cite`: how to cite a page, a statement, a claim, an answer, or the dataset."""

from typing import Final

from publisher.citation import CITATION_FORMATS
from publisher.render.cite import citation_bytes
from publisher.serve.agents.tool import (
    Arguments,
    Caller,
    Tool,
    ToolAnswer,
    ToolError,
    in_thread,
    text_argument,
)
from publisher.serve.cite import find_citation
from publisher.serve.problems import Problem
from publisher.serve.resource import MAX_REQUESTED_PATH


async def _cite(arguments: Arguments, caller: Caller) -> ToolAnswer:
    iri = arguments["iri"].strip() or caller.site.frame.dataset
    try:
        citation = await in_thread(lambda: find_citation(iri, caller.site), caller)
    except Problem as problem:
        raise ToolError(
            f"cite: {problem.detail} Use search or describe to find the IRI of what you cite."
        ) from problem
    name = arguments["format"]
    text = citation_bytes(citation, name).decode()
    data = {
        "iri": citation.iri,
        "kind": citation.kind,
        "title": citation.title,
        "key": citation.key,
        "format": name,
        "citation": text,
    }
    return ToolAnswer(text=text, data=data)


CITE: Final = Tool(
    name="cite",
    title="Cite",
    description="Return a citation of a resource, a statement, a claim, a ready query's answer "
    "(by its address) or the whole dataset, with version, date and licence. The citation of a "
    "claim names the claimant and says where it is reported.",
    arguments={
        "iri": text_argument(
            "The IRI, or its path from the site's root; without it, the dataset",
            longest=MAX_REQUESTED_PATH,
            default="",
        ),
        "format": {
            "type": "string",
            "description": "The format of the citation",
            "enum": [*CITATION_FORMATS],
            "maxLength": 20,
            "default": "text",
        },
    },
    required=(),
    answer={
        "type": "object",
        "properties": {
            "iri": {"type": "string"},
            "kind": {"enum": ["dataset", "page", "statement", "claim", "query"]},
            "title": {"type": "string"},
            "key": {"type": "string"},
            "format": {"enum": [*CITATION_FORMATS]},
            "citation": {"type": "string"},
        },
        "required": ["iri", "kind", "title", "key", "format", "citation"],
    },
    call=_cite,
)
