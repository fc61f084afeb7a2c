"""What a record says is in its words: by the lines of `publisher check`."""

from pathlib import Path

from tests.check.worded import found, printed

ROOT = Path(__file__).parents[2]
Values = dict[str, tuple[str, ...]]
"""By what stands in the words: the values that it has, as Turtle."""


def warned(folder: Path, values: Values, *, language: str = "en") -> list[str]:
    """The values that are warned of, each with its words; one run for all."""
    words = list(values)
    text = "\n".join(f"({number}) {one}." for number, one in enumerate(words))
    asked = [(one, value) for one in words for value in values[one]]
    facts = "\n".join(
        f'<thing/t{at}> a schema:Thing ; rdfs:label "T"@en ; schema:value {value} '
        f'{{| ev:quote "{one}" ; ev:prefix "({words.index(one)})" |}} .'
        for at, (one, value) in enumerate(asked)
    )
    warnings = []
    for line in found(printed(folder, facts, language=language, minutes=text)):
        number, severity, code = line.split(" ")
        assert (severity, code) == ("warning", "value-not-in-quote"), line
        words_of, value = asked[int(number) - 1]
        warnings.append(f"{words_of}: {value}")
    return warnings


def every(values: Values) -> list[str]:
    return [f"{words}: {value}" for words, many in values.items() for value in many]


NUMBERS: Values = {
    "carried by 7 votes to 2": ("7", "2"),
    "carried by seven votes to three": ("7", "3", '"7"^^xsd:nonNegativeInteger', '"7"'),
    "a fee of 18.50 euros": ("18.5", '"18.5"^^xsd:double'),
    "a crowd of 1,500": ("1500",),
    "a crowd of 1 500": ("1500",),
    "a crowd of 1\u202f500\u00a0000": ("1500000",),
    "a crowd of 1.500": ("1500",),
    "a crowd of 1’500": ("1500",),
    "costs €2.5 million": ("2500000", '"2500000"^^xsd:decimal', '"2500000"^^xsd:double'),
    "costs 1.4bn": ("1400000000",),
    "costs two million": ("2000000",),
    "half a million": ("500000",),
    "1½ million": ("1500000",),
    "twenty-two ships": ("22",),
    "Twenty two boats": ("22",),
    "the twenty-second ship": ("22",),
    "the 22nd ship": ("22",),
    "two hundred and five": ("205",),
    "one hundred twenty-three thousand four hundred and five": ("123405",),
    "a dozen": ("12",),
    "three dozen": ("36",),
    "between 60 and 70": ("60", "70"),
    "12–24 m": ("12", "24"),
    "5 percent": ("5", "0.05"),
    "5%": ("5", "0.05"),
    "½ of 2½": ("0.5", "2.5"),
    "minus 5 degrees": ("-5",),
    "at −5 degrees": ("-5",),
    "by King Louis XIV": ("14",),
    "nobody voted": ("0",),
    "an abstention": ("1",),
    "both of them": ("2",),
    "twice": ("2",),
    "three years and six months": ('"P3Y6M"^^xsd:duration',),
    "the vote was open": ("true",),
}
WRONG_NUMBERS: Values = {
    "carried by 7 votes to 2": ("9", "72", "0"),
    "carried by seven votes": ("2", "70", '"seventeen"'),
    "a fee of 18.50 euros": ("18", "1850", "50"),
    "a crowd of 1,500": ("500", "15"),
    "costs €2.5 million": ("2.5", "2", "5", "25000000"),
    "twenty-two ships": ("20", "2", "23"),
    "two hundred and five": ("200", "5", "2"),
    "between 60 and 70": ("65", "130"),
    "minus 6 degrees": ("-7",),
    "2.5 percent": ("5",),
    "three years": ('"P4Y"^^xsd:duration',),
    "six months": ("6000000",),
}


def test_a_number_is_found_in_any_spelling(tmp_path: Path) -> None:
    assert warned(tmp_path, NUMBERS) == []


def test_another_number_is_warned_of(tmp_path: Path) -> None:
    assert warned(tmp_path, WRONG_NUMBERS) == every(WRONG_NUMBERS)


