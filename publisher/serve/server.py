"""The process: it listens, swaps releases, and ends without cutting an answer."""

import asyncio
import gc
import logging
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import uvicorn

from publisher.querypool import PoolError, QueryLimits, QueryPool, StoreError
from publisher.serve.app import App, Cut
from publisher.serve.connection import Door, guarded
from publisher.serve.graph_data import GraphData, graph_data
from publisher.serve.listener import Listen, ServeError, address_of, is_public, open_listener
from publisher.serve.log import AccessLog
from publisher.serve.release import Release, ReleaseError, open_release
from publisher.serve.served import Served, serve_release
from publisher.serve.settings import Settings
from publisher.serve.watch import Watch

GRACE: Final = 2.0
"""Seconds beyond the deadline in which running queries may end."""
LINGER: Final = 1.0
"""Seconds for which an idle connection stays open while the server ends."""
LOOK: Final = 1.0
"""Seconds between two looks at which release the site's path leads to."""

_log: Final = logging.getLogger("publisher.serve")


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """What is served, and how."""

    site: Path
    listen: Listen
    settings: Settings
    engine: str = ""
    access_log: str | None = None
    """The file of the access log, `-` for standard error; None for no log."""
    sources: Path | None = None
    """The project's folder, where the site is to be built again when a file changes."""


def serve(serving: Serving, *, started: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT. `started` is told the address when requests are answered.

    Raises ServeError or ReleaseError.
    """
    with (
        _opened(serving) as log,
        open_listener(serving.listen) as listener,
        asyncio.Runner(loop_factory=_loop_factory()) as runner,
        # A signal before the server listens: it ends as it would later, without a word.
        suppress(asyncio.CancelledError),
    ):
        runner.run(_run(serving, listener, log, started))


@contextmanager
def _opened(serving: Serving) -> Iterator[AccessLog]:
    try:
        log = AccessLog(serving.access_log, serving.settings)
    except OSError as error:
        raise ServeError(
            f"{serving.access_log}: the access log cannot be opened ({error.strerror}); "
            "choose another file with --access-log"
        ) from error
    try:
        yield log
    finally:
        log.close()


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop  # noqa: PLC0415 -- not on every platform
    except ImportError:
        return None
    return uvloop.new_event_loop


async def _run(
    serving: Serving, listener: socket.socket, log: AccessLog, started: Callable[[str], None]
) -> None:
    settings = serving.settings
    _end_by_signal()
    served = await _served(open_release(serving.site), serving)
    if is_public(listener) and not served.pool.is_isolated:
        await served.pool.close(grace=0)
        raise ServeError(
            "a query can reach the network from here, so this is not safe in public: "
            "listen on 127.0.0.1, or run where seccomp works"
        )
    look = asyncio.Event()
    watch = None
    if serving.sources:
        base = served.release.base
        watch = Watch(serving.sources, serving.site, base=base, look=look)
    app = App(served, settings=settings, log=log, watch=watch)
    address = address_of(listener, app.served.root)
    server = _Server(app, serving, log=log, look=look, started=lambda: started(address))
    tasks = [asyncio.create_task(server.swap_releases())]
    if watch:
        tasks.append(asyncio.create_task(watch.run()))
    try:
        await server.serve(sockets=[listener])
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await app.served.pool.close(grace=GRACE)


def _end_by_signal() -> None:
    """Let SIGTERM and SIGINT end what starts the server, its workers included."""
    loop, starting = asyncio.get_running_loop(), asyncio.current_task()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, lambda: starting and starting.cancel())
    # Nothing to open anew yet; without a handler it would end the process.
    loop.add_signal_handler(signal.SIGHUP, lambda: None)


class _Server(uvicorn.Server):
    """uvicorn's server, which takes up a new release while it answers."""

    def __init__(
        self,
        app: App,
        serving: Serving,
        *,
        log: AccessLog,
        look: asyncio.Event,
        started: Callable[[], None],
    ) -> None:
        settings = serving.settings
        door = Door(
            connections=settings.connections,
            client_connections=settings.client_connections,
            header_seconds=settings.header_seconds,
            reader_seconds=settings.reader_seconds,
            exempt=settings.trusted(),
        )
        super().__init__(
            uvicorn.Config(
                app,
                http=guarded(door),
                loop="none",
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_keep_alive=int(settings.header_seconds) + 10,
                timeout_graceful_shutdown=int(settings.deadline + GRACE),
            )
        )
        logging.getLogger("uvicorn.error").addFilter(_is_fault)
        self._look = look
        self._log = log
        self._started = started
        self._app = app
        self._serving = serving
        self._closing: set[asyncio.Task[None]] = set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """SIGTERM and SIGINT end the server; SIGHUP has it look at its log and its release anew.

        uvicorn's own raises the signal again at the end, which would leave the workers behind.
        """
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        loop.add_signal_handler(signal.SIGHUP, self._hang_up)
        yield

    def _hang_up(self) -> None:
        self._log.reopen()
        self._look.set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and say so: from here on a signal is heard."""
        await super().startup(sockets)
        self._started()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no new connection; answer what comes on the others, each with its last answer."""
        self._app.is_ready = False
        if self._app.watch:
            self._app.watch.close()
        for server in self.servers:
            server.close()
        # A connection that seems idle may have a request on its way: to close it would cut that.
        end = time.monotonic() + LINGER
        while (  # noqa: ASYNC110 -- uvicorn tells nobody when a connection ends
            self.server_state.connections and time.monotonic() < end and not self.force_exit
        ):
            await asyncio.sleep(0.02)
        await super().shutdown(sockets)

    async def swap_releases(self) -> None:
        """Serve whatever the site's path leads to, for as long as the server runs."""
        while True:
            try:
                async with asyncio.timeout(LOOK):
                    await self._look.wait()
            except TimeoutError:
                pass
            self._look.clear()
            try:
                await self._swap()
            except (PoolError, ReleaseError, ServeError, StoreError, OSError) as error:
                _log.warning("the last release is served on: %s", error)

    async def _swap(self) -> None:
        old = self._app.served
        folder = await asyncio.to_thread(lambda: self._serving.site.resolve().parent)
        if folder == old.release.folder:
            return
        release = await asyncio.to_thread(open_release, self._serving.site)
        self._app.served = await _served(release, self._serving)
        if self._app.watch:
            self._app.watch.reload()
        closing = asyncio.create_task(old.pool.close(grace=self._serving.settings.deadline))
        self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)


