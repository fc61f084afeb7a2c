"""Pages that are made on request: an error, and the answer to a query, for a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from publisher.description import Link, SiteFrame, Value
from publisher.head import Head
from publisher.model import File, ReadyQuery
from publisher.render.environment import render_page


def problem_page(
    frame: SiteFrame,
    *,
    path: str,
    status: int,
    title: str,
    detail: str,
    suggestions: Sequence[Link] = (),
) -> File:
    """Return the page of an error: what is wrong, what to do, and the pages that may be meant."""
    return render_page(
        frame,
        "problem.html",
        path=path,
        title=title,
        head=Head(description=detail, is_findable=False),
        status=status,
        detail=detail,
        suggestions=suggestions,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a query's page shows: rows, or the `graph` as Turtle.

    `text` is the query, and of a ready query `values` are its parameters: name, type, the text
    given. `following` is the address of the next rows; `note` says what is not shown here.
    """

    title: str
    text: str
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[Value | None]] = ()
    graph: str = ""
    downloads: Sequence[Link] = ()
    query: ReadyQuery | None = None
    values: Sequence[tuple[str, str, str]] = ()
    following: str = ""
    note: str = ""

    @property
    def has_claims(self) -> bool:
        """Return whether a cell contains words of a claim."""
        return any(cell.claimed for row in self.rows for cell in row if cell)


def answer_page(frame: SiteFrame, answer: Answer, *, path: str) -> File:
    """Return the page of an answer at a path of the site."""
    head = Head(
        description=f"{answer.title}: an answer of {frame.title}.",
        trail=(Link(label="Ready queries", href="queries/index.html"),),
        is_findable=False,
    )
    return render_page(
        frame, "answer.html", path=path, title=answer.title, head=head, answer=answer
    )
