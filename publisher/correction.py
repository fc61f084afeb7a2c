"""A correction of what the site published, as the pages and the feed show it."""

from dataclasses import dataclass

from publisher.model import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was corrected, when, why, and what was said before.

    `withdrawn` is no longer stated: whoever shows it says so before its words.
    """

    iri: Term
    pages: tuple[Term, ...]
    """The pages that were corrected."""
    date: str
    """As `2026-11-28`; empty if the correction does not say it."""
    reasons: tuple[str, ...]
    """What is right and why, in words."""
    withdrawn: tuple[str, ...] = ()
    """What was said before, in words."""
    replaced: tuple[Term, ...] = ()
    """The statements that were withdrawn: they are retired."""
    authors: tuple[Term, ...] = ()
    """Who corrected it, as IRIs or literals; empty if the correction does not say it."""
