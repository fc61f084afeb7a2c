"""The patches of all releases, applied in their order, make the current dump."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.line_changes import ChangedLine, changed_lines
from tests.changes.releases import dump, history, patched, released
from tests.examples import examples

STATES = {
    "blank nodes": (
        ':a ex:p [ ex:q "1" ; ex:r [ ex:s 2 ] ] . [] ex:lonely "x" .',
        ':a ex:p [ ex:q "1" ; ex:r [ ex:s 3 ] ] . [] ex:lonely "y" .',
        ':a ex:p [ ex:q "1" ] , [ ex:q "2" ] .',
    ),
    "equal blank nodes": (
        ":a ex:p [] , [] , [ ex:q 1 ] .",
        ":a ex:p [] , [] , [] , [ ex:q 1 ] . :b ex:p [ ex:q 1 ] .",
        ":a ex:p [] .",
    ),
    "rings": (
        "_:a ex:n _:b . _:b ex:n _:a . :x ex:to _:a .",
        "_:a ex:n _:b . _:b ex:n _:c . _:c ex:n _:a . :x ex:to _:b .",
        ":x ex:to _:a . _:a ex:n _:a .",
    ),
    "lists": (":a ex:l (1 2 3) .", ":a ex:l (1 2 4) .", ":a ex:l () ."),
    "named graphs": (
        ':a ex:p "d" . ex:g1 { :a ex:p "d" , "1" . _:b ex:p :a . :a ex:q _:b }',
        ':a ex:p "d" . ex:g2 { :a ex:p "d" , "1" . _:b ex:p :a . :a ex:q _:b }',
        'ex:g1 { :a ex:p "d" }',
    ),
    "a blank graph": ("_:g { :a ex:p 1 }", "_:g { :a ex:p 2 } _:h { :a ex:p 2 }", ":a ex:p 3 ."),
    "hash namespaces": (
        '<https://example.org/v> a ex:O . <https://example.org/v#A> rdfs:label "A" .',
        '<https://example.org/v> a ex:O . <https://example.org/v#B> rdfs:label "B" .',
        '<https://example.org/v#B> rdfs:label "B", "\\n\\t\\"\\\\ \\u0007 ä"@de .',
    ),
    "many terms of one document": (
        "".join(f'<https://example.org/v#T{at}> rdfs:label "T" .\n' for at in range(90)),
        "".join(f'<https://example.org/v#T{at}> rdfs:label "T" .\n' for at in range(150)),
        "".join(f'<https://example.org/v#T{at}> rdfs:label "T" .\n' for at in range(1, 150)),
    ),
    "other hosts": (
        "<http://b.example/x> ex:p 1 . <urn:x> ex:p 2 .",
        "<http://b.example/x> ex:p 2 .",
        "<mailto:a@b.example> ex:p 2 .",
    ),
}


@pytest.mark.parametrize("name", STATES)
def test_patches_make_the_dump(tmp_path: Path, name: str) -> None:
    site = tmp_path / "site"
    for number, data in enumerate((*STATES[name], STATES[name][0]), 1):
        released(tmp_path, data, modified=f"2026-11-{number:02}")
        assert patched(site) == dump(site)
    assert [release["number"] for release in history(site)["releases"]] == [1, 2, 3, 4]


def test_a_patch_is_as_long_as_the_change(tmp_path: Path) -> None:
    many = "".join(f':t{at} ex:p [ ex:q "{at}" ] .' for at in range(200))
    released(tmp_path, many)
    released(tmp_path, many + ':new ex:p "x" .')
    _, last = history(tmp_path / "site")["releases"]
    assert (last["added"], last["removed"], last["counts"]) == (1, 0, {"new": 1})


def test_the_patches_of_a_restored_site_go_on(tmp_path: Path) -> None:
    released(tmp_path, ":a ex:p 1 .")
    backup = shutil.copytree((tmp_path / "site").resolve(), tmp_path / "backup")
    released(tmp_path, ":a ex:p 2 .")
    out = tmp_path / "new" / "site"
    released(tmp_path, ":a ex:p 3 .", out=out, previous=Path(backup))
    first, last = history(out)["releases"]
    assert last["previous"] == first["id"] == history(tmp_path / "site")["releases"][0]["id"]
    assert patched(out) == dump(out)


LINES = st.lists(st.sampled_from([b"a\n", b"b\n", b"b b\n", b"c\n", b"\xff\n"]), unique=True)


@given(LINES, LINES)
@settings(max_examples=examples(200))
def test_changed_lines_are_those_of_one_list_alone(old: list[bytes], new: list[bytes]) -> None:
    assert list(changed_lines(sorted(old), sorted(new))) == sorted(
        [ChangedLine(line, is_added=False) for line in set(old) - set(new)]
        + [ChangedLine(line, is_added=True) for line in set(new) - set(old)]
    )
