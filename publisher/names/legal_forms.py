"""Legal forms of companies, in all their spellings.

From words that lawyers use in the countries of the forms; folded, so that `ООО` is `ooo`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

_SPELLINGS: Final = """
ab: aktiebolag
ag: aktiengesellschaft
ao: aktsionernoe obshchestvo | aktsionernoye obshchestvo
asa: allmennaksjeselskap
as: aksjeselskab | aksjeselskap | anonim sirketi
bv: besloten vennootschap
bvba: besloten vennootschap met beperkte aansprakelijkheid
co: company | compagnie | cie
corp: corporation
eood: ednolichno druzhestvo s ogranichena otgovornost
ev: eingetragener verein
gmbh: gesellschaft mit beschrankter haftung | gesellschaft mbh | gesmbh | ges mbh
inc: incorporated
jsc: joint stock company | joint stock co
kg: kommanditgesellschaft
kgaa: kommanditgesellschaft auf aktien
llc: limited liability company | limited liability co
llp: limited liability partnership
lp: limited partnership
ltd: limited
ltda: limitada
mmc: mehdud mesuliyyetli cemiyyet | mehdud mesuliyyetli cemiyyeti
nv: naamloze vennootschap
ojsc: open joint stock company
ooo: obshchestvo s ogranichennoy otvetstvennostyu | obshchestvo s ogranichennoj otvetstvennostju
oy: osakeyhtio
pao: publichnoe aktsionernoe obshchestvo
pjsc: public joint stock company
plc: public limited company | public limited co
pte: private
pty: proprietary
sa: societe anonyme | sociedad anonima | sociedade anonima
sarl: societe a responsabilite limitee
sas: societe par actions simplifiee
se: societas europaea
spa: societa per azioni
spzoo: sp z o o | sp z oo | spolka z ograniczona odpowiedzialnoscia
srl: societa a responsabilita limitata | societatea cu raspundere limitata
sro: spolecnost s rucenim omezenym | s r o
tov: tovarystvo z obmezhenoyu vidpovidalnistyu
"""


def _read() -> dict[tuple[str, ...], str]:
    """Return the short form by the words of each long one."""
    forms = {}
    for line in _SPELLINGS.split("\n"):
        short, _, spellings = line.partition(":")
        for spelling in spellings.split("|"):
            if spelling.strip():
                forms[tuple(spelling.split())] = short
    return forms


_SHORT_FORMS: Final[Mapping[tuple[str, ...], str]] = _read()
_SIZES: Final[Mapping[str, tuple[int, ...]]] = {
    first: tuple(sorted({len(form) for form in _SHORT_FORMS if form[0] == first}, reverse=True))
    for first in {form[0] for form in _SHORT_FORMS}
}
"""The numbers of words of the forms that begin with a word, the largest first."""
LEGAL_FORMS: Final = frozenset(_SHORT_FORMS.values()) | {"na", "oao", "zao"}
_LEADING: Final = frozenset(
    ("ao", "gmbh", "jsc", "llc", "mmc", "oao", "ojsc", "ooo", "pao", "pjsc", "srl", "tov", "zao")
)
"""Forms that some countries write in front of the name. `AS Roma` is not `Roma AS`."""


def with_form_last(words: Sequence[str]) -> list[str]:
    """Return words with a legal form at the end: `["ooo", "ays"]` → `["ays", "ooo"]`."""
    return [*words[1:], words[0]] if words and words[0] in _LEADING else list(words)


def with_short_forms(words: Sequence[str]) -> list[str]:
    """Return folded words with each legal form in its shortest spelling.

    `["vodafone", "limited"]` → `["vodafone", "ltd"]`
    """
    if _SIZES.keys().isdisjoint(words):
        return list(words)
    return list(_shortened(words))


def _shortened(words: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(words):
        for size in _SIZES.get(words[at], ()):
            short = _SHORT_FORMS.get(tuple(words[at : at + size]))
            # A name begins with its form in full, but not with such a word: "Company of Friends".
            if short and (at or size > 1):
                yield short
                at += size
                break
        else:
            yield words[at]
            at += 1
