"""No answer of the flagship's server dresses a claim as a fact."""

from pathlib import Path

from tests.serve.running import in_thread
from tests.truth.answers import answered_parts, iris_of
from tests.truth.claims import claimed_runs

KINDS = ("/cite?", "/sameas?", "/lookup?", "reconcile", "/queries/", "describe", "search", "sparql")


def test_no_answer_has_the_words_of_a_claim_without_who_claims_it(site: Path) -> None:
    release = site.resolve()
    claims = claimed_runs(release)
    iris = iris_of(release)
    # Of the many statements and passages those of claims: the others are asked in another project.
    asked = [iri for iri in iris if "#" not in iri or "/claim/" in iri]

    with in_thread(release) as address:
        parts = list(answered_parts(address, release, iris=asked))

    leaks = [
        f"{part.place}: {part.text[:200]}"
        for part in parts
        if claims.unattributed(part.text, is_row="queries/" in part.place)
    ]
    assert leaks == []
    assert all(any(kind in part.place for part in parts) for kind in KINDS)
