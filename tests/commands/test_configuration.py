"""Every command checks the settings of a project before it reads anything else."""

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from publisher.project import ProjectError, read_project
from publisher.well_formed import address_fault
from tests.calls import publisher, refused
from tests.load.projects import write_project

NOT_BASES = {
    "here": "does not begin with",
    "": "does not begin with",
    "ftp://example.org/": "does not begin with",
    "HTTPS://example.org/": "does not begin with",
    "//example.org/": "does not begin with",
    "javascript:alert(1)//": "does not begin with",
    "https:/example.org/": "does not begin with",
    "https:///": "host",
    "https://": "host",
    "https://example.org": 'does not end in "/"',
    "https://example.org/a": 'does not end in "/"',
    "https://example.org/?a=/": "query",
    "https://example.org/?/": "query",
    "https://example.org/#/": "fragment",
    "https://user@example.org/": "user name or a password",
    "https://user:pw@example.org/": "user name or a password",
    "https://@example.org/": "user name or a password",
    "https://example.org/%zz/": "hexadecimal",
    "https://example.org/%/": "hexadecimal",
    "https://example.org/%4/": "hexadecimal",
    "https://example.org/a b/": "U+0020",
    "https://example.org/a\\tb/": "U+0009",
    "https://example.org/\\u00a0/": "U+00A0 (NO-BREAK SPACE)",
    "https://example.org/\\u200b/": "U+200B",
    "https://example.org/\\u202e/": "U+202E",
    "https://example.org/\\ufeff/": "U+FEFF",
    "https://example.org/\\u0001/": "U+0001",
    "https://example.org/\\ue000/": "U+E000",
    "https://example.org/<a>/": "U+003C",
    "https://example.org/{a}/": "U+007B",
    "https://example.org/a|b/": "U+007C",
    "https://example.org/a^b/": "U+005E",
    "https://example.org/a`b/": "U+0060",
    "https://example.org/a\\\\b/": "U+005C",
    "https://example.org/[a]/": "U+005B",
    "https://example.org/./": "segment",
    "https://example.org/a/../": "segment",
    "https://exa mple.org/": "U+0020",
    "https://exam%70le.org/": "host",
    "https://example..org/": "host",
    "https://.example.org/": "host",
    "https://-example.org/": "host",
    "https://example-.org/": "host",
    f"https://{'a' * 64}.org/": "host",
    f"https://{'a.' * 130}org/": "host",
    "https://999.1.1.1/": "host",
    "https://1.2.3/": "host",
    "https://[::1/": "host",
    "https://[1.2.3.4]/": "host",
    "https://[::1%25eth0]/": "host",
    "https://example.org:/": "port",
    "https://example.org:0/": "port",
    "https://example.org:65536/": "port",
    "https://example.org:a/": "port",
    "https://example.org:-1/": "port",
    "https://[::1]:/": "port",
    "https://:80/": "host",
}
BASES = [
    "https://example.org/",
    "http://localhost:8000/",
    "https://example.org:443/a/b/",
    "https://Example.ORG/Data/",
    "https://münchen.example/straße/",
    "https://xn--mnchen-3ya.example/",
    "https://example.org/%C3%A9/",
    "https://example.org./",
    "https://192.0.2.1/",
    "https://[2001:db8::1]:8080/",
    "https://a_b.example/~user/",
    "https://example.org//",
]
NOT_LICENSES = {
    "CC BY 4.0": "does not begin with",
    "CC-BY-4.0": "does not begin with",
    "LICENSE.md": "does not begin with",
    "javascript:alert(1)": "does not begin with",
    "data:text/html,x": "does not begin with",
    "urn:license:x": "does not begin with",
    " https://example.org/": "does not begin with",
    "https://example.org/a b": "U+0020",
    "https://example.org/\\n": "U+000A",
    "https://example.org/%zz": "hexadecimal",
    "https://user:pw@example.org/": "user name or a password",
    "https://": "host",
}
NOT_LANGUAGES = [
    *("", "de-", "-de", "de--at", "de_AT", "d", "en-", "english-", "toolongtag", "12", "de-a"),
    *("x", "en-x", "e n", "en\\n", "é", "en-US-", "de-a-b", "a-de", "en@uk", "en;q=1"),
]
LANGUAGES = [
    *("en", "de-AT", "az-Latn", "zh-cmn-Hans-CN", "sr-Latn-RS", "de-CH-1996", "sl-rozaj-biske"),
    *("es-419", "en-u-ca-gregory", "x-own", "de-x-own", "i-klingon", "EN-gb"),
]


