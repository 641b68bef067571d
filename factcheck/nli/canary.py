"""Pairs whose answer nobody disputes: they show which output of an unknown checkpoint means what."""

from __future__ import annotations

from typing import Final, NamedTuple


class CanaryPair(NamedTuple):
    premise: str
    hypothesis: str
    label: str


def _pairs(label: str, *texts: tuple[str, str]) -> tuple[CanaryPair, ...]:
    return tuple(CanaryPair(premise, hypothesis, label) for premise, hypothesis in texts)


CANARY: Final[tuple[CanaryPair, ...]] = (
    *_pairs(
        "entailment",
        ("The bridge was closed on Monday.", "The bridge was closed on Monday."),
        ("A woman is playing the violin on stage.", "A woman is playing the violin on stage."),
        ("The mayor opened the new library and two schools.", "The mayor opened the new library."),
        ("Three men were arrested in Lyon on Friday.", "Men were arrested in Lyon."),
        ("The dog is sleeping on the red sofa.", "The dog is sleeping."),
        ("The company hired forty engineers in March.", "The company hired engineers."),
        ("A man is riding a horse along the beach.", "A person is riding an animal."),
        ("The old theatre was destroyed by fire.", "Fire destroyed the old theatre."),
    ),
    *_pairs(
        "neutral",
        ("The bridge was closed on Monday.", "The mayor's daughter studies chemistry."),
        ("A woman is playing the violin on stage.", "The woman has two brothers who live abroad."),
        ("The company hired forty engineers in March.", "The company's founder was born in Canada."),
        ("A man is riding a horse along the beach.", "The man is on holiday with his wife."),
        ("The dog is sleeping on the red sofa.", "The sofa was a birthday present."),
        ("The team won the final on Sunday.", "The team's coach speaks four languages."),
        ("Prices of wheat rose last year.", "A new airport is planned near the coast."),
        ("Two children are drawing at a table.", "The children are cousins."),
    ),
    *_pairs(
        "contradiction",
        ("The bridge was closed on Monday.", "The bridge was not closed on Monday."),
        ("A woman is playing the violin on stage.", "Nobody is playing the violin."),
        ("The team won the final on Sunday.", "The team lost the final on Sunday."),
        ("The dog is sleeping on the red sofa.", "The dog is awake and running outside."),
        ("The company hired forty engineers in March.", "The company did not hire any engineers in March."),
        ("All the passengers survived the crash.", "All the passengers died in the crash."),
        ("The shop opens at nine every day.", "The shop never opens."),
        ("The old theatre was destroyed by fire.", "The old theatre was not destroyed."),
    ),
)
"""Eight pairs of each label."""
