"""The history of a site is carried from release to release, and grows with the data alone."""

import shutil
from pathlib import Path

import pytest

from publisher.commands.build import build
from publisher.errors import PublisherError
from publisher.findings import Report, Severity
from publisher.history import HistoryError, next_time, stated_time
from publisher.metadata import DatasetMetadata
from publisher.project import read_project
from tests.changes.releases import (
    BASE,
    content,
    dump,
    entries,
    history,
    members,
    patched,
    released,
    write,
)

ONE = ':a rdfs:label "A" . :b rdfs:label "B" .'
TWO = ':a rdfs:label "Alpha" . :c rdfs:label "C" .'


def findings(report: Report, code: str) -> list[str]:
    return [finding.message for finding in report.findings if finding.code == code]


def parts(site: Path) -> dict[str, bytes]:
    """What a site says of its changes, without the pages that it makes anew."""
    folders = ("feed/", "changes/", "dumps/changes/", "feed.")
    return {path: made for path, made in content(site).items() if path.startswith(folders)}


def test_the_first_release_has_everything_as_new(tmp_path: Path) -> None:
    released(tmp_path, ONE, modified="2026-11-01")
    site = tmp_path / "site"
    assert entries(site, 1) == [("new", "A", "a.html"), ("new", "B", "b.html")]
    assert patched(site) == dump(site)
    assert [(time, of) for time, of, _ in members(site)] == [
        ("2026-11-01T00:00:00Z", f"{BASE}a"),
        ("2026-11-01T00:00:00Z", f"{BASE}b"),
    ]


def test_a_release_says_what_is_new_changed_and_gone(tmp_path: Path) -> None:
    released(tmp_path, ONE, modified="2026-11-01")
    report = released(tmp_path, TWO, modified="2026-11-02")
    site = tmp_path / "site"
    assert entries(site, 2) == [
        ("new", "C", "c.html"),
        ("changed", "Alpha", "a.html"),
        ("gone", "B", "b.html"),
    ]
    assert patched(site) == dump(site)
    assert [(time[:10], of) for time, of, _ in members(site)] == [
        ("2026-11-01", f"{BASE}a"),
        ("2026-11-01", f"{BASE}b"),
        ("2026-11-02", f"{BASE}a"),
        ("2026-11-02", f"{BASE}b"),
        ("2026-11-02", f"{BASE}c"),
    ]
    assert findings(report, "change-undated") == []


def test_how_many_statements_came_and_went_is_said(tmp_path: Path) -> None:
    for number, data in enumerate((ONE, TWO, ':c rdfs:label "C" .'), 1):
        released(tmp_path, data, modified=f"2026-11-0{number}")

    page = (tmp_path / "site" / "changes" / "index.html").read_text(encoding="utf-8")

    assert "2 statements came: <a" in page
    assert "2 statements came, 2 went: <a" in page
    assert "1 statement went: <a" in page


def test_unchanged_data_adds_nothing_and_gives_the_same_bytes(tmp_path: Path) -> None:
    released(tmp_path, ONE, modified="2026-11-01")
    released(tmp_path, TWO, modified="2026-11-02")
    before = content(tmp_path / "site")
    released(tmp_path, TWO, modified="2026-11-02")
    assert content(tmp_path / "site") == before


def test_another_title_or_date_alone_is_no_change_of_the_data(tmp_path: Path) -> None:
    released(tmp_path, ONE, modified="2026-11-01")
    before = parts(tmp_path / "site")
    report = released(tmp_path, ONE, modified="2026-11-09")
    after = parts(tmp_path / "site")
    assert {path for path in before if before[path] != after[path]} <= {
        # The pages are made anew, because other parts of them may have changed.
        path
        for path in before
        if path.endswith(".html")
    }
    assert findings(report, "change-undated") == []


def test_the_same_data_after_the_same_release_makes_the_same_bytes(tmp_path: Path) -> None:
    released(tmp_path, ONE, modified="2026-11-01")
    site = tmp_path / "site"
    for name in ("one", "two"):
        released(tmp_path, TWO, modified="2026-11-02", out=tmp_path / name / "site", previous=site)
    assert content(tmp_path / "one" / "site") == content(tmp_path / "two" / "site")
    assert len(history(tmp_path / "one" / "site")["releases"]) == 2


