"""Words that stand in thousands of places: told shortly, and in time that grows with the text."""

import time
from pathlib import Path

from tests.called import publisher
from tests.evidence.quoting import HEAD, write_quotes, write_source

SENTENCE = "The bakery on Mill Street opened.\n"


def project(folder: Path, times: int) -> Path:
    return write_quotes(folder, [(SENTENCE * times, "opened")])


def seconds(folder: Path, *call: str) -> float:
    started = time.process_time()
    publisher(*call, "--project", folder)
    return time.process_time() - started


def test_three_places_and_the_number_are_told(tmp_path: Path) -> None:
    lines = publisher("check", "--project", project(tmp_path, 2_000)).lines

    assert len(lines) == 1
    assert lines[0].partition("error: ")[2] == (
        "quote found 2,000 times in source s0; quote more words: no short prefix tells "
        "lines 1, 2, 3 from the others (the first 3 places) [quote-ambiguous]"
    )


def test_the_prefix_of_each_shown_place_is_told_if_it_settles(tmp_path: Path) -> None:
    text = "".join(f"Baker {number} opened.\n" for number in range(100))

    lines = publisher("check", "--project", write_quotes(tmp_path, [(text, "opened")])).lines

    assert (
        'found 100 times in source s0; quote more words, or add ev:prefix "Baker 0" for line 1'
        in (lines[0])
    )
    assert 'ev:prefix "Baker 2" for line 3 (the first 3 places)' in lines[0]


def test_ten_times_the_places_take_at_most_fifteen_times_as_long(tmp_path: Path) -> None:
    few, many = project(tmp_path / "few", 2_000), project(tmp_path / "many", 20_000)

    for call in (["check"], ["cite", "opened"]):
        assert seconds(many, *call) <= 15 * seconds(few, *call), call


def test_a_prefix_of_words_in_thousands_of_places_takes_no_longer(tmp_path: Path) -> None:
    folder = write_quotes(tmp_path, [])
    write_source(folder, "many", SENTENCE * 5_000 + "At last the bakery opened.\n")
    facts = "".join(
        f'<document/m{number}> a :Document ; rdfs:label "m"@en ;\n'
        '  :described "opened"@en {| ev:quote "opened" ; ev:prefix "At last the bakery" |} .\n'
        for number in range(50)
    )
    (folder / "data" / "many.ttl").write_text(
        f"{HEAD}[] a ev:File ; ev:source <source/many> .\n{facts}", encoding="utf-8"
    )

    assert publisher("check", "--project", folder).lines == []


def test_cite_prints_three_places_and_the_number(tmp_path: Path) -> None:
    lines = publisher("cite", "Street opened", "--project", project(tmp_path, 2_000)).lines

    assert lines == [
        "# data/sources/s0.txt:1 <source/s0>",
        '{| ev:quote "Street opened" |}',
        "# data/sources/s0.txt:2 <source/s0>",
        '{| ev:quote "Street opened" |}',
        "# data/sources/s0.txt:3 <source/s0>",
        '{| ev:quote "Street opened" |}',
        "# found 2,000 times; these are the first 3",
    ]