def configured(folder: Path, **settings: str) -> Path:
    """A project with these settings, written as TOML has them between quotation marks."""
    project = write_project(folder)
    values = {"base": "https://example.org/", **settings}
    lines = "".join(f'{key} = "{value}"\n' for key, value in values.items())
    (project / "pyproject.toml").write_text(f"[tool.publisher]\n{lines}", encoding="utf-8")
    return project


@pytest.mark.parametrize("base", NOT_BASES)
def test_a_base_that_no_site_can_have_is_refused(base: str, tmp_path: Path) -> None:
    project = configured(tmp_path, base=base)

    said = refused(publisher("check", "--project", project))

    assert said.startswith("base ")
    assert NOT_BASES[base] in said
    assert said.isprintable()


@pytest.mark.parametrize("base", ["https://u:p@d.example/", "https://d.example/%zz/", "https://d"])
def test_a_base_on_the_command_line_is_judged_likewise(base: str, tmp_path: Path) -> None:
    project = write_project(tmp_path)

    for call in ("check", "build", "coverage"):
        assert refused(publisher(call, "--project", project, "--base", base)).startswith("base ")
    assert not (project / "site").exists()


@pytest.mark.parametrize("base", BASES)
def test_a_base_that_passes_is_a_base(base: str, tmp_path: Path) -> None:
    assert publisher("check", "--project", configured(tmp_path, base=base)).returncode == 0


@pytest.mark.parametrize("base", [BASES[2], BASES[4], BASES[6]])
def test_a_site_is_published_under_its_base(base: str, tmp_path: Path) -> None:
    project = configured(tmp_path, base=base)

    done = publisher("build", "--no-compress", "--quiet", "--project", project)

    assert (done.returncode, done.stderr) == (0, "")
    graph = rdflib.Graph().parse(project / "site/document/letter.ttl")
    assert rdflib.URIRef(f"{base}document/letter") in set(graph.subjects())


@pytest.mark.parametrize("license_", NOT_LICENSES)
def test_a_licence_is_an_address(license_: str, tmp_path: Path) -> None:
    project = configured(tmp_path, license=license_)

    said = refused(publisher("check", "--project", project))

    assert said.startswith("pyproject.toml: license ")
    assert NOT_LICENSES[license_] in said
    assert said.endswith('write it as "https://creativecommons.org/licenses/by/4.0/"')
    assert refused(publisher("build", "--project", project)) == said


@pytest.mark.parametrize("language", NOT_LANGUAGES)
def test_a_language_is_a_language_tag(language: str, tmp_path: Path) -> None:
    project = configured(tmp_path, language=language)

    said = refused(publisher("check", "--project", project))

    assert said.startswith("pyproject.toml: language ")
    assert refused(publisher("build", "--project", project)) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_tag_that_passes_is_one_to_others(language: str, tmp_path: Path) -> None:
    assert publisher("check", "--project", configured(tmp_path, language=language)).returncode == 0
    rdflib.Literal("x", lang=language)
    ox.Literal("x", language=language)


@pytest.mark.parametrize("language", ["de-CH-1996", "x-own"])
def test_the_pages_have_the_language(language: str, tmp_path: Path) -> None:
    project = configured(tmp_path, language=language)

    done = publisher("build", "--no-compress", "--quiet", "--project", project)

    assert (done.returncode, done.stderr) == (0, "")
    assert f'<html lang="{language}"' in (project / "site/index.html").read_text()


@pytest.mark.parametrize(
    "settings", ["deadline = 1e300", "deadline = 1e-300", "[" * 5_000, "a = " + "[" * 5_000]
)
def test_no_setting_ends_in_a_traceback(settings: str, tmp_path: Path) -> None:
    project = configured(tmp_path)
    with (project / "pyproject.toml").open("a") as file:
        file.write(f"{settings}\n")

    done = publisher("check", "--project", project)

    assert "Traceback" not in done.stderr
    assert done.returncode in {0, 1, 2}


def test_no_character_passes_that_a_store_or_a_reader_refuses() -> None:
    passed = 0
    for code in (*range(0x250), *range(0x2000, 0x2070), *range(0xFFF0, 0x10000)):
        address = f"https://example.org/{chr(code)}/"
        if not address_fault(address):
            passed += 1
            ox.NamedNode(address)
            line = f"<{address}> <x:p> <x:o> ."
            assert len(rdflib.Graph().parse(data=line, format="nt")) == 1
    assert passed > 500


