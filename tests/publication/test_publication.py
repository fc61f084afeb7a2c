import os
import subprocess
import sys
from pathlib import Path

import pytest

from publisher.limits import KEPT_RELEASES
from publisher.model import File, SitePath
from publisher.publication.release import NewRelease, PublicationError
from publisher.publication.releases import MANIFEST


def publish(out: Path, text: str) -> None:
    with NewRelease(out=out) as site:
        site.add([File(path=SitePath("a/b.html"), content=text.encode())])


def test_a_site_is_a_link_to_a_release_with_a_manifest(tmp_path: Path) -> None:
    out = tmp_path / "site"

    publish(out, "one")

    assert out.is_symlink()
    assert (out / "a/b.html").read_text() == "one"
    manifest = (out.resolve().parent / MANIFEST).read_text()
    assert manifest.endswith("  site/a/b.html\n")


def test_an_error_leaves_the_last_site_whole(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, "good")

    def fail() -> None:
        with NewRelease(out=out) as site:
            site.add([File(path=SitePath("a/b.html"), content=b"bad")])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert (out / "a/b.html").read_text() == "good"
    assert not list((tmp_path / ".releases").glob(".building*"))


def test_an_abandoned_build_publishes_nothing(tmp_path: Path) -> None:
    with NewRelease(out=tmp_path / "site") as site:
        site.abandon()

    assert not (tmp_path / "site").exists()


def test_the_last_releases_are_kept(tmp_path: Path) -> None:
    for number in range(KEPT_RELEASES + 2):
        publish(tmp_path / "site", str(number))

    releases = [one for one in (tmp_path / ".releases").iterdir() if one.is_dir()]

    assert len(releases) == KEPT_RELEASES
    assert (tmp_path / "site/a/b.html").read_text() == str(KEPT_RELEASES + 1)


def test_the_same_site_again_is_the_same_release(tmp_path: Path) -> None:
    publish(tmp_path / "site", "one")
    first = (tmp_path / "site").resolve()

    publish(tmp_path / "site", "one")

    assert (tmp_path / "site").resolve() == first


def test_two_files_of_one_path_are_an_error(tmp_path: Path) -> None:
    with (
        pytest.raises(PublicationError, match="File exists"),
        NewRelease(out=tmp_path / "s") as site,
    ):
        site.add([File(path=SitePath("a"), content=b"1"), File(path=SitePath("a"), content=b"2")])


def test_a_folder_of_somebody_else_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()

    with pytest.raises(PublicationError, match="not published by this tool"):
        publish(tmp_path / "site", "one")


def test_a_second_build_at_once_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "site"
    with NewRelease(out=out), pytest.raises(PublicationError, match="another build"):
        publish(out, "two")


def test_an_output_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(PublicationError, match="cannot be written"):
        publish(tmp_path / "file" / "site", "one")


def test_a_killed_build_leaves_the_last_site_and_is_swept_away(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, "good")
    script = (
        "import os, pathlib\n"
        "from publisher.model import File\n"
        "from publisher.publication.release import NewRelease\n"
        f"with NewRelease(out=pathlib.Path({str(out)!r})) as site:\n"
        "    site.add([File(path='a/b.html', content=b'bad')])\n"
        "    os.kill(os.getpid(), 9)\n"
    )

    ended = subprocess.run([sys.executable, "-c", script], check=False, env=os.environ)

    assert ended.returncode == -9
    assert (out / "a/b.html").read_text() == "good"
    publish(out, "next")
    assert (out / "a/b.html").read_text() == "next"
    assert not list((tmp_path / ".releases").glob(".building*"))