DAY = '"2019-03-14"^^xsd:date'
DATES: Values = {
    "on 14 March 2019": (
        *(DAY, '"2019-03"^^xsd:gYearMonth', '"2019"^^xsd:gYear', '"--03-14"^^xsd:gMonthDay'),
        *('"--03"^^xsd:gMonth', '"---14"^^xsd:gDay', '"2019-03-14T00:00:00"^^xsd:dateTime'),
        *('"2019-03-14Z"^^xsd:date', '"2019-03-14"'),
    ),
    "March 14, 2019": (DAY,),
    "Mar. 14th, 2019": (DAY,),
    "the 14th of March 2019": (DAY,),
    "the 14th day of March in the year 2019": (DAY,),
    "14.03.2019": (DAY,),
    "14. 3. 2019": (DAY,),
    "14/3/2019": (DAY,),
    "3/14/2019": (DAY,),
    "14-03-19": (DAY,),
    "2019-03-14": (DAY, '"2019-03"^^xsd:gYearMonth'),
    "20190314": (DAY,),
    "from 12 to 14 March 2019": (DAY, '"2019-03-12"^^xsd:date'),
    "12, 13 and 14 March 2019": (DAY, '"2019-03-13"^^xsd:date'),
    "March 12–14, 2019": (DAY,),
    "from 14 March to 2 April 2019": (DAY, '"2019-04-02"^^xsd:date'),
    "the fourteenth of March 2019": (DAY,),
    "In 2019, on the 14th of March": (DAY,),
    "In March 2019": ('"2019-03"^^xsd:gYearMonth',),
    "03/2019": ('"2019-03"^^xsd:gYearMonth',),
    "in March and April 2019": ('"2019-03"^^xsd:gYearMonth', '"2019-04"^^xsd:gYearMonth'),
    "in 1887 or 1888": ('"1887"^^xsd:gYear', '"1888"^^xsd:gYear', '"1887/1888"'),
    "the winter of 2012-13": ('"2012"^^xsd:gYear', '"2013"^^xsd:gYear'),
    "in ’08": ('"2008"^^xsd:gYear',),
    "nineteen eighty-four": ('"1984"^^xsd:gYear',),
    "two thousand and eight": ('"2008"^^xsd:gYear',),
    "closed at 21:40": ('"21:40:00"^^xsd:time',),
    "closed at 9.40 p.m": ('"21:40:00"^^xsd:time',),
}
WRONG_DATES: Values = {
    "on 14 March 2019": (
        *('"2019-03-15"^^xsd:date', '"2019-04-14"^^xsd:date', '"2018-03-14"^^xsd:date'),
        *('"2019-04"^^xsd:gYearMonth', '"2018-03"^^xsd:gYearMonth', '"2018"^^xsd:gYear'),
        *('"--04-14"^^xsd:gMonthDay', '"--04"^^xsd:gMonth', '"---15"^^xsd:gDay'),
        '"2019-03-14T10:30:00"^^xsd:dateTime',
    ),
    "In March 2019": (DAY,),
    "on 14 March": (DAY, '"2019"^^xsd:gYear'),
    "in 2019": (DAY, '"2019-03"^^xsd:gYearMonth'),
    "on Thursday": (DAY,),
    "from 14 March to 2 April 2019": ('"2019-03-02"^^xsd:date', '"2019-04-14"^^xsd:date'),
    "14.03.2019": ('"2019-04-13"^^xsd:date', '"2003"^^xsd:gYear'),
    "in 1887 or 1888": ('"1889"^^xsd:gYear', '"1886/1888"'),
    "closed at 21:40": ('"09:40:00"^^xsd:time',),
}


def test_a_date_is_found_at_its_precision(tmp_path: Path) -> None:
    assert warned(tmp_path, DATES) == []


def test_another_date_or_a_finer_one_is_warned_of(tmp_path: Path) -> None:
    assert warned(tmp_path, WRONG_DATES) == every(WRONG_DATES)


TEXTS: Values = {
    "the Velsund Fishers’ Association (VFA)": ('"Velsund Fishers\' Association"@en', '"VFA"'),
    "Un[soft]ions of the Café".replace("[soft]", "\u00ad"): ('"unions"@en', '"Cafe\u0301"'),
    "the “Mooring Agree­ment”": ('"Mooring Agreement"',),
    "Two staff members": ('"staff member"@en', '"2 staff members"@en'),
    "Ms Ingrid Aarskog, Chair": ('"Aarskog, Ingrid"', '"chair"@en', '"Ms Aarskog"'),
    "a port-authority": ('"port authority"@en', '"Port–Authority"@en'),
    "A up to 12 m": ('"A"', '"up to 12 m"'),
    "at www.lindmouth.example/board": ('"https://lindmouth.example/board"^^xsd:anyURI',),
}
WRONG_TEXTS: Values = {
    "the Velsund Fishers’ Association": (
        '"VFA"',
        '"Skarholm Fishers’ Association"',
        '"Fisher King"',
    ),
    "Ms Lucia Ferro": ('"Donald Duck"', '"Lucia Ferrari"', '"Luc"'),
    "un jour": ('"UN"', '"unjour"'),
    "the unlawful trial": ('"lawful"@en', '"the trial of law"@en'),
    "A up to 12 m": ('"B"', '"up to 13 m"'),
    "Oscar Lindquist": ('"Oskar Lindqvist"',),
    "at www.lindmouth.example": ('"https://velsund.example/"^^xsd:anyURI',),
}


def test_a_text_is_found_whatever_its_typography(tmp_path: Path) -> None:
    assert warned(tmp_path, TEXTS) == []


def test_another_text_is_warned_of(tmp_path: Path) -> None:
    assert warned(tmp_path, WRONG_TEXTS) == every(WRONG_TEXTS)


