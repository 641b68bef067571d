"""Which common nouns call a person: by their ending, or in the lists."""

from __future__ import annotations

from factcheck.statements.firstnames import gender_of_noun
from factcheck.statements.lexicon import TITLES
from factcheck.statements.tree import Tree

_CALLED = frozenset(
    "pilot cartoonist actor star poet artist chef athlete guard judge cop hero villain spy soldier politician diplomat"
    " comedian celebrity activist critic host guitarist drummer bassist champion runner-up teammate frontman icon"
    " legend"
    " veteran thief saint pope emperor king queen prince princess student native prodigy mentor".split()
)
_NO_CALLING = frozenset(
    "corner chapter tower center letter number power paper order winter summer water river member former other under"
    " over after never later latter another however either neither per for matter offer transfer weather error mirror"
    " sponsor factor motor sector color honor floor door plant grant restaurant warrant important infant human german"
    " roman woman-led october november september december character computer theater quarter master chamber dinner"
    " newspaper answer manner banner cancer border founder-led list twist".split()
)


def calls_a_person(tree: Tree, noun: int) -> bool:
    """Whether a noun calls a person: "pilot", "songwriter", "chairwoman"."""
    low = tree.low(noun)
    if low in TITLES | _CALLED or gender_of_noun(low):
        return True
    return low.endswith(("er", "or", "ist", "ian", "man", "woman", "ant", "ress")) and low not in _NO_CALLING
