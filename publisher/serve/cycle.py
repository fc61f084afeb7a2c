"""A request and its response as uvicorn has them, with an extension: a response in one message."""

from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

from publisher.serve.sending import WHOLE

EXTENSIONS: Final = {WHOLE: dict[object, object]()}


class Cycle(RequestResponseCycle):
    """Writes a whole response at once.

    uvicorn's own looks at each header by itself, and writes the head and the body apart: two calls
    of the system for the server, two for the client, each as long as a small answer takes.
    """

    async def send(self, message: Any) -> None:  # noqa: ANN401 -- uvicorn's own types know no more
        if message["type"] != WHOLE:
            await super().send(message)
            return
        if self.flow.write_paused and not self.disconnected:
            await self.flow.drain()
        if self.disconnected:
            return
        if self.response_started:
            raise RuntimeError("a response was begun before it was sent whole")
        self.response_started = self.response_complete = True
        self.waiting_for_100_continue = False
        self._write(message)
        self.message_event.set()
        if not self.keep_alive:
            self.transport.close()
        self.on_response()

    def _write(self, message: Any) -> None:  # noqa: ANN401
        lines = [STATUS_LINE[message["status"]]]
        lines += [b"%b: %b\r\n" % pair for pair in self.default_headers]
        lines.append(message["head"])
        if message["is_last"]:
            self.keep_alive = False
        elif not self.keep_alive:
            lines.append(b"connection: close\r\n")
        lines.append(b"\r\n")
        if self.scope["method"] != "HEAD":
            lines.append(message["body"])
        self.transport.write(b"".join(lines))
