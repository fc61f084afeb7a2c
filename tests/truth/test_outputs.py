"""No output dresses a claim as a fact: its words stand beside the name of who claims it."""

from pathlib import Path

import pytest

from tests.truth.claims import ClaimedRuns, claimed_runs
from tests.truth.outputs import Part, parts_of


@pytest.fixture(scope="module")
def claims(site: Path) -> ClaimedRuns:
    return claimed_runs(site)


@pytest.fixture(scope="module")
def parts(site: Path) -> tuple[Part, ...]:
    return tuple(parts_of(site))


def test_no_part_of_an_output_has_the_words_of_a_claim_without_who_claims_it(
    claims: ClaimedRuns, parts: tuple[Part, ...]
) -> None:
    leaks = [f"{part.place}: {part.text[:200]}" for part in parts if claims.unattributed(part.text)]

    assert leaks == []


@pytest.mark.parametrize(
    "path",
    [
        "claim/penalties.html",
        "catalog.html",
        "changes/1.html",
        "feed/changes.atom",
        "names.sqlite",
        "queries/claims.csv",
        "queries/claims.json",
        "tables/claims.csv",
        "tables/statements.csv",
        "tables/statements.parquet",
        "cite/dataset.bib",
    ],
)
def test_every_kind_of_output_is_looked_at(parts: tuple[Part, ...], path: str) -> None:
    assert any(part.place == path and part.text for part in parts)


def test_words_without_who_claims_them_are_found(claims: ClaimedRuns) -> None:
    """What is looked for is found: else the first test could not fail."""
    quote = "which was later approved by the arbitrary decision not in conformity with any norm"

    assert len(claims.claimants) > 100
    assert all(claims.claimants.values())
    assert claims.unattributed(f"It is known. {quote}, and so on.")
    assert not claims.unattributed(f"Commissioner: {quote}")
