"""`[tool.publisher.dataset]`: every short form, and what is said of each wrong value."""

from pathlib import Path

import pytest

from publisher.metadata import (
    Agent,
    Contact,
    LabelledIri,
    Period,
    Text,
    metadata_from,
    metadata_members,
)
from publisher.project import Project, read_project
from tests.catalog.projects import EVERYTHING

AUTHORITY = "http://publications.europa.eu/resource/authority/"
TOP = '[tool.publisher]\nbase = "https://example.org/"\ntitle = "Bridges"\n'


def project(folder: Path, dataset: str, *, top: str = TOP) -> Project:
    text = f"{top}\n[tool.publisher.dataset]\n{dataset}\n"
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    return read_project(folder)


def fault(folder: Path, dataset: str, *, top: str = TOP) -> str:
    (finding,) = project(folder, dataset, top=top).findings
    assert finding.code == "dataset-setting"
    assert finding.place.file == "pyproject.toml"
    return f"{finding.place.line}: {finding.text.removeprefix('[tool.publisher.dataset]: ')}"


@pytest.mark.parametrize(
    ("written", "name", "read"),
    [
        ('publisher = "The town"', "publisher", Agent(name="The town")),
        (
            'publisher = { name = "T", type = "LocalAuthority", iri = "https://t.example/" }',
            "publisher",
            Agent(
                name="T",
                type="http://purl.org/adms/publishertype/LocalAuthority",
                iri="https://t.example/",
            ),
        ),
        ('creator = "A"', "creators", (Agent(name="A"),)),
        ('creators = ["A", { name = "B" }]', "creators", (Agent(name="A"), Agent(name="B"))),
        ('contact = "a@b.example"', "contact", Contact(name="a@b.example", email="a@b.example")),
        (
            'contact = "mailto:a@b.example"',
            "contact",
            Contact(name="a@b.example", email="a@b.example"),
        ),
        (
            'contact = { name = "A", form = "https://b.example/ask" }',
            "contact",
            Contact(name="A", form="https://b.example/ask"),
        ),
        (
            'publisher = "T"\ncontact = "a@b.example"',
            "contact",
            Contact(name="T", email="a@b.example"),
        ),
        ('keywords = ["a", "b", "a"]', "keywords", ("a", "b")),
        ('keyword = "a, b"', "keywords", ("a", "b")),
        ('keywords = { en = ["a"], az = "b" }', "keywords", ("a",)),
        ('keywords = { en = ["a"], az = "b" }', "other_keywords", (Text(text="b", language="az"),)),
        (
            'theme = "JUST"',
            "themes",
            (
                LabelledIri(
                    iri=f"{AUTHORITY}data-theme/JUST",
                    label="Justice, legal system and public safety",
                ),
            ),
        ),
        (
            'themes = [{ iri = "https://t.example/x", label = "X" }]',
            "themes",
            (LabelledIri(iri="https://t.example/x", label="X"),),
        ),
        ('frequency = "IRREG"', "frequency", f"{AUTHORITY}frequency/IRREG"),
        ('frequency = "annual"', "frequency", f"{AUTHORITY}frequency/ANNUAL"),
        (
            'spatial = "AZE"',
            "spatial",
            (LabelledIri(iri=f"{AUTHORITY}country/AZE", label="Azerbaijan"),),
        ),
        (
            'spatial = "UK"',
            "spatial",
            (LabelledIri(iri=f"{AUTHORITY}country/GBR", label="United Kingdom"),),
        ),
        (
            'spatial = ["fr", "EUROPE"]',
            "spatial",
            (
                LabelledIri(iri=f"{AUTHORITY}country/FRA", label="France"),
                LabelledIri(iri=f"{AUTHORITY}continent/EUROPE", label="Europe"),
            ),
        ),
        ('temporal = "2008/2015-03"', "temporal", Period(start="2008", end="2015-03")),
        ('temporal = "2008/.."', "temporal", Period(start="2008")),
        ("temporal = 2008", "temporal", Period(start="2008", end="2008")),
        ("temporal = { start = 2008-01-31 }", "temporal", Period(start="2008-01-31")),
        ("issued = 2026-11-25", "issued", "2026-11-25"),
        ('issued = "2026-11"', "issued", "2026-11"),
        ("modified = 2026-11-27T10:00:00Z", "modified", "2026-11-27T10:00:00+00:00"),
        ('access_rights = "PUBLIC"', "access_rights", f"{AUTHORITY}access-right/PUBLIC"),
        (
            f'access_rights = "{AUTHORITY}access-right/PUBLIC"',
            "access_rights",
            f"{AUTHORITY}access-right/PUBLIC",
        ),
        ('language = "az"', "languages", ("az",)),
        ('version = "1.2"', "version", "1.2"),
    ],
)
def test_short_forms_stand_for_what_they_mean(
    tmp_path: Path, written: str, name: str, read: object
) -> None:
    found = project(tmp_path, written)

    assert found.findings == ()
    assert getattr(found.dataset, name) == read


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ('licence = "CC BY 4.0"', "https://creativecommons.org/licenses/by/4.0/"),
        ('license = "CC-BY-SA-4.0"', "https://creativecommons.org/licenses/by-sa/4.0/"),
        ('license = "CC0"', "https://creativecommons.org/publicdomain/zero/1.0/"),
        ('license = "https://l.example/own"', "https://l.example/own"),
    ],
)
def test_a_licence_has_a_usual_name_or_an_address(
    tmp_path: Path, written: str, address: str
) -> None:
    assert project(tmp_path, written).license == address


