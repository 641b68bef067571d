import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3] / "models" / "recipes" / "nli"))

from negations import denied, pairs


def test_only_one_plain_clause_is_denied() -> None:
    assert denied("The bridge is closed to lorries.") == "The bridge is not closed to lorries."
    assert denied("The council will sell the hall.") == "The council will not sell the hall."
    for kept in (
        "The bridge is closed, the mayor says.",
        "The bridge was closed and the road is open.",
        "The bridge is not closed.",
        "All trains are late.",
        "Is the bridge closed?",
        "The mayor closed the bridge.",
        "There is a fire on the quay.",
    ):
        assert denied(kept) is None


def test_a_denied_hypothesis_turns_the_label() -> None:
    found = pairs([("The firm bought the mill.", "The mill was bought.", "entailment")])
    assert found == [("The firm bought the mill.", "The mill was not bought.", "contradiction")]
    found = pairs([("The firm bought the mill.", "The mill was burned.", "contradiction")])
    assert found == [("The firm bought the mill.", "The mill was not burned.", "entailment")]


def test_contraposition_and_what_a_denied_premise_contradicts() -> None:
    made = pairs([("The ferry is late in the fog.", "The ferry is late.", "entailment")])
    assert ("The ferry is not late.", "The ferry is not late in the fog.", "entailment") in made
    assert ("The ferry is not late in the fog.", "The ferry is late.", "contradiction") in made
    made = pairs([("The ferry is painted red.", "The ferry has a colour.", "entailment")])
    assert not [p for p in made if p[:2] == ("The ferry is not painted red.", "The ferry has a colour.")]


def test_two_denials_of_a_contradiction_leave_each_other_open() -> None:
    made = pairs([("The ferry is full.", "The ferry is in dock.", "contradiction")])
    assert ("The ferry is not full.", "The ferry is not in dock.", "neutral") in made
    assert ("The ferry is not full.", "The ferry is in dock.", "neutral") in made


def test_the_form_of_a_pair_does_not_give_its_label_away() -> None:
    many = [(f"The ferry is full of {n} men.", f"The boat is in dock {n}.", "contradiction") for n in range(30)]
    some = [(f"The ferry is late in fog {n}.", "The ferry is late.", "entailment") for n in range(5)]
    made = [p for p in pairs([*many, *some]) if " not " in p[0] and " not " not in p[1]]
    assert sum(p[2] == "neutral" for p in made) <= 2 * sum(p[2] == "contradiction" for p in made)
