"""The European portal's points, with the addresses of the catalogue asked of a local server."""

from pathlib import Path

import pytest

from tests.catalog.dcat_ap import parsed, violations
from tests.catalog.mqa import ALL, EXCELLENT, main_dataset, points
from tests.catalog.projects import EVERYTHING, starter
from tests.serve.running import in_thread, request

BASE = "https://example.org/"
MISSING = {"contact point": 20}
"""What the flagship lacks: the owner gave no contact."""


def counted(site: Path) -> dict[str, float]:
    graph = parsed(site / "catalog.ttl")
    with in_thread(site) as address:

        def status(iri: str) -> int:
            if not iri.startswith(BASE):
                return 0
            return request(address, f"/{iri.removeprefix(BASE)}", method="HEAD").status

        return dict(
            points(graph, main_dataset(graph), status=status, is_conform=not violations(graph))
        )


def test_the_flagship_is_excellent_and_lacks_a_contact_alone(site: Path) -> None:
    found = counted(site)

    assert sum(found.values()) >= EXCELLENT
    assert sum(found.values()) == ALL - sum(MISSING.values())
    assert {name for name, each in found.items() if not each} == set(MISSING)


def test_a_project_with_everything_has_all_points(tmp_path: Path) -> None:
    found = counted(starter(tmp_path / "project", EVERYTHING))

    assert sum(found.values()) == ALL, found


@pytest.mark.parametrize("missing", ["keywords", "access_rights", "temporal"])
def test_what_is_missing_costs_points(missing: str, tmp_path: Path) -> None:
    settings = "\n".join(
        line for line in EVERYTHING.splitlines() if not line.startswith(f"{missing} =")
    )

    assert sum(counted(starter(tmp_path / "project", settings)).values()) < ALL