def test_texts_may_stand_in_the_block_or_above_it(tmp_path: Path) -> None:
    top = '[tool.publisher]\nbase = "https://example.org/"\n'
    found = project(tmp_path, 'title = "T"\ndescription = "D"\npublisher = "P"', top=top)

    assert (found.title, found.description, found.publisher) == ("T", "D", "P")
    assert project(tmp_path, 'title = "Bridges"').findings == ()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('title = "Other"', "title differs from title in [tool.publisher], which says 'Bridges'"),
        ('titel = "x"', "titel is unknown; did you mean title?"),
        ('issued = "next week"', "issued 'next week' is not a date; write it as"),
        ('issued = "2026-13-01"', "issued '2026-13-01' is not a date"),
        ('issued = "2026-11-27T10:00"', "issued '2026-11-27T10:00' is not a date"),
        ("issued = true", "issued is not a text; write it in quotes"),
        ("version = 1.2", "version is not a text; write it in quotes"),
        ('version = ""', "version is empty; give it a text, or remove it"),
        ('contact = "a at b"', "contact 'a at b' is not an e-mail address"),
        ('contact = { name = "A" }', "contact has neither an e-mail address nor a form"),
        (
            'contact = { mail = "a@b.example" }',
            "contact has 'mail', which is unknown; did you mean",
        ),
        ('contact = "https://a b/"', "contact 'https://a b/' is not a web address"),
        ('contact = ["a@b.example"]', "contact is a list; give it one value"),
        ('contact = "Anna"', "contact 'Anna' is not an e-mail address; write it as"),
        ('theme = "JUSTICE"', "theme 'JUSTICE' is no code of the EU's table data-theme"),
        ('spatial = "XYZ"', "spatial 'XYZ' is no code of the EU's table country"),
        ('spatial = "UKA"', "spatial 'UKA' is no code of the EU's table country; write one of"),
        ('spatial = { label = "A" }', "spatial has no iri"),
        (
            f'frequency = "{AUTHORITY}frequency/SOMETIMES"',
            f"frequency '{AUTHORITY}frequency/SOMETIMES' is no code",
        ),
        ('temporal = "2015/2008"', "temporal begins (2015) after its end (2008)"),
        (
            'temporal = "2008-2015"',
            "temporal '2008-2015' is not a period; write it as \"2008/2015\"",
        ),
        ('temporal = "2008 –"', "temporal '2008 –' is not a period; write it as \"2008/..\""),
        ('temporal = "/"', "temporal has neither a start nor an end"),
        ('license = "some rights"', "license 'some rights' is no licence that is known here"),
        ('language = "english!"', "language 'english!' is not a language tag"),
        ("keywords = 5", "keywords is not a list"),
        ("publisher = 5", "publisher is not a text"),
        ('publisher = { type = "LocalAuthority" }', "publisher has no name"),
        ('publisher = { name = "A", type = "Town" }', "publisher type 'Town' is no code"),
        (
            "issued = 2026-01-31\nmodified = 2025-12-01",
            "modified (2025-12-01) is before issued (2026-01-31); swap them",
        ),
        ('theme = "JUST"\nthemes = "GOVE"', "themes is the same setting as one above"),
    ],
)
def test_a_wrong_value_is_named_with_what_to_write(tmp_path: Path, written: str, said: str) -> None:
    text = fault(tmp_path, written)

    line, _, message = text.partition(": ")
    assert message.startswith(said), message
    assert int(line) == 5 + written.count("\n") + 1
    assert "; " in message


@pytest.mark.parametrize(
    "written",
    ['issued = "2026-01-31"\nmodified = "2026"', "issued = 2026-01-31\nmodified = 2026-01-31"],
)
def test_a_change_is_not_before_the_first_day(tmp_path: Path, written: str) -> None:
    assert project(tmp_path, written).findings == ()


def test_no_fault_hides_another(tmp_path: Path) -> None:
    findings = project(tmp_path, 'issued = "x"\nmodified = "y"\ntheme = "Z"').findings

    assert [finding.place.line for finding in findings] == [6, 7, 8]


def test_a_table_of_its_own_has_its_line(tmp_path: Path) -> None:
    text = 'version = "1"\n\n[tool.publisher.dataset.contact]\nname = "A"'

    assert fault(tmp_path, text).startswith("8: contact has neither")


def test_everything_is_written_and_read_again(tmp_path: Path) -> None:
    dataset = EVERYTHING.partition("[tool.publisher.dataset]\n")[2]
    metadata = project(tmp_path, dataset).dataset

    assert metadata_from(metadata_members(metadata)) == metadata
