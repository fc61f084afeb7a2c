"""Which releases are kept: those of one site, by the order in which they were published."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.calls import publisher
from tests.load.projects import write_project

FUTURE = 2_208_988_800
"""The year 2040."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project")


def publish(project: Path, out: Path, edition: str, *options: str) -> str:
    """The name of the release that is the site after a build of an edition."""
    note = project / "data" / "note.ttl"
    note.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        f'<document/letter> skos:editorialNote "Edition {edition}."@en .\n'
    )
    call = ("build", "--quiet", "--no-compress", *options)
    done = publisher(*call, "--project", project, "--out", out)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    return current(out)


def current(out: Path) -> str:
    return out.resolve().parent.name


def kept(folder: Path) -> set[str]:
    return {path.name for path in (folder / ".releases").glob("[!.]*") if path.is_dir()}


def edition(out: Path) -> str:
    return (out / "document/letter.nt").read_text().partition("Edition ")[2].partition(".")[0]


def test_the_last_three_published_are_kept_by_name(project: Path, tmp_path: Path) -> None:
    names = [publish(project, tmp_path / "www/site", str(number)) for number in range(5)]

    assert kept(tmp_path / "www") == set(names[-3:])


def test_what_is_published_again_is_published_last(project: Path, tmp_path: Path) -> None:
    """Of drafts, because the history of changes goes on with each release, so none comes again."""
    site = tmp_path / "www/site"
    editions = ("one", "two", "three", "one", "four")
    names = [publish(project, site, edition, "--draft") for edition in editions]

    assert names[3] == names[0]
    assert kept(tmp_path / "www") == {names[2], names[0], names[4]}


def test_what_comes_back_is_a_release_of_its_own(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "www/site"
    names, dumps = [], []
    for edition in ("one", "two", "one"):
        names.append(publish(project, site, edition))
        dumps.append((site / "dumps/all.nt").read_bytes())

    assert dumps[2] == dumps[0]
    assert len(set(names)) == 3
    assert kept(tmp_path / "www") == set(names)


@pytest.mark.parametrize("date", [FUTURE, 0], ids=["in the future", "long ago"])
def test_the_date_of_a_folder_decides_nothing(project: Path, tmp_path: Path, date: int) -> None:
    site = tmp_path / "www/site"
    names = [publish(project, site, "0")]
    for number in range(1, 5):
        for path in (tmp_path / "www/.releases" / names[-1]).rglob("*"):
            os.utime(path, (date, date))
        os.utime(tmp_path / "www/.releases" / names[-1], (date - number, date - number))
        names.append(publish(project, site, str(number)))

    assert kept(tmp_path / "www") == set(names[-3:])


def test_two_sites_in_one_folder_leave_each_other_alone(project: Path, tmp_path: Path) -> None:
    live, draft = tmp_path / "www/live", tmp_path / "www/draft"
    lives = [publish(project, live, f"live {number}") for number in range(3)]
    drafts = [publish(project, draft, f"draft {number}") for number in range(4)]

    assert edition(live) == "live 2"
    assert edition(draft) == "draft 3"
    assert kept(tmp_path / "www") == {*lives, *drafts[-3:]}


def test_two_sites_of_the_same_content_have_a_release_each(project: Path, tmp_path: Path) -> None:
    live, draft = tmp_path / "www/live", tmp_path / "www/draft"

    names = {publish(project, live, "same"), publish(project, draft, "same")}

    assert len(names) == 2
    assert kept(tmp_path / "www") == names


def test_a_release_that_became_another_site_by_hand_stays(project: Path, tmp_path: Path) -> None:
    draft, live = tmp_path / "www/draft", tmp_path / "www/live"
    publish(project, draft, "promoted")
    live.symlink_to(draft.readlink())
    for number in range(4):
        publish(project, draft, str(number))

    assert edition(live) == "promoted"
    # The link is one as this tool makes them, so the next build of that site takes it over.
    publish(project, live, "next")
    assert edition(live) == "next"


LINKS: dict[str, Callable[[Path, str], tuple[Path, str | Path]]] = {
    "here": lambda www, name: (www / "pinned", f".releases/{name}/site"),
    "by the whole path": lambda www, name: (
        www / "whole",
        www.resolve() / f".releases/{name}/site",
    ),
    "to a file of it": lambda www, name: (www / "page.html", f".releases/{name}/site/index.html"),
    "to its folder": lambda www, name: (www / "old", f".releases/{name}"),
    "above": lambda www, name: (www.parent / "pinned", f"www/.releases/{name}/site"),
    "below": lambda www, name: (www / "a/b/pinned", f"../../.releases/{name}/site"),
    "among releases": lambda www, name: (www / ".releases/.kept", f"{name}/site"),
    "through another link": lambda www, _: (www / "again", "pinned"),
}


def test_a_release_that_a_link_leads_to_is_never_removed(project: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    linked = {}
    for kind, link in LINKS.items():
        name = publish(project, www / "site", kind)
        path, target = link(www, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)
        linked[path] = name

    names = [publish(project, www / "site", str(number)) for number in range(4)]

    assert [str(path) for path in linked if not path.exists()] == []
    # The last of them led to no release itself.
    assert kept(www) == {*list(linked.values())[:-1], *names[-3:]}


def test_a_release_of_an_earlier_version_is_the_first_to_go(project: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    old = publish(project, www / "site", "old")
    for path in (www / ".releases" / old).glob("PUBLISHED*"):
        path.unlink()

    names = [publish(project, www / "site", str(number)) for number in range(3)]

    assert kept(www) == set(names)


def test_releases_of_nobody_stay_where_there_are_two_sites(project: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    publish(project, www / "live", "live")
    shutil.copytree(www / ".releases" / current(www / "live") / "site", www / ".releases/own/site")
    for number in range(4):
        publish(project, www / "draft", str(number))

    assert "own" in kept(www)


def _change(page: Path) -> None:
    content = bytearray(page.read_bytes())
    content[200] ^= 1
    page.write_bytes(content)


def _replace_by_folder(page: Path) -> None:
    page.unlink()
    page.mkdir()


def _replace_by_link(page: Path) -> None:
    copy = page.with_name("copy")
    page.rename(copy)
    page.symlink_to(copy.name)


HARMS: dict[str, Callable[[Path], object]] = {
    "a byte changed": _change,
    "a file gone": lambda page: page.unlink(),
    "a file cut short": lambda page: os.truncate(page, 100),
    "a folder for a file": _replace_by_folder,
    "a link for a file": _replace_by_link,
    "a file more": lambda page: (page.parent / "more.html").write_text("more"),
    "all files gone": lambda page: shutil.rmtree(page.parent),
    "the release gone": lambda page: shutil.rmtree(page.parent.parent),
    "no manifest": lambda page: (page.parents[1] / "MANIFEST.sha256").unlink(),
    "another manifest": lambda page: (page.parents[1] / "MANIFEST.sha256").write_text("x"),
    "no number": lambda page: (page.parents[1] / "PUBLISHED.json").write_text("{"),
}


def test_the_next_build_replaces_a_damaged_release(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "www/site"
    publish(project, site, "good")
    good = files(site)

    for harm, do in HARMS.items():
        do(site.resolve() / "index.html")
        publish(project, site, "good")

        assert files(site) == good, harm
        assert len(kept(tmp_path / "www")) == 1, harm


def test_a_release_that_is_whole_is_used_again(project: Path, tmp_path: Path) -> None:
    site = tmp_path / "www/site"
    publish(project, site, "good")
    before = site.resolve().stat()

    publish(project, site, "good")

    assert site.resolve().stat().st_ino == before.st_ino


def files(site: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(site)): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }
