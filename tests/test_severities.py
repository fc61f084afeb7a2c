"""How bad a finding is: by its code, the profile, and the project's settings."""

import pytest

from publisher.findings import Finding, Place, Severity
from publisher.severities import EVIDENCE, OFF, OPEN, Policy, is_heart

HEART = ("claim-asserted", "event-not-bare", "quote-missing", "record-not-asserted")


def severities(
    code: str, policy: Policy, *, file: str = "data/a.ttl", own: Severity = Severity.ERROR
) -> list[Severity]:
    finding = Finding(code=code, message="m", place=Place(file=file), severity=own)
    return [each.severity for each in policy.applied([finding])]


@pytest.mark.parametrize(
    ("code", "in_evidence", "in_open"),
    [
        ("literal-ill-formed", Severity.ERROR, [Severity.NOTE]),
        ("resource-not-described", Severity.ERROR, [Severity.NOTE]),
        ("iri-vanished", Severity.ERROR, [Severity.ERROR]),
        ("vocabulary-term-unknown", Severity.WARNING, [Severity.NOTE]),
        ("turtle-syntax", Severity.ERROR, [Severity.WARNING]),
        ("resource-outside-base", Severity.ERROR, []),
        ("quote-missing", Severity.ERROR, [Severity.WARNING]),
        ("evidence-missing", Severity.ERROR, []),
        ("query-broken", Severity.ERROR, [Severity.ERROR]),
        ("shapes-too-slow", Severity.ERROR, [Severity.ERROR]),
    ],
)
def test_a_code_has_a_severity_in_each_profile(
    code: str, in_evidence: Severity, in_open: list[Severity]
) -> None:
    assert severities(code, Policy(profile=EVIDENCE)) == [in_evidence]
    assert severities(code, Policy(profile=OPEN)) == in_open


@pytest.mark.parametrize("own", Severity)
@pytest.mark.parametrize("profile", [EVIDENCE, OPEN])
def test_what_a_shape_finds_is_as_bad_as_the_shape_says(profile: str, own: Severity) -> None:
    assert severities("shape-violation", Policy(profile=profile), own=own) == [own]


@pytest.mark.parametrize("file", ["shapes/a.ttl", "queries/a.rq"])
def test_a_file_of_the_project_itself_is_read_or_nothing_is_published(file: str) -> None:
    for code in ("turtle-syntax", "encoding", "file-unread", "datatype-unknown"):
        assert severities(code, Policy(profile=OPEN), file=file) == [Severity.ERROR]


@pytest.mark.parametrize("profile", [EVIDENCE, OPEN])
def test_a_setting_goes_before_the_profile(profile: str) -> None:
    settings = {"label-missing": "warning", "literal-ill-formed": "error", "iri-vanished": OFF}
    policy = Policy(profile=profile, settings=settings, has_sources=True)

    assert severities("label-missing", policy) == [Severity.WARNING]
    assert severities("literal-ill-formed", policy) == [Severity.ERROR]
    assert severities("iri-vanished", policy) == []


@pytest.mark.parametrize("code", HEART)
def test_no_profile_changes_the_heart_of_a_project_with_sources(code: str) -> None:
    assert severities(code, Policy(profile=OPEN, has_sources=True)) == [Severity.ERROR]


@pytest.mark.parametrize("code", HEART)
def test_no_setting_changes_the_heart_of_a_project_with_sources(code: str) -> None:
    settings = {code: OFF}

    assert is_heart(code)
    assert severities(code, Policy(settings=settings, has_sources=True)) == [Severity.ERROR]
    assert severities(code, Policy(settings=settings)) == []