@pytest.mark.parametrize("place", ["site", "release", "copy", "copied release"])
def test_the_history_goes_on_from_a_copy_of_a_release(tmp_path: Path, place: str) -> None:
    released(tmp_path, ONE, modified="2026-11-01")
    site = tmp_path / "site"
    copy = tmp_path / "elsewhere" / "downloaded"
    previous = {
        "site": site,
        "release": site.resolve().parent,
        "copy": copy,
        "copied release": copy.parent,
    }[place]
    shutil.copytree(site.resolve(), copy)
    if place == "copied release":
        copy.rename(copy.parent / "site")
    out = tmp_path / "out" / "site"
    released(tmp_path, TWO, modified="2026-11-02", out=out, previous=previous)
    assert len(history(out)["releases"]) == 2
    assert patched(out) == dump(out)
    # What the release before had is still answered: its page says that it is no longer described.
    assert ("gone", "B", "b.html") in entries(out, 2)
    assert (out / "b.html").is_file()


def test_no_iri_is_lost_of_the_release_that_is_named(tmp_path: Path) -> None:
    released(tmp_path, ONE, modified="2026-11-01")
    copy = tmp_path / "copy"
    shutil.copytree((tmp_path / "site").resolve(), copy)
    write(tmp_path, TWO, modified="2026-11-02")
    settings = tmp_path / "pyproject.toml"
    settings.write_text(settings.read_text().replace('iri-vanished = "warning"', ""))
    out = tmp_path / "out" / "site"

    report = build(read_project(tmp_path), out=out, workers=1, previous=copy)

    assert len(findings(report, "iri-vanished")) == 1
    assert report.has_errors
    assert not out.exists()


def test_a_release_at_the_end_of_time_is_the_last(tmp_path: Path) -> None:
    end = "9999-12-31T23:59:59Z"
    released(tmp_path, ONE, modified=end)

    with pytest.raises(HistoryError, match="no time is later"):
        released(tmp_path, TWO, modified=end)


def test_older_releases_that_are_removed_stay_in_the_history(tmp_path: Path) -> None:
    for number in range(1, 7):
        released(tmp_path, f':a rdfs:label "{number}" .', modified=f"2026-11-0{number}")
    site = tmp_path / "site"
    assert len(list((tmp_path / ".releases").glob("[0-9a-f]*"))) == 3
    assert [release["number"] for release in history(site)["releases"]] == [1, 2, 3, 4, 5, 6]
    assert patched(site) == dump(site)
    assert len(members(site)) == 6


def test_an_older_state_is_one_more_change(tmp_path: Path) -> None:
    released(tmp_path, ONE, modified="2026-11-01")
    released(tmp_path, TWO, modified="2026-11-02")
    report = released(tmp_path, ONE, modified="2026-11-01")
    site = tmp_path / "site"
    assert patched(site) == dump(site)
    assert [release["time"] for release in history(site)["releases"]] == [
        "2026-11-01T00:00:00Z",
        "2026-11-02T00:00:00Z",
        "2026-11-02T00:00:01Z",
    ]
    assert findings(report, "change-undated") == [
        (
            "the data differs from the last release, but the settings still say 2026-11-01, so the "
            "change is dated 2026-11-02T00:00:01Z, a second after the last one"
        )
    ]
    assert len(members(site)) == 8


def test_a_change_without_any_date_is_a_second_later(tmp_path: Path) -> None:
    assert findings(released(tmp_path, ONE), "change-undated") == []
    (message,) = findings(released(tmp_path, TWO), "change-undated")
    assert message == (
        "the data differs from the last release, but the settings say no date, so the change is "
        "dated 1970-01-01T00:00:01Z, a second after the last one"
    )


def test_a_draft_leaves_the_history_as_it_was(tmp_path: Path) -> None:
    released(tmp_path, ONE, modified="2026-11-01")
    site = tmp_path / "site"
    before = history(site)
    for number in range(3):
        released(tmp_path, f':draft{number} rdfs:label "D" .', is_draft=True)
        assert history(site) == before
        assert patched(site) != dump(site)
    released(tmp_path, TWO, modified="2026-11-02")
    assert patched(site) == dump(site)
    assert entries(site, 2)[0] == ("new", "C", "c.html")
    assert not (site / "changes" / "recorded.nq.gz").exists()


def test_a_draft_that_is_the_first_site_is_no_release(tmp_path: Path) -> None:
    for label in ("A", "B"):
        released(tmp_path, f':a rdfs:label "{label}" .', is_draft=True)
        assert patched(tmp_path / "site") == dump(tmp_path / "site")
    released(tmp_path, TWO, modified="2026-11-02")
    assert len(history(tmp_path / "site")["releases"]) == 1


def damage(site: Path, path: str, made: bytes | None) -> None:
    file = site / path
    if made is None:
        file.unlink()
    else:
        file.write_bytes(made)


