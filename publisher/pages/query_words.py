"""What a ready query is called: nothing that repeats a claim and names nobody who claims it."""

from dataclasses import replace

from publisher.model import ReadyQuery
from publisher.said_by import SaidBy


def without_claims(query: ReadyQuery, said_by: SaidBy) -> ReadyQuery:
    """Return a query by its name and without description or comment, where they have such words."""
    lines = query.text.splitlines(keepends=True)
    is_leaking = [
        line.lstrip().startswith("#") and bool(said_by.unattributed(line)) for line in lines
    ]
    kept = (line for line, is_left_out in zip(lines, is_leaking, strict=True) if not is_left_out)
    return replace(
        query,
        title=query.name if said_by.unattributed(query.title) else query.title,
        description="" if said_by.unattributed(query.description) else query.description,
        text="".join(kept) if any(is_leaking) else query.text,
    )
