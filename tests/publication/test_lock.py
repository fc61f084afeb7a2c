"""One build at a time, on systems with file locks and on those without."""

from pathlib import Path

import pytest

from publisher.publication import lock as module
from publisher.publication.lock import Lock
from publisher.publication.release import NewRelease, PublicationError


@pytest.mark.parametrize("system", ["with fcntl", "without fcntl"])
def test_a_lock_is_held_once_until_it_is_released(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    if system == "without fcntl":
        monkeypatch.setattr(module, "fcntl", None)
    first, second = Lock(tmp_path / ".lock"), Lock(tmp_path / ".lock")
    first.acquire()

    for _ in range(2):
        with pytest.raises(BlockingIOError, match="wait until it ends"):
            second.acquire()
        # Who does not hold it cannot release it.
        second.release()
    first.release()

    second.acquire()
    second.release()


def test_without_fcntl_the_file_that_a_killed_build_left_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "fcntl", None)
    left = tmp_path / ".releases" / ".lock.held"
    left.parent.mkdir()
    left.touch()

    with (
        pytest.raises(PublicationError, match=r"remove .*\.lock\.held if no build is running"),
        NewRelease(out=tmp_path / "site"),
    ):
        pass
    left.unlink()
    with NewRelease(out=tmp_path / "site"):
        pass

    assert (tmp_path / "site").is_symlink()
    assert not left.exists()
