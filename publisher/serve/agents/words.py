"""What the server tells a model before it asks: which statements are records, and which claims."""

from typing import Final

from publisher.description import SiteFrame

_TOOLS: Final = (
    "Use search to find the IRI of a name, describe to read what is said of an IRI and by whom, "
    "list_queries and run_query for prepared questions, sparql for others, and cite for citations. "
    "No tool changes anything. Give IRIs in your answer, so that a reader can check it."
)
_RECORDS: Final = (
    "This dataset separates two kinds of statements.\n"
    "RECORD: what the source itself states of its publisher's dealings. It is asserted, and rests "
    "on quotes of the source. Report it as what the source states, with the quote.\n"
    "CLAIM: what somebody asserts, denies, doubts or asks about the world. The dataset reports "
    "that it was claimed, and does not say that it is true. Never repeat a claim, or a word of "
    "one, as a fact: always name the claimant, the stance, and the source that reports it "
    "('X claims, as reported in Y, that …')."
)
_OPEN: Final = (
    "Its statements are those of the files that were published. If a statement has a quote and a "
    "source, give them."
)


def instructions(frame: SiteFrame) -> str:
    """Return the instructions that a client gives to its model."""
    publisher = frame.metadata.publisher.name if frame.metadata.publisher else frame.publisher
    by = f", published by {publisher}" if publisher else ""
    head = f"{frame.title}{by}. {frame.description}".strip()
    about = _RECORDS if frame.has_sources else _OPEN
    licence = f"Licence: {frame.license}" if frame.license else ""
    return "\n\n".join(part for part in (head, about, _TOOLS, licence) if part)


def question_prompt(frame: SiteFrame, question: str) -> str:
    """Return the prompt by which a question is answered with sources."""
    return "\n\n".join(
        (
            f"Answer this question from the dataset “{frame.title}” alone: {question}",
            instructions(frame),
            "End with the citations of what you used, made by cite.",
        )
    )