@pytest.mark.parametrize("key", ["title", "description", "publisher"])
@pytest.mark.parametrize("code", ["0000", "0001", "001B", "FFFE"])
def test_a_text_that_no_page_can_show_is_refused(key: str, code: str, tmp_path: Path) -> None:
    project = configured(tmp_path, **{key: f"a\\u{code}b"})

    said = refused(publisher("check", "--project", project))

    assert said == f"pyproject.toml: {key} has U+{code}, which no page can show; remove it"
    assert refused(publisher("build", "--project", project)) == said


def test_a_byte_order_mark_is_said_to_be_one(tmp_path: Path) -> None:
    project = configured(tmp_path)
    path = project / "pyproject.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    said = refused(publisher("check", "--project", project))

    assert said.endswith(
        "the file begins with a byte-order mark; save it as UTF-8 without byte-order mark"
    )


WRONG_SETTINGS = {
    'profile = "closed"': 'profile \'closed\' is not "evidence" or "open"',
    'default_graph = "all"': "default_graph 'all' is not",
    "language = []": "language is neither a text nor a list of texts",
    'language = ["de", 1]': "language is neither a text nor a list of texts",
    'language = ["de", "de"]': "language has 'de' twice",
    'language = ["de", "e n"]': "language 'e n' is not a language tag",
    'labels = "https://e.org/label"': "labels is not a list",
    'labels = ["label"]': "labels has 'label', which is not an IRI",
    "namespaces = 1": "namespaces is not a table",
    'namespaces."org" = "org"': "namespaces has 'org', which is not an IRI",
    'namespaces."https://e.org/#" = "sparql"': "the site has files or answers of its own there",
    'namespaces."https://e.org/#" = "A b"': "it must be of lower-case letters",
    'namespaces."https://e.org/#" = 1': "it is not a text",
    'namespaces = { "https://e.org/#" = "a", "https://f.org/#" = "a" }': "a name of its own",
    'findings.label-missing = "never"': "findings.label-missing 'never' is not",
    'findings = "off"': "findings is not a table",
    'findings.lable-missing = "off"': "which is no code; did you mean label-missing?",
    'contexts."https://e.org/c" = "none.json"': "which is no file",
    'contexts."c" = "none.json"': "contexts has 'c', which is not an IRI",
}


@pytest.mark.parametrize(("line", "message"), WRONG_SETTINGS.items(), ids=WRONG_SETTINGS)
def test_a_wrong_setting_says_what_was_expected(line: str, message: str, tmp_path: Path) -> None:
    settings = f'[tool.publisher]\nbase = "https://example.org/"\n{line}\n'
    (tmp_path / "pyproject.toml").write_text(settings, encoding="utf-8")

    with pytest.raises(ProjectError) as raised:
        read_project(tmp_path)

    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_all_settings_are_read(tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text("{}")
    (tmp_path / "pyproject.toml").write_text(
        """[tool.publisher]
base = "https://example.org/"
language = ["de", "en"]
profile = "open"
labels = ["https://e.org/label"]
default_graph = "default"
namespaces = { "https://e.org/" = "", "https://e.org/ns#" = "ns" }
findings = { label-missing = "error", claim-asserted = "warning" }
contexts = { "https://e.org/c" = "c.json" }
"""
    )

    project = read_project(tmp_path, contexts={"https://e.org/d": tmp_path / "c.json"})

    assert project.languages == ("de", "en")
    assert (project.profile, project.default_graph) == ("open", "default")
    assert project.label_properties == ("https://e.org/label",)
    assert project.namespaces == {"https://e.org/": "", "https://e.org/ns#": "ns"}
    assert project.severities == {"label-missing": "error", "claim-asserted": "warning"}
    assert sorted(project.contexts) == ["https://e.org/c", "https://e.org/d"]


@pytest.mark.parametrize("code", ["claim-asserted", "event-not-bare", "quote-missing", "record-x"])
def test_the_heart_of_evidence_cannot_be_set_where_there_are_sources(
    code: str, tmp_path: Path
) -> None:
    folder = write_project(tmp_path)
    settings = folder / "pyproject.toml"
    settings.write_text(f'{settings.read_text()}\n[tool.publisher.findings]\n{code} = "off"\n')

    with pytest.raises(ProjectError, match=f"findings.{code} cannot be set in a project with sou"):
        read_project(folder)
