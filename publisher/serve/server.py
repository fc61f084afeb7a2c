"""The process: it listens, swaps releases, and ends without cutting an answer."""

import asyncio
import logging
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import uvicorn

from publisher.querypool import PoolError, StoreError
from publisher.serve.access_log import AccessLog
from publisher.serve.answers import ResponseCut
from publisher.serve.app import App
from publisher.serve.connections import ConnectionLimiter, limited_protocol
from publisher.serve.limits import ClientLimits
from publisher.serve.listener import ServeError, address_of, is_public
from publisher.serve.release import ReleaseError, open_release
from publisher.serve.settings import Settings
from publisher.serve.site_state import start_site
from publisher.serve.watch import Watch, WatchedFiles

GRACE: Final = 2.0
"""Seconds beyond the deadline in which running queries may end."""
LINGER: Final = 1.0
"""Seconds for which an idle connection stays open while the server ends."""
LOOK: Final = 1.0
"""Seconds between two looks at which release the site's path leads to."""

_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """What is served, and how."""

    site: Path
    settings: Settings
    engine: str = ""
    access_log: str | None = None
    """The file of the access log, `-` for standard error; None for no log."""
    watched: WatchedFiles | None = None
    """The files after whose changes the site is to be built again."""


def run_server(
    options: ServeOptions, listener: socket.socket, *, on_start: Callable[[str], None]
) -> None:
    """Serve until SIGTERM or SIGINT; call `on_start` with the address when requests are answered.

    Raises ServeError or ReleaseError, PoolError or StoreError.
    """
    with (
        _access_log(options) as log,
        asyncio.Runner(loop_factory=_loop_factory()) as runner,
        # A signal before the server listens: it ends as it would later, without a message.
        suppress(asyncio.CancelledError),
    ):
        runner.run(_run(options, listener, log, on_start))


@contextmanager
def _access_log(options: ServeOptions) -> Iterator[AccessLog | None]:
    if options.access_log is None:
        yield None
        return
    try:
        log = AccessLog(options.access_log, options.settings)
    except OSError as error:
        raise ServeError(
            f"{options.access_log}: the access log cannot be opened ({error.strerror}); "
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
    options: ServeOptions,
    listener: socket.socket,
    log: AccessLog | None,
    on_start: Callable[[str], None],
) -> None:
    _end_by_signal()
    limits = ClientLimits(options.settings)
    release = open_release(options.site)
    site = await start_site(
        release, limits=limits, settings=options.settings, engine=options.engine
    )
    if is_public(listener) and not site.pool.is_isolated:
        await site.pool.close(grace=0)
        raise ServeError(
            "a query can reach the network from here, so this is not safe in public: "
            "listen on 127.0.0.1, or run where seccomp works"
        )
    look = asyncio.Event()
    watch = None
    if options.watched:
        watch = Watch(options.watched, options.site, look=look)
    app = App(site, access_log=log, watch=watch)
    address = address_of(listener, site.root)
    server = _Server(app, options, log=log, look=look, on_start=lambda: on_start(address))
    tasks = [asyncio.create_task(server.swap_releases())]
    if watch:
        tasks.append(asyncio.create_task(watch.run()))
    try:
        await server.serve(sockets=[listener])
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await app.site.pool.close(grace=GRACE)


def _end_by_signal() -> None:
    """Let SIGTERM and SIGINT cancel the start of the server, its workers included."""
    loop, starting = asyncio.get_running_loop(), asyncio.current_task()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, lambda: starting and starting.cancel())
    # There is nothing to open anew yet; without a handler it would end the process.
    loop.add_signal_handler(signal.SIGHUP, lambda: None)


class _Server(uvicorn.Server):
    """uvicorn's server, which begins to serve a new release while it runs."""

    def __init__(
        self,
        app: App,
        options: ServeOptions,
        *,
        log: AccessLog | None,
        look: asyncio.Event,
        on_start: Callable[[], None],
    ) -> None:
        super().__init__(_uvicorn_config(app, options.settings))
        logging.getLogger("uvicorn.error").addFilter(_is_fault)
        self._look = look
        self._log = log
        self._on_start = on_start
        self._app = app
        self._options = options
        self._closing: set[asyncio.Task[None]] = set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """SIGTERM and SIGINT end the server; SIGHUP opens its log anew and looks for a release.

        uvicorn's own method raises the signal again at the end, which would leave the workers
        behind.
        """
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.handle_exit, number, None)
        loop.add_signal_handler(signal.SIGHUP, self._hang_up)
        yield

    def _hang_up(self) -> None:
        if self._log:
            self._log.reopen()
        self._look.set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and report it: from here on signals are handled."""
        await super().startup(sockets)
        self._on_start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no new connection; answer what arrives on the others, each with its last answer."""
        self._app.end()
        for server in self.servers:
            server.close()
        # A connection that seems idle may have a request on its way: to close it would cut that.
        end = time.monotonic() + LINGER
        while (  # noqa: ASYNC110 -- uvicorn has no event for the end of a connection
            self.server_state.connections and time.monotonic() < end and not self.force_exit
        ):
            await asyncio.sleep(0.02)
        await super().shutdown(sockets)

    async def swap_releases(self) -> None:
        """Serve whatever release the site's path leads to, as long as the server runs."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK):
                    await self._look.wait()
            self._look.clear()
            try:
                await self._swap()
            except (PoolError, ReleaseError, ServeError, StoreError, OSError) as error:
                _log.warning("the last release is served on: %s", error)

    async def _swap(self) -> None:
        old = self._app.site
        options = self._options
        folder = await asyncio.to_thread(lambda: options.site.resolve().parent)
        if folder == old.release.folder:
            return
        release = await asyncio.to_thread(open_release, options.site)
        self._app.site = await start_site(
            release, limits=old.limits, settings=options.settings, engine=options.engine
        )
        _log.info("release %s is served now", release.folder.name)
        if self._app.watch:
            self._app.watch.reload()
        closing = asyncio.create_task(old.pool.close(grace=options.settings.deadline))
        self._closing.add(closing)
        closing.add_done_callback(self._closing.discard)


def _uvicorn_config(app: App, settings: Settings) -> uvicorn.Config:
    limiter = ConnectionLimiter(
        connections=settings.connections,
        client_connections=settings.client_connections,
        header_seconds=settings.header_seconds,
        reader_seconds=settings.reader_seconds,
        exempt=settings.trusted(),
    )
    return uvicorn.Config(
        app,
        http=limited_protocol(limiter),
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


def _is_fault(record: logging.LogRecord) -> bool:
    """Return whether uvicorn reports a fault, and not an answer that was cut on purpose."""
    return not (record.exc_info and isinstance(record.exc_info[1], ResponseCut))
