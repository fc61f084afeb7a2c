import gzip
from pathlib import Path

import brotli
import pytest

from publisher.commands.build import build
from publisher.model import SitePath
from publisher.publication.compression import compressed_forms, is_compressible
from tests import flagship

TEXT = b"every statement shows its source\n" * 100


def test_a_text_comes_as_gzip_and_as_brotli_of_the_same_bytes() -> None:
    found = {file.path: file.content for file in compressed_forms("a/b.ttl", TEXT)}
    assert set(found) == {"a/b.ttl.gz", "a/b.ttl.br"}
    assert gzip.decompress(found[SitePath("a/b.ttl.gz")]) == TEXT
    assert brotli.decompress(found[SitePath("a/b.ttl.br")]) == TEXT
    assert max(map(len, found.values())) < len(TEXT)


def test_a_file_that_fits_in_a_packet_is_left_alone() -> None:
    assert list(compressed_forms("a.ttl", b"x" * 1_000)) == []


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("network/enoc.html", True),
        ("static/site.0123456789ab.css", True),
        ("queries/enoc.csv", True),
        ("dumps/all.nt", False),
        ("dumps/all.nt.gz", False),
        ("static/font.woff2", False),
        (".well-known/void", False),
    ],
)
def test_texts_are_compressed_but_no_dump(path: str, expected: bool) -> None:  # noqa: FBT001
    assert is_compressible(path) is expected


def test_two_builds_compress_to_the_same_bytes_whatever_the_number_of_workers(
    tmp_path: Path,
) -> None:
    for workers in (1, 2):
        out = tmp_path / str(workers) / "site"
        build(flagship.project(), out=out, workers=workers, is_compressed=True)
    one, two = (tmp_path / name / "site" for name in ("1", "2"))
    files = sorted(
        path.relative_to(one) for path in one.rglob("*") if path.suffix in {".gz", ".br"}
    )
    assert len(files) > 400
    assert [path for path in files if (one / path).read_bytes() != (two / path).read_bytes()] == []
