"""The feed as a server sends it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.changes.releases import BASE, history, released
from tests.serve.running import request, served

SETTINGS = ("--base", BASE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    released(folder, "".join(f":t{at} ex:p {at} ." for at in range(260)))
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served("--project", str(folder), *SETTINGS) as (address, _):
        yield address


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_never_changes_is_kept_for_ever(folder: Path, address: str, method: str) -> None:
    record = history(folder / "site")
    lasting = [
        *(f"feed/{record['pages'][0]['name']}.{suffix}" for suffix in ("ttl", "jsonld", "nt")),
        record["releases"][0]["patch"],
        f"{record['releases'][0]['patch']}.gz",
    ]
    for path in lasting:
        reply = request(address, f"/{path}", method=method)
        assert reply.status == 200
        assert reply.header("cache-control") == "public, max-age=31536000, immutable"
        assert reply.header("etag")
        assert reply.header("access-control-allow-origin") == "*"
    for path in ("feed.ttl", "feed/latest.ttl", "feed/changes.atom", "changes/history.json"):
        reply = request(address, f"/{path}", method=method)
        assert (reply.status, reply.header("cache-control")) == (200, "public, max-age=300")


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("feed.ttl", "text/turtle; charset=utf-8"),
        ("feed.jsonld", "application/ld+json"),
        ("feed.nt", "application/n-triples; charset=utf-8"),
        ("feed/changes.atom", "application/atom+xml"),
        ("changes/history.json", "application/json"),
        ("changes/1-1.json", "application/json"),
        ("changes/", "text/html; charset=utf-8"),
    ],
)
def test_each_file_has_its_media_type(address: str, path: str, media_type: str) -> None:
    assert request(address, f"/{path}").header("content-type") == media_type


def test_a_patch_has_its_media_type(folder: Path, address: str) -> None:
    patch = history(folder / "site")["releases"][0]["patch"]
    assert request(address, f"/{patch}").header("content-type") == (
        "application/rdf-patch; charset=utf-8"
    )


def test_the_feed_is_negotiated(address: str) -> None:
    for accept, suffix in (
        ("text/turtle", "ttl"),
        ("application/ld+json", "jsonld"),
        ("application/n-quads,application/trig;q=0.95,application/n-triples;q=0.8", "nt"),
        ("*/*", "ttl"),
    ):
        reply = request(address, "/feed", headers={"accept": accept})
        assert (reply.status, reply.header("location")) == (303, f"/feed.{suffix}")
        assert reply.header("vary") == "accept"
    refused = request(address, "/feed", headers={"accept": "image/png"})
    assert refused.status == 406
    assert refused.header("content-type") == "application/problem+json"


def test_a_site_that_is_served_from_files_records_no_release(tmp_path: Path) -> None:
    file, out = tmp_path / "a.ttl", tmp_path / "out" / "site"
    for label in ("one", "two"):
        file.write_text(f'<http://ex.example/a> <http://ex.example/p> "{label}" .')
        with served(str(file), "--out", str(out), *SETTINGS):
            pass
        assert history(out)["is_draft"]
        assert len(history(out)["releases"]) == 1