def _is_fault(record: logging.LogRecord) -> bool:
    """Whether uvicorn has something to say: not where an answer was cut on purpose."""
    return not (record.exc_info and isinstance(record.exc_info[1], Cut))


async def _served(release: Release, serving: Serving) -> Served:
    """A release whose queries are answered already."""
    settings = serving.settings
    data = GraphData() if serving.engine else await asyncio.to_thread(graph_data, release)
    pool = QueryPool(
        dump=data.dump,
        store=data.store,
        site=release.folder / "site",
        engine=serving.engine,
        base=release.base,
        limits=QueryLimits(
            fast=settings.fast,
            deadline=settings.deadline,
            rows=settings.rows,
            size=settings.size,
            text=settings.query_size,
            queue=settings.queue,
            memory=settings.memory,
        ),
        fast=settings.workers or (os.cpu_count() or 1) + 1,
        slow=settings.slow_workers,
    )
    try:
        await pool.start()
    except BaseException:
        await pool.close(grace=0)
        raise
    served = serve_release(release, pool=pool, settings=settings, engine=serving.engine)
    _settle()
    return served


def _settle() -> None:
    """Spare the collector of garbage what stays as long as the release, and let it come often.

    While it works nobody is answered: a microsecond for each object that it looks at.
    """
    gc.set_threshold(5_000, 10, 10)
    gc.unfreeze()
    gc.collect()
    gc.freeze()
