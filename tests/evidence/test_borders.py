"""Where a quote may begin and end, by what `publisher check` says of it."""

from pathlib import Path

import pytest

from tests.evidence.quoting import findings_of

CUT = [
    # A number.
    ("Bread rose by 2.5 percent.", "5 percent"),
    ("Bread rose by 2.5 percent.", "Bread rose by 2"),
    ("It sold 12,500 loaves.", "500 loaves"),
    ("It sold 12 500 loaves.", "500 loaves"),
    ("It sold 12 500 loaves.", "It sold 12"),
    ("It sold 1 212 500 loaves.", "212 500 loaves"),
    ("It sold 12\u00a0500 loaves.", "500 loaves"),
    ("It sold 12\u2009500 loaves.", "500 loaves"),
    ("It sold 12\u202f500 loaves.", "500 loaves"),
    ("It sold 12\u2007500 loaves.", "It sold 12"),
    ("It sold 12\u202f500,75 loaves.", "75 loaves"),
    ("It sold 12'500 loaves.", "500 loaves"),
    ("It sold 12’500 loaves.", "It sold 12"),
    ("It sold 12.500.000 loaves.", "500.000 loaves"),
    ("It rose by 2½ percent.", "It rose by 2"),
    ("It rose by 2 ½ percent.", "½ percent"),
    ("It rose by 1/2 percent.", "2 percent"),
    ("It rose by 1⁄2 percent.", "2 percent"),
    ("It rose by 2 1/2 percent.", "1/2 percent"),
    ("It rose by .5 percent.", "5 percent"),
    ("It fell to -5 degrees.", "5 degrees"),
    ("It fell to −5 degrees.", "5 degrees"),
    ("It rose by 2·5 percent.", "5 percent"),
    ("It was on 2015-03-31 there.", "31 there"),
    ("It was at 12:30 there.", "30 there"),
    ("ارتفع ١٢٬٥٠٠ رغيف.", "٥٠٠ رغيف"),
    ("ارتفع ٢٫٥ رغيف.", "٥ رغيف"),
    ("售出１２３４个。", "３４个"),
    # An apostrophe.
    ("The office can't pay.", "The office can"),
    ("The office can’t pay.", "The office can"),
    ("The office canʼt pay.", "The office can"),
    ("The office can＇t pay.", "The office can"),
    ("The office can`t pay.", "The office can"),
    ("The office can´t pay.", "t pay"),
    ("The office can‘t pay.", "The office can"),
    # A hyphen.
    ("It names non-governmental organisations.", "governmental organisations"),
    ("It names non-governmental organisations.", "It names non"),
    ("It names non-governmental organisations.", "It names non-"),
    ("It names non-governmental organisations.", "-governmental organisations"),
    ("It names non‐governmental organisations.", "governmental organisations"),
    ("It names non‑governmental organisations.", "governmental organisations"),
    ("It names non‒governmental organisations.", "governmental organisations"),
    ("It names non–governmental organisations.", "governmental organisations"),
    ("It names non−governmental organisations.", "governmental organisations"),
    ("It names non－governmental organisations.", "governmental organisations"),
    ("It is the COVID-19 unit.", "19 unit"),
    ("It was the ne\u0301-e\u0301lu there.", "e\u0301lu there"),
    ("בית־ספר כאן", "ספר כאן"),
    # What nobody sees.
    *[
        (f"It was an un{hidden}lawful trial.", "lawful trial")
        for hidden in "\u00ad\u200b\u200c\u200d\u2060\ufeff\u034f\u180e\u2063\ufe0f\u3164\u202e"
    ],
    ("It was an un\u00ad\u200blawful trial.", "\u200blawful trial"),
    ("It was an un\u00ad-\u00adlawful trial.", "lawful trial"),
    ("It sold 12\u00ad500 loaves.", "500 loaves"),
    ("It sold 12\u200b 500 loaves.", "500 loaves"),
    # A word, and what is one to the eye.
    ("It was an unlawful trial.", "lawful trial"),
    ("The law U.S.C. says so.", "C. says so"),
    ("The cafe\u0301 opened.", "The cafe"),
    ("It is 5km away.", "km away"),
    ("The 가나다 office.", "나다 office"),
    ("A 👩\u200d👧 there.", "👧 there"),
    ("กำลังเปิด", "ำลังเปิด"),
]
WHOLE = [
    ("面包店于1999年开业。", "1999年开业"),
    ("面包店于1999年开业。", "店于1999"),
    ("パン屋は1999年に開店した。", "年に開店"),
    ("コーヒー店が開いた。", "ヒー店"),
    ("ร้านขนมปังเปิดปี", "เปิดปี"),
    ("ហាងនំប៉័ងបានបើក", "បានបើក"),
    ("ຮ້ານເຂົ້າຈີ່ເປີດ", "ເປີດ"),
    ("မုန့်ဆိုင်ဖွင့်သည်", "ဖွင့်သည်"),
    ("ร้าน\u200bขนมปัง\u200bเปิด", "ขนมปัง"),
    ("It lasted 2008–2012 there.", "2012 there"),
    ("In 2015 500 people came.", "500 people"),
    ("Ann left.The Office stayed.", "The Office stayed"),
    ("The members' rights stand.", "The members"),
    ("He called it ‘lawful’ then.", "lawful"),
    ("It was open—lawful or not.", "lawful or not"),
    ("It was open -- lawful.", "lawful"),
    ("(ENOC) in (2008).", "2008"),
    ("Chapter 12\n500 people came.", "500 people"),
    ("On form A4 500 people wrote.", "500 people"),
    ("Of the 2.5 500 people came.", "500 people"),
    ("It was law\u00ad then.", "It was law"),
    ("It cost €5.", "5"),
    ("The Résumé of Åsa.", "Résumé"),
]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[int, str]:
    return findings_of(tmp_path_factory.mktemp("borders"), [*CUT, *WHOLE])


