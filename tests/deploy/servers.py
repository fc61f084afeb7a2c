"""Real web servers with the configuration that `publisher deploy` prints, on free ports."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from publisher.deploy import configuration, read_deployment

BROTLI: Final = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
APACHE_MODULES_FOLDER: Final = Path("/usr/lib/apache2/modules")
_PATIENCE: Final = 20.0

_NGINX: Final = """\
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 2;
{modules}
events {{
    worker_connections 256;
}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""

_APACHE_MODULES: Final = (
    *("mpm_event", "authz_core", "alias", "headers", "mime", "proxy", "proxy_http", "rewrite"),
    "setenvif",
)
_APACHE: Final = """\
{modules}
{user}
ServerName localhost
PidFile {folder}/apache.pid
ErrorLog {folder}/error.log
DefaultRuntimeDir {folder}
Mutex file:{folder} default
TypesConfig /dev/null
Listen {listen}
Include {folder}/site.conf
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """A web server's address, and the words of its configuration."""

    address: str
    text: str


def programs() -> dict[str, str]:
    """The path of each server's program; empty where it is not installed."""
    names = {"nginx": "nginx", "caddy": "caddy", "apache": "apache2"}
    places = "/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin"
    return {one: shutil.which(name, path=places) or "" for one, name in names.items()}


@contextmanager
def started(server: str, site: Path, folder: Path, *, upstream: str) -> Iterator[Started]:
    """The server in front of `upstream`, with all that it writes in `folder`."""
    port = free_port()
    deployment = read_deployment(
        site,
        upstream=upstream,
        listen=f"127.0.0.1:{port}",
        cache=str(folder / "cache") if server == "nginx" else "",
        brotli=server != "nginx" or BROTLI.exists(),
    )
    text = configuration(server, deployment)
    command = _COMMANDS[server](folder, text)
    with (folder / "said.log").open("wb") as said:
        process = subprocess.Popen(
            command, stdout=said, stderr=said, cwd=folder, env={"HOME": str(folder)}
        )
    try:
        wait_for(port, process, folder)
        yield Started(address=f"http://127.0.0.1:{port}", text=text)
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _nginx(folder: Path, text: str) -> Sequence[str]:
    (folder / "site.conf").write_text(text, encoding="utf-8")
    modules = f"load_module {BROTLI};" if BROTLI.exists() else ""
    main = folder / "nginx.conf"
    # As root nginx would give up its rights, and the test's folders are root's alone.
    user = "user root;" if os.geteuid() == 0 else ""
    text = _NGINX.format(folder=folder, modules=modules, user=user)
    main.write_text(text, encoding="utf-8")
    return (programs()["nginx"], "-p", str(folder), "-e", f"{folder}/error.log", "-c", str(main))


def _caddy(folder: Path, text: str) -> Sequence[str]:
    main = folder / "Caddyfile"
    main.write_text("{\n\tadmin off\n}\n" + text, encoding="utf-8")
    return (programs()["caddy"], "run", "--config", str(main), "--adapter", "caddyfile")


def _apache(folder: Path, text: str) -> Sequence[str]:
    (folder / "site.conf").write_text(text, encoding="utf-8")
    listen = re.search(r"<VirtualHost (\S+)>", text)
    assert listen
    modules = "\n".join(
        f"LoadModule {one}_module {APACHE_MODULES_FOLDER}/mod_{one}.so" for one in _APACHE_MODULES
    )
    # Apache does not serve as root.
    user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
    main = folder / "apache.conf"
    main.write_text(
        _APACHE.format(folder=folder, modules=modules, user=user, listen=listen[1]),
        encoding="utf-8",
    )
    return (programs()["apache"], "-d", str(folder), "-f", str(main), "-DFOREGROUND")


_COMMANDS: Final[dict[str, Callable[[Path, str], Sequence[str]]]] = {
    "nginx": _nginx,
    "caddy": _caddy,
    "apache": _apache,
}


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(port: int, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            # A process that starts tells nobody; a refused connection costs nothing.
            time.sleep(0.02)
        else:
            return
    said = (folder / "said.log").read_text(encoding="utf-8", errors="replace")
    log = folder / "error.log"
    said += log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
    raise AssertionError(said[-3_000:] or f"nothing listens on port {port}")
