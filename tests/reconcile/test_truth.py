"""No answer has the words of a claim without who claims it."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.reconcile.service import Service
from tests.truth.claims import ClaimedRuns, claimed_runs

_TAGS = re.compile(r"<[^>]*>")


@pytest.fixture(scope="module")
def claims(site: Path) -> ClaimedRuns:
    return claimed_runs(site)


def _entities(site: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(f"file:{site}/names.sqlite?mode=ro", uri=True)) as names:
        return names.execute("SELECT iri, label FROM entity").fetchall()


def test_previews_and_flyouts_have_none(service: Service, site: Path, claims: ClaimedRuns) -> None:
    pages = [f"claim/{page.stem}" for page in (site / "claim").glob("*.rdf")]
    assert len(pages) > 10
    ids = [iri.removeprefix("https://example.org/") for iri, _ in _entities(site)]
    for identifier in (*pages, *ids):
        shown = service.get("/preview", id=identifier).body.decode()
        text = " ".join(_TAGS.sub(" ", shown).split())
        assert not claims.unattributed(text), identifier
        flyout = service.get("/flyout/entity", id=identifier)
        assert not claims.unattributed(flyout.body.decode()), identifier


def test_the_preview_of_each_claim_names_its_claimant(service: Service, site: Path) -> None:
    for page in (site / "claim").glob("*.ttl"):
        if "a ev:Claim" not in page.read_text(encoding="utf-8") or ".claims" in page.name:
            continue
        preview = service.get("/preview", id=f"claim/{page.stem}")
        assert preview.status == 200, page
        assert re.search(r">[^<]+ (?:says|asks)[^<]*: “", preview.body.decode()), page


def test_candidates_and_values_have_none(service: Service, site: Path, claims: ClaimedRuns) -> None:
    for runs in list(claims.claimants)[:60]:
        for candidate in service.find(str(runs)[:900], limit=50):
            assert not claims.unattributed(json.dumps(candidate, ensure_ascii=False))
    known = json.loads((site / "reconcile.json").read_bytes())
    properties = [each["id"] for each in known["properties"]][:50]
    assert not claims.unattributed(json.dumps(known, ensure_ascii=False))
    ids = [iri for iri, _ in _entities(site)]
    for first in range(0, len(ids), 50):
        for row in service.extend(ids[first : first + 50], *properties)["rows"].values():
            for cells in row.values():
                for cell in cells:
                    assert not claims.unattributed(json.dumps(cell, ensure_ascii=False))


def test_the_preview_of_what_is_retired_says_what_replaced_it(service: Service) -> None:
    shown = service.get("/preview", id="claim/offence").body.decode()
    assert "no longer in use" in shown
    assert "claim/act-in-the-proceedings" in shown
    assert service.find("claim/offence", limit=50) == [] or all(
        each["id"] != "claim/offence" for each in service.find("claim/offence", limit=50)
    )