LANGUAGES: dict[str, Values] = {
    "de": {
        "am 14. März 2019": (DAY,),
        "zweiundzwanzig Schiffe": ("22",),
        "neunzehnhundertvierundachtzig": ('"1984"^^xsd:gYear',),
        "1.500,50 Euro": ("1500.5",),
        "2,5 Mio. Euro": ("2500000",),
    },
    "fr": {
        "le 14 mars 2019": (DAY,),
        "le 1er mai 2019": ('"2019-05-01"^^xsd:date',),
        "quatre-vingt-dix-sept": ("97",),
        "vingt et un": ("21",),
        "le 14 août 2019": ('"2019-08-14"^^xsd:date',),
    },
    "az": {
        "2019-cu il 14 martda": (DAY,),
        "iyirmi iki nəfər": ("22",),
        "min doqquz yüz doxsan dörd": ("1994",),
    },
    "ru": {
        "14 марта 2019 года": (DAY,),
        "двадцать два корабля": ("22",),
        "2,5 млн рублей": ("2500000",),
    },
    "ja": {"2019年3月14日に横浜港で": (DAY, '"横浜港"@ja')},
    "zh-Hant": {"港口於1887年建成": ('"1887"^^xsd:gYear', '"港口"@zh')},
}
STRANGE: Values = {"le 14 mars 2019": (DAY,), "quatre navires": ("4",)}


def test_each_language_has_its_own_months_and_numbers(tmp_path: Path) -> None:
    for language, values in LANGUAGES.items():
        assert warned(tmp_path / language, values, language=language) == [], language
    assert warned(tmp_path / "xx", STRANGE, language="xx") == every(STRANGE)


def test_each_language_is_documented_and_tried() -> None:
    files = {path.stem for path in (ROOT / "publisher" / "evidence" / "languages").iterdir()}
    documented = (ROOT / "docs" / "how-to" / "add-a-language.md").read_text(encoding="utf-8")

    assert files - {"en"} <= LANGUAGES.keys()
    assert {one for one in files if f"(`{one}`)" in documented} == files


def test_without_a_language_the_words_of_all_are_known(tmp_path: Path) -> None:
    for language in ("de", "fr", "az", "ru"):
        assert warned(tmp_path / language, LANGUAGES[language], language="") == [], language


TEXT = "The Chair met Hanne Roy. Mr Tom Bell met the Fishers’ Guild. She met the Azerbaijani envoy."
THINGS = """<person/roy> a :Institution ; rdfs:label "Hanne Roy"@en ; schema:name "Hanne Roy" {| ev:quote "Hanne Roy" |} .
<person/bell> a :Institution ; rdfs:label "Tom Bell"@en ; schema:name "Tom Bell" {| ev:quote "Tom Bell" |} .
<country/az> a :Document ; rdfs:label "Azerbaijan"@en .
<post/chair> a :Document ; rdfs:label "head of the Council"@en .
"""  # noqa: E501


def of_things(folder: Path, fact: str) -> list[str]:
    lines = found(printed(folder, f"{THINGS}<institution/office> {fact} .", minutes=TEXT))
    return [one.split(" ", 1)[1] for one in lines]


def test_a_thing_that_is_named_in_place_of_another_is_warned_of(tmp_path: Path) -> None:
    fact = 'schema:knows <person/bell> {| ev:quote "The Chair met Hanne Roy" |}'

    assert of_things(tmp_path, fact) == ["warning value-not-in-quote"]


def test_a_thing_of_which_no_name_is_there_is_warned_of(tmp_path: Path) -> None:
    fact = 'schema:knows <person/bell> {| ev:quote "She met" |}'

    assert of_things(tmp_path, fact) == ["warning value-not-in-quote"]


def test_a_thing_by_one_of_its_names_is_there(tmp_path: Path) -> None:
    facts = """schema:knows <person/bell> {| ev:quote "Mr Tom Bell" |} , <person/roy> {| ev:quote "Hanne Roy" |} ;
      schema:about <country/az> {| ev:quote "the Azerbaijani envoy" |} , <post/chair> {| ev:quote "The Chair" |} ,
        <https://elsewhere.example/> {| ev:quote "She met" |}"""  # noqa: E501

    assert of_things(tmp_path, facts) == []


def test_a_reading_is_the_way_out_and_an_empty_one_is_not(tmp_path: Path) -> None:
    fact = 'schema:size 3 {{| ev:quote "She met" ; ev:reading "{}" |}}'

    assert of_things(tmp_path / "said", fact.format("With two others.")) == []
    assert "warning value-not-in-quote" in of_things(tmp_path / "empty", fact.format(" "))


def test_two_quotes_of_a_record_are_read_together(tmp_path: Path) -> None:
    fact = """schema:text "The Chair met the Guild" {| ev:quote "The Chair" |}
      {| ev:quote "met the Fishers’ Guild" |}"""

    assert of_things(tmp_path, fact) == []


def test_labels_of_one_name_for_many_things_tell_none_apart(tmp_path: Path) -> None:
    many = "\n".join(
        f'<person/roy-{at}> a :Institution ; rdfs:label "She"@en .' for at in range(30)
    )
    fact = 'schema:about <person/roy-1> {| ev:quote "She met" |}'

    assert (
        found(printed(tmp_path, f"{THINGS}{many}\n<institution/office> {fact} .", minutes=TEXT))
        == []
    )