DAMAGES = {
    "no JSON": ("changes/history.json", b"{"),
    "another JSON": ("changes/history.json", b"[1]"),
    "nested JSON": ("changes/history.json", b"[" * 100_000),
    "of another version": ("changes/history.json", b'{"format": 99}'),
    "a page is missing": ("feed/latest.ttl", None),
    "a page is another": ("feed/latest.nt", b"<x> <y> <z> .\n"),
    "a list is another": ("changes/1-1.json", b"[]"),
    "the dump is missing": ("dumps/all.nq.gz", None),
    "the dump is cut": ("dumps/all.nq.gz", b"\x1f\x8b"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_history_is_told_and_begins_anew(tmp_path: Path, name: str) -> None:
    released(tmp_path, ONE, modified="2026-11-01")
    site = tmp_path / "site"
    copy = Path(shutil.copytree(site.resolve(), tmp_path / "copy"))
    damage(copy, *DAMAGES[name])
    damage(site, *DAMAGES[name])
    out = tmp_path / "out" / "site"

    with pytest.raises(HistoryError, match=r"^--previous .*copy: "):
        released(tmp_path, TWO, modified="2026-11-02", out=out, previous=copy)
    assert not out.exists()
    report = released(tmp_path, TWO, modified="2026-11-02")
    (finding,) = [each for each in report.findings if each.code == "history-lost"]
    assert finding.severity is Severity.WARNING
    assert len(history(site)["releases"]) == 1
    assert patched(site) == dump(site)


def test_a_path_in_a_history_does_not_lead_out_of_it(tmp_path: Path) -> None:
    released(tmp_path, ONE)
    copy = Path(shutil.copytree((tmp_path / "site").resolve(), tmp_path / "copy"))
    file = copy / "changes" / "history.json"
    file.write_text(file.read_text().replace('"changes/1-1.json":', '"changes/../../x":'))
    with pytest.raises(HistoryError, match="names a file that is none of a history"):
        released(tmp_path, TWO, previous=copy)


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("nothing", "empty"):
        with pytest.raises(PublisherError, match="is no site of publisher"):
            released(tmp_path / "project", ONE, previous=tmp_path / name)


def test_the_history_of_another_address_does_not_go_on(tmp_path: Path) -> None:
    released(tmp_path, ONE)
    site = tmp_path / "site"
    write(tmp_path, ONE)
    other = read_project(tmp_path, base="https://example.net/")
    said = "it is a site for https://example.org/, and not for https://example.net/"
    with pytest.raises(HistoryError, match=said):
        build(other, out=tmp_path / "out" / "site", workers=1, previous=site)
    report = build(other, out=site, workers=1)
    assert said in findings(report, "history-lost")[0]


def test_a_finding_that_a_project_makes_an_error_publishes_nothing(tmp_path: Path) -> None:
    released(tmp_path, ONE)
    before = content(tmp_path / "site")
    write(tmp_path, TWO)
    with (tmp_path / "pyproject.toml").open("a") as file:
        file.write('change-undated = "error"\n')
    assert build(read_project(tmp_path), out=tmp_path / "site", workers=1).has_errors
    assert content(tmp_path / "site") == before


@pytest.mark.parametrize(
    ("modified", "epoch", "issued", "time"),
    [
        ("2026-11-27", "0", "2020", "2026-11-27T00:00:00Z"),
        ("2026-11", "", "", "2026-11-01T00:00:00Z"),
        ("2026", "", "", "2026-01-01T00:00:00Z"),
        ("2026-11-27T12:30:00+02:00", "", "", "2026-11-27T10:30:00Z"),
        ("2026-11-27T12:30:00Z", "", "", "2026-11-27T12:30:00Z"),
        ("2026-11-27T12:30:00.5", "", "", "2026-11-27T12:30:00Z"),
        ("yesterday", "86400", "2020", "1970-01-02T00:00:00Z"),
        ("", "", "2020-02-03", "2020-02-03T00:00:00Z"),
        ("", "soon", "", "1970-01-01T00:00:00Z"),
        ("", "9" * 30, "", "1970-01-01T00:00:00Z"),
        ("0001-01-01", "", "", "0001-01-01T00:00:00Z"),
    ],
)
def test_the_time_of_a_release_is_stated(modified: str, epoch: str, issued: str, time: str) -> None:
    metadata = DatasetMetadata(modified=modified, issued=issued)
    assert stated_time(metadata, epoch=epoch) == time
    assert next_time(time, "") == time
    assert next_time(time, time) > time


def test_the_environment_may_say_the_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    released(tmp_path, ONE)
    assert history(tmp_path / "site")["releases"][0]["time"] == "2023-11-14T22:13:20Z"
