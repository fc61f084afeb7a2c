"""Labels in the order of a language."""

import pytest

from publisher.collation import ALPHABETS, first_letter, sort_key


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("de", ["2 Hefte", "10 Hefte", "Apfel", "Äpfel", "Ärger", "Öl", "Oz", "Zebra", "Школа"]),
        ("sv", ["Apfel", "Zebra", "Ål", "Ärger", "Öl"]),
        ("az", ["cam", "Çay", "Ev", "Əl", "Fa", "Ha", "Xa", "Iq", "İt", "Qa", "wo", "ya"]),
        ("uk", ["гора", "ґанок", "дім", "єнот", "жук", "ліс", "яр"]),
        ("es", ["nube", "ñandú", "oso"]),
        ("en", ["ñandú", "nube", "oso"]),
    ],
)
def test_labels_are_in_the_order_of_the_alphabet(language: str, labels: list[str]) -> None:
    shuffled = labels[::-1]
    assert sorted(shuffled, key=lambda label: sort_key(label, language)) == labels


def test_an_alphabet_has_each_letter_once() -> None:
    for language, alphabet in ALPHABETS.items():
        assert len(set(alphabet)) == len(alphabet), language
        assert alphabet == alphabet.lower(), language


@pytest.mark.parametrize(
    ("label", "language", "letter"),
    [
        ("Äpfel", "de", "A"),
        ("Äpfel", "sv", "Ä"),
        ("«Çay»", "az", "Ç"),
        ("ingilis", "az", "İ"),
        ("42", "en", "0–9"),
        ("日本", "en", "漢字"),
        ("東京", "ja", "漢字"),
        ("…", "en", "#"),
        ("", "en", "#"),
    ],
)
def test_a_label_stands_under_its_first_letter(label: str, language: str, letter: str) -> None:
    assert first_letter(label, language) == letter
