"""What a file or a source lacks: one finding, with the line to write."""

import hashlib
from pathlib import Path

from tests.called import publisher
from tests.evidence.quoting import HEAD, write_source
from tests.findings.pages import PROJECT, write_project

REPORT = (PROJECT / "data" / "sources" / "report.ttl").read_text(encoding="utf-8")
NO_FILE = HEAD + "".join(
    f'<document/d{at}> a :Document ; rdfs:label "d"@en ; '
    ':described "unlawful"@en {| ev:quote "the trial was unlawful" |} .\n'
    for at in range(3)
)


def test_a_file_that_names_no_source_has_one_finding_with_the_line_to_write(
    tmp_path: Path,
) -> None:
    write_project(tmp_path, {"data/fault.ttl": NO_FILE.encode()})
    write_source(tmp_path, "other", "Nothing of the kind.")

    (line,) = publisher("check", "--project", tmp_path).lines
    assert line == (
        "data/fault.ttl:6:86: error: the file has a quote but names no source; "
        "begin the file with [] a ev:File ; ev:source <source/report> . [quote-without-source]"
    )


def test_the_line_that_is_proposed_cures_it(tmp_path: Path) -> None:
    write_project(tmp_path, {"data/fault.ttl": NO_FILE.encode()})
    (line,) = publisher("check", "--project", tmp_path).lines
    proposed = line.partition("begin the file with ")[2].rpartition(" [")[0]
    (tmp_path / "data" / "fault.ttl").write_text(
        NO_FILE.replace(HEAD, f"{HEAD}{proposed}\n"), encoding="utf-8"
    )

    lines = publisher("check", "--project", tmp_path).lines

    assert not any("quote-" in one for one in lines)


def test_a_source_without_digest_has_one_finding(tmp_path: Path) -> None:
    digest = hashlib.sha256((PROJECT / "data/sources/report.txt").read_bytes()).hexdigest()
    without = REPORT.replace(f'schema:sha256 "{digest}"', 'rdfs:comment "x"@en')
    assert without != REPORT
    write_project(tmp_path, {"data/sources/report.ttl": without.encode()})

    (line,) = publisher("check", "--project", tmp_path).lines

    assert line.endswith(
        f'source report has no schema:sha256; add schema:sha256 "{digest}" [source-undescribed]'
    )


def test_a_text_without_description_is_told_with_the_line_to_write(tmp_path: Path) -> None:
    text = b"A text that nobody described.\n"
    write_project(tmp_path, {"data/sources/stray.txt": text, "data/sources/README.txt": b"Hi."})

    done = publisher("check", "--project", tmp_path)

    digest = hashlib.sha256(text).hexdigest()
    (line,) = done.lines
    assert line == (
        "data/sources/stray.txt: warning: no description names this text, so nobody can quote it; "
        'write into data/sources/stray.ttl: <source/stray> a ev:Source ; rdfs:label "…"@en ; '
        f'schema:sha256 "{digest}" . [source-undescribed]'
    )
    assert done.code == 0


def test_a_text_whose_description_cannot_be_read_is_no_finding(tmp_path: Path) -> None:
    write_project(tmp_path, {"data/sources/report.ttl": f"{REPORT} x".encode()})

    (line,) = publisher("check", "--project", tmp_path).lines

    assert line.endswith("[turtle-syntax]")


def test_a_quote_for_a_triple_that_is_only_claimed_is_told_at_its_own_line(tmp_path: Path) -> None:
    quoted = '<< <proceeding/trial> :described "unlawful"@en >> ev:quote "the trial was unlawful" .'
    record = f"{HEAD}[] a ev:File ; ev:source <source/report> .\n{quoted}\n"
    write_project(tmp_path, {"data/zz.ttl": record.encode()})

    lines = publisher("check", "--project", tmp_path).lines

    (line,) = [one for one in lines if one.endswith("[record-not-asserted]")]
    assert line.startswith("data/zz.ttl:7:34: error: ")


def test_a_quote_below_the_claim_in_one_file_is_told_at_its_own_line(tmp_path: Path) -> None:
    facts = (PROJECT / "data" / "facts.ttl").read_text(encoding="utf-8")
    record = '<< <proceeding/trial> :described "unlawful"@en >> ev:quote "was unlawful" .\n'
    write_project(tmp_path, {"data/facts.ttl": f"{facts}{record}".encode()})

    lines = publisher("check", "--project", tmp_path).lines

    (line,) = [one for one in lines if one.endswith("[record-not-asserted]")]
    assert line.startswith(f"data/facts.ttl:{facts.count(chr(10)) + 1}:34: error: ")