@pytest.mark.parametrize(("number", "pair"), [*enumerate(CUT)], ids=str)
def test_a_quote_that_cuts_a_word_or_a_number_is_refused(
    number: int, pair: tuple[str, str], said: dict[int, str]
) -> None:
    assert said.get(number, "").endswith("[quote-not-whole-words]"), pair


@pytest.mark.parametrize(("number", "pair"), [*enumerate(WHOLE)], ids=str)
def test_a_quote_of_whole_words_is_accepted(
    number: int, pair: tuple[str, str], said: dict[int, str]
) -> None:
    assert said.get(len(CUT) + number, "") == "", pair


@pytest.mark.parametrize(
    ("text", "quote", "whole"),
    [
        ("It was an un-\nlawful trial.", "lawful trial", "un- lawful trial"),
        ("It was an un-\r\n  lawful trial.", "lawful trial", "un- lawful trial"),
        ("It was a well-\nknown fact.", "a well-", "a well- known"),
        ("It was a well-\nknown fact.", "a well", "a well- known"),
    ],
)
def test_a_word_that_a_line_end_divides_is_one(
    tmp_path: Path, text: str, quote: str, whole: str
) -> None:
    (said,) = findings_of(tmp_path, [(text, quote)]).values()

    assert "[quote-not-whole-words]" in said
    assert f'whole words are "{whole}"' in said


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("It was long -\nit was short.", "it was short"),
        ("The cooperation-\nThe Office says so.", "The Office says so"),
        ("It ran from 1990-\n1995 without end.", "without end"),
        ("It was an un-\nlawful trial.", "an un-\nlawful trial"),
    ],
)
def test_a_dash_at_a_line_end_divides_no_word(tmp_path: Path, text: str, quote: str) -> None:
    assert findings_of(tmp_path, [(text, quote)]) == {}


def test_the_whole_words_are_told_and_what_joins_them(tmp_path: Path) -> None:
    said = findings_of(
        tmp_path,
        [
            ("Bread rose by 2.5 percent.", "5 percent"),
            ("It was an un\u00adlawful trial.", "lawful trial"),
            ("It names non-governmental bodies.", "governmental bodies"),
        ],
    )

    assert [line.partition("error: ")[2] for _, line in sorted(said.items())] == [
        (
            'quote cuts a number of source s0; whole words are "2.5 percent" (line 1) '
            "[quote-not-whole-words]"
        ),
        (
            "quote cuts a word of source s1, whose parts are joined by U+00AD SOFT HYPHEN; "
            'whole words are "un\u00adlawful trial" (line 1) [quote-not-whole-words]'
        ),
        (
            'quote cuts a word of source s2; whole words are "non-governmental bodies" (line 1) '
            "[quote-not-whole-words]"
        ),
    ]
