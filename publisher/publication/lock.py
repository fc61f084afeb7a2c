"""A lock that one build at a time may hold on the releases in a folder."""

import os
from pathlib import Path
from types import ModuleType

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows has no such module.
    fcntl = None


class Lock:
    """A lock on the file `path`. `acquire` raises BlockingIOError if another process holds it.

    With `fcntl`, the system releases the lock when its process ends. Without it, the lock is
    the existence of a second file, `PATH.held`, which a killed build leaves behind.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = -1

    def acquire(self) -> None:
        if fcntl is None:
            try:
                self._descriptor = os.open(self.held_path, os.O_RDWR | os.O_CREAT | os.O_EXCL)
            except FileExistsError as error:
                raise BlockingIOError(
                    f"wait until it ends, or remove {self.held_path} if no build is running"
                ) from error
            return
        self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self.close()
            raise BlockingIOError("wait until it ends") from error
        except OSError:
            self.close()
            raise

    def release(self) -> None:
        is_held = self._descriptor >= 0
        self.close()
        if fcntl is None and is_held:
            self.held_path.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file; in a forked process, which must not keep its parent's lock alive."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    @property
    def held_path(self) -> Path:
        return self._path.with_name(f"{self._path.name}.held")
