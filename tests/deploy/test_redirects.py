"""Redirect rules for w3id and its like, tried by a real Apache."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlsplit

import pytest

from publisher.deploy import DeployError, redirects
from tests.conftest import absent
from tests.deploy.namespaces import BASE, PATHS, write_site
from tests.deploy.servers import APACHE_MODULES_FOLDER, free_port, programs, wait_for
from tests.serve.releases import write_release
from tests.serve.running import request

_CONFIGURATION = """\
{modules}
{user}
ServerName localhost
PidFile {folder}/apache.pid
ErrorLog {folder}/error.log
DefaultRuntimeDir {folder}
Mutex file:{folder} default
Listen 127.0.0.1:{port}
DocumentRoot {folder}/www
<Directory {folder}/www>
    AllowOverride All
    Require all granted
</Directory>
"""
_MODULES = ("mpm_event", "authz_core", "dir", "rewrite")


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    """A redirect service with the printed files, as w3id.org has them; its address."""
    if not programs()["apache"]:
        absent("apache is not installed: apt-get install what docs/how-to/deploy.md names")
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        _write_rules(folder / "www", redirects(write_site(folder / "site")))
        port = free_port()
        user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
        modules = "\n".join(
            f"LoadModule {one}_module {APACHE_MODULES_FOLDER}/mod_{one}.so" for one in _MODULES
        )
        text = _CONFIGURATION.format(folder=folder, port=port, user=user, modules=modules)
        (folder / "apache.conf").write_text(text, encoding="utf-8")
        command = (programs()["apache"], "-d", name, "-f", f"{name}/apache.conf", "-DFOREGROUND")
        said = (folder / "said.log").open("wb")
        with said, subprocess.Popen(command, stdout=said, stderr=said) as process:
            try:
                wait_for(port, process, folder)
                yield f"http://127.0.0.1:{port}"
            finally:
                process.terminate()


def _write_rules(www: Path, text: str) -> None:
    """Write each file that is printed to its place."""
    parts = re.split(r"^# https://w3id.org/(\S*\.htaccess): leads to .*$", text, flags=re.MULTILINE)
    for path, rules in zip(parts[1::2], parts[2::2], strict=True):
        place = www / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(rules.split("\n# http://data.example")[0], encoding="utf-8")


_OF_SERVICE = [page for page in PATHS if page.startswith("https://w3id.org/")]


@pytest.mark.parametrize("page", _OF_SERVICE)
@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("text/turtle", "ttl"),
        ("application/rdf+xml;q=0.9, */*;q=0.1", "rdf"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "html"),
        ("*/*", "html"),
        ("text/html;q=0, application/ld+json", "jsonld"),
    ],
)
def test_each_iri_leads_to_its_file(service: str, page: str, accept: str, suffix: str) -> None:
    parts = urlsplit(page)
    path = quote(parts.path, safe="/%")
    if path in {"/voc", "/me"}:
        path += "/"  # The service's own redirect from a folder's name.
    address = f"{path}?{parts.query}" if parts.query else path
    found = request(service, address, headers={"Accept": accept})
    wanted = BASE + quote(PATHS[page], safe="/~=") + f".{suffix}"
    assert (found.status, found.header("location")) == (303, wanted)


def test_only_formats_that_all_pages_have_are_named(tmp_path: Path) -> None:
    text = redirects(write_site(tmp_path, without="rdf"))
    assert "FORMAT:ttl" in text
    assert "FORMAT:rdf" not in text


def test_without_another_namespace_there_is_nothing_to_redirect(tmp_path: Path) -> None:
    with pytest.raises(DeployError, match=r"configure \[tool.publisher.namespaces\]"):
        redirects(write_release(tmp_path))
