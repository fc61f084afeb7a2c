"""A small release on the disk, written by hand."""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from publisher.serve.release import Release, open_release

BASE = "https://data.example/"
MODIFIED = 1_700_000_000

PAGE = {
    f"network/enoc.{suffix}": f"enoc as {suffix}\n" for suffix in ("ttl", "jsonld", "nt", "rdf")
}
FILES = {
    "index.html": "<!doctype html><title>Home</title>",
    "network/index.html": "<!doctype html><title>Networks</title>",
    "network/enoc.html": "<!doctype html><title>ENOC</title>",
    "network/enoc~p2.html": "<!doctype html><title>ENOC, page 2</title>",
    **PAGE,
    "network/enoc.html.gz": "not really gzip",
    "network/enoc.html.br": "nor brotli",
    "static/site.0123456789ab.css": "body {}",
    "dumps/all.nt": "<a:b> <a:b> <a:b> .\n",
    "void.ttl": f"<{BASE}catalog#dataset> a <http://rdfs.org/ns/void#Dataset> .\n",
    ".well-known/void": "the same\n",
    "queries/networks.csv": "network\r\n",
    "queries/networks.json": "{}",
    "queries/networks.rq": "SELECT * { }",
    "queries/networks.html": "<!doctype html><title>Networks?</title>",
}
DESCRIPTION = {
    "base": BASE,
    "title": "A small site",
    "license": "https://creativecommons.org/licenses/by/4.0/",
    "language": "en",
    "kinds": ["network"],
    "queries": [],
}


def write_release(
    folder: Path,
    files: Mapping[str, str] = FILES,
    *,
    base: str = BASE,
    name: str = "one",
    members: Mapping[str, object] | None = None,
) -> Path:
    """The path of a site, whose release is written below `folder`."""
    release = folder / ".releases" / name
    description = {**DESCRIPTION, "base": base, **(members or {})}
    described = {**files, "site.json": json.dumps(description)}
    lines = []
    for path, text in described.items():
        file = release / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
        os.utime(file, (MODIFIED, MODIFIED))
        lines.append(f"{hashlib.sha256(text.encode()).hexdigest()}  site/{path}\n")
    (release / "MANIFEST.sha256").write_text("".join(sorted(lines)), encoding="utf-8")
    site = folder / "site"
    site.unlink(missing_ok=True)
    site.symlink_to(release / "site")
    return site


def small_release(folder: Path) -> Release:
    return open_release(write_release(folder))
