"""The check digits of identifiers: each function returns the fault of one, or an empty text.

The identifiers have the right form.
"""

from typing import Final

# The letters of Crockford's base 32: https://www.crockford.com/base32.html
BASE32: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_ROR_CHARACTERS: Final = 7
# ORCID's share of the numbers of ISNI, without check digits:
# https://support.orcid.org/hc/en-us/articles/360006897674
_ORCID_BLOCKS: Final = ((15_000_000, 35_000_000), (900_000_000_000, 900_100_000_000))


def isni_fault(identifier: str) -> str:
    """Return the fault of 16 digits by ISO/IEC 7064, MOD 11-2."""
    digits = identifier.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = "0123456789X"[(12 - total % 11) % 11]
    return _digit_fault(digits[-1], check)


def orcid_fault(identifier: str) -> str:
    number = int(identifier.replace("-", "")[:-1])
    if not any(first <= number <= last for first, last in _ORCID_BLOCKS):
        return "the number is not in the range that ORCID gives"
    return isni_fault(identifier)


def ror_fault(identifier: str) -> str:
    """Return the fault of an identifier by ISO/IEC 7064, MOD 97-10: https://ror.readme.io/docs/identifier"""
    number = 0
    for letter in identifier[:_ROR_CHARACTERS]:
        number = number * 32 + BASE32.index(letter)
    return _digit_fault(identifier[_ROR_CHARACTERS:], f"{98 - number * 100 % 97:02d}")


def _digit_fault(given: str, expected: str) -> str:
    name = "check digit is" if len(expected) == 1 else "check digits are"
    return "" if given == expected else f"its {name} {given}, but by the rule {expected}"
