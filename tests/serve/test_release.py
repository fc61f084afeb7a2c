from pathlib import Path

import pytest

from publisher.serve.release import ReleaseError, open_release
from tests.serve.releases import small_release, write_release


def test_a_release_knows_its_files_by_what_they_are(tmp_path: Path) -> None:
    files = small_release(tmp_path).files
    assert files["network/enoc.ttl"].content_type == "text/turtle; charset=utf-8"
    assert files["network/enoc.jsonld"].content_type == "application/ld+json"
    assert files["network/enoc.nt"].content_type == "application/n-triples; charset=utf-8"
    assert files["dumps/all.nt"].size == 20
    assert files[".well-known/void"].content_type == "text/turtle; charset=utf-8"
    assert files["queries/networks.csv"].content_type == "text/csv; charset=utf-8; header=present"
    assert files["queries/networks.json"].content_type == "application/sparql-results+json"
    assert files["site.json"].content_type == "application/json"
    assert files["network/enoc.html"].codings.keys() == {"br", "gzip"}


def test_the_pages_of_a_release_are_its_resources(tmp_path: Path) -> None:
    assert small_release(tmp_path).pages == ("network/enoc",)


def test_a_release_stays_whole_when_the_site_is_swapped(tmp_path: Path) -> None:
    site = write_release(tmp_path)
    before = open_release(site)
    write_release(tmp_path, {"index.html": "new", "void.ttl": ""}, name="two")
    assert before.files["index.html"].location.read_text().endswith("Home</title>")
    assert open_release(site).digest != before.digest


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda site: (site / "index.html").write_text("x"), "index.html: changed since"),
        (lambda site: (site / "index.html").unlink(), "index.html: the manifest lists it"),
        (lambda site: (site.resolve().parent / "MANIFEST.sha256").unlink(), "no MANIFEST"),
        (lambda site: site.unlink(), "no site is there"),
    ],
)
def test_a_damaged_release_is_refused(tmp_path: Path, damage: object, message: str) -> None:
    site = write_release(tmp_path)
    damage(site)  # type: ignore[operator]
    with pytest.raises(ReleaseError, match=message):
        open_release(site)


def test_a_site_without_its_description_is_refused(tmp_path: Path) -> None:
    site = write_release(tmp_path)
    (site / "site.json").write_text("[]")
    with pytest.raises(ReleaseError, match=r"site\.json: has no base"):
        open_release(site, verify=False)
