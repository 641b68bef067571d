"""What the quantity reader finds, how wide it reads a figure, and that no text upsets it."""

from __future__ import annotations

import math
import sys
from types import FrameType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factcheck.facts.quantities import extract_quantities
from factcheck.types import Quantity

INF = math.inf


def only(text: str) -> Quantity:
    """The one quantity of the text."""
    found = extract_quantities(text)
    assert len(found) == 1, [q.text for q in found]
    return found[0]


MONEY = [
    ("The deal is worth $14.8 billion.", 14.8e9, "USD"),
    ("It cost $14.8bn.", 14.8e9, "USD"),
    ("It cost US$3m.", 3e6, "USD"),
    ("It raised EUR 1.5bn.", 1.5e9, "EUR"),
    ("It raised €1.2 million.", 1.2e6, "EUR"),
    ("He was paid £400k.", 400e3, "GBP"),
    ("They agreed on 14.8 billion dollars.", 14.8e9, "USD"),
    ("It sold for 5 million euros.", 5e6, "EUR"),
    ("The road cost Rs 500 crore.", 5e9, "INR"),
    ("The road cost Rs. 20 lakh.", 2e6, "INR"),
    ("The budget is ¥3 trillion.", 3e12, "JPY"),
    ("A ticket is A$20.", 20, "AUD"),
    ("A ticket is HK$90.", 90, "HKD"),
    ("A stamp is 10 cents.", 0.1, "USD"),
    ("A stamp is 85p.", 0.85, "GBP"),
    ("It costs three dollars and fifty cents.", 3.5, "USD"),
    ("She paid 2.4 million Swedish kronor.", 2.4e6, "SEK"),
    ("She paid 300 million Danish kroner.", 300e6, "DKK"),
    ("The bank lent half a million pounds.", 0.5e6, "GBP"),
    ("The bank lent $1,071,872.87.", 1071872.87, "USD"),
    ("It has 7 billion rupees.", 7e9, "INR"),
    ("The firm paid CHF 20m.", 20e6, "CHF"),
    ("He paid 40 USD.", 40, "USD"),
    ("The company lost 75 USD million.", 75e6, "USD"),
]


@pytest.mark.parametrize(("text", "value", "unit"), MONEY)
def test_money_is_read_in_any_currency_and_scale(text: str, value: float, unit: str) -> None:
    quantity = only(text)
    assert (quantity.kind, quantity.unit) == ("money", unit)
    assert quantity.value == pytest.approx(value)


SHARES = [
    ("It holds 49% of it.", 49, "%"),
    ("It holds 49 percent of it.", 49, "%"),
    ("It holds 49 per cent of it.", 49, "%"),
    ("Nearly half of voters stayed away.", 50, "%"),
    ("A third of the staff left.", 100 / 3, "%"),
    ("It needs two-thirds of the votes.", 200 / 3, "%"),
    ("About a quarter of homes lost power.", 25, "%"),
    ("One in five adults smokes.", 20, "%"),
    ("Nine out of 10 dentists agree.", 90, "%"),
    ("Three in every hundred patients died.", 3, "%"),
    ("It bought a majority stake in the firm.", 50, "%"),
    ("Support fell 3.5 percentage points.", 3.5, "pp"),
    ("The bank added 25 basis points.", 0.25, "pp"),
]


@pytest.mark.parametrize(("text", "value", "unit"), SHARES)
def test_shares_are_percentages_however_they_are_written(text: str, value: float, unit: str) -> None:
    quantity = only(text)
    assert (quantity.kind, quantity.unit) == ("percent", unit)
    assert quantity.value == pytest.approx(value)


COUNTS = [
    ("Supported by more than 100 investors.", 100, "investor"),
    ("Some 12 people came.", 12, "person"),
    ("Two dozen ships sailed.", 24, "ship"),
    ("Three men fled.", 3, "man"),
    ("Storms hit 1,200 homes.", 1200, "home"),
    ("A dozen eggs broke.", 12, "egg"),
    ("Norland will buy 24 fighter jets.", 24, "jet"),
    ("Fourteen judges sat.", 14, "judge"),
    ("Twenty-one countries signed.", 21, "country"),
    ("One hundred and five families moved.", 105, "family"),
    ("It closed two of its five libraries.", 2, "library"),
    ("Nearly 3 million children were fed.", 3e6, "child"),
    ("5M users signed up.", 5e6, "user"),
    ("One soldier was hurt.", 1, "soldier"),
    ("A two-door car passed.", 2, "door"),
    ("The army called up 10, 000 reservists.", 10000, "reservist"),
    ("12 were killed in the fire.", 12, "person"),
]


@pytest.mark.parametrize(("text", "value", "of"), COUNTS)
def test_counts_name_what_they_count(text: str, value: float, of: str) -> None:
    quantity = extract_quantities(text)[0]
    assert (quantity.kind, quantity.value, quantity.unit, quantity.of) == ("count", value, "", of)


MEASURES = [
    ("They walked 12 km.", "measure", 12, "km"),
    ("The tower is 300 metres tall.", "measure", 300, "m"),
    ("He weighs 90 kilograms.", "measure", 90, "kg"),
    ("Police seized 2.4 tonnes of cocaine.", "measure", 2.4, "t"),
    ("It hit 44.8 degrees Celsius.", "measure", 44.8, "°C"),
    ("It fell to -5°C.", "measure", -5, "°C"),
    ("Winds reached 100 mph.", "rate", 100, "mph"),
    ("Winds reached 100 miles an hour.", "rate", 100, "mph"),
    ("Fire burned 12,500 hectares.", "measure", 12500, "ha"),
    ("The park has 45 acres.", "measure", 45, "acre"),
    ("The plant makes 1,100 MW.", "measure", 1100, "MW"),
    ("Karaz pumps 1.82 million barrels a day.", "rate", 1.82e6, "bbl/day"),
    ("It buys 2.4 billion gallons of jet fuel a year.", "rate", 2.4e9, "gal/year"),
    ("The lake covers 24 km2.", "measure", 24, "km²"),
    ("A flat of 2,000 sq ft.", "measure", 2000, "ft²"),
    ("Add 1/2 cup of oil.", "measure", 0.5, "cup"),
    ("He ran 10 1/2 miles.", "measure", 10.5, "mi"),
    ("She is 5 feet 6 inches tall.", "measure", 5.5, "ft"),
    ("It costs $30 per share.", "rate", 30, "USD/share"),
    ("It costs $5 a barrel.", "rate", 5, "USD/barrel"),
    ("Cars passed at 60 km/h.", "rate", 60, "km/h"),
    ("They waited two weeks.", "duration", 2, "week"),
    ("It rained for nine straight days.", "duration", 9, "day"),
    ("After a 9-month delay.", "duration", 9, "month"),
    ("It took 90 minutes.", "duration", 90, "min"),
    ("It was late by two hours and 30 minutes.", "duration", 2.5, "h"),
    ("He waited half an hour.", "duration", 0.5, "h"),
    ("A 34-year-old was held.", "age", 34, "year"),
    ("She is 29 years old.", "age", 29, "year"),
    ("A man aged 34 was held.", "age", 34, "year"),
    ("Ann Lee, 34, was held.", "age", 34, "year"),
    ("The baby was ten months old.", "age", 10, "month"),
    ("The judge retired at the age of 44.", "age", 44, "year"),
    ("It is Meta's second-largest acquisition.", "ordinal", 2, ""),
    ("He finished third.", "ordinal", 3, ""),
    ("It is ranked No. 5.", "ordinal", 5, ""),
    ("He was the 45th president.", "ordinal", 45, ""),
]


@pytest.mark.parametrize(("text", "kind", "value", "unit"), MEASURES)
def test_measures_rates_ages_and_ranks(text: str, kind: str, value: float, unit: str) -> None:
    quantity = only(text)
    assert (quantity.kind, quantity.unit) == (kind, unit)
    assert quantity.value == pytest.approx(value)


BOUNDS = [
    ("12 people came.", "=", 12, 12),
    ("1,200 homes burned.", "=", 1200, 1200),
    ("210,000 homes lost power.", "=", 210000, 210000),
    ("It paid $30.", "=", 30, 30),
    ("It paid $14.8 billion.", "=", 14.75e9, 14.85e9),
    ("It holds 49%.", "=", 48.5, 49.5),
    ("It holds 7.2%.", "=", 7.15, 7.25),
    ("It paid about $15 billion.", "~", 13.95e9, 16.05e9),
    ("Some 200 homes burned.", "~", 150, 250),
    ("Roughly 30 people came.", "~", 25, 35),
    ("20 or so people came.", "~", 15, 25),
    ("More than 100 investors came.", ">", 100, INF),
    ("Over 100 investors came.", ">", 100, INF),
    ("At least 12 people died.", ">", 12, INF),
    ("30 or more people died.", ">", 30, INF),
    ("100+ people came.", ">", 100, INF),
    ("A firm with 50-plus employees.", ">", 50, INF),
    ("Fewer than 100 investors came.", "<", 0, 100),
    ("Up to 40% of it.", "<", 0, 40),
    ("No more than 5 people came.", "<", 0, 5),
    ("As many as 30 people came.", "<", 0, 30),
    ("Nearly 50% of it.", "~", 45, 50),
    ("Just under 500 tonnes of it.", "<", 475, 500),
    ("Just over 500 tonnes of it.", ">", 500, 550),
    ("Prices of 10 to 15 euros.", "range", 10, 15),
    ("Between 10 and 15 people came.", "range", 10, 15),
    ("It grew 10-15% then.", "range", 10, 15),
    ("It asks $1bn-$2bn for it.", "range", 1e9, 2e9),
    ("It asks $1 to $2 billion for it.", "range", 1e9, 2e9),
    ("10 to 15 million people.", "range", 10e6, 15e6),
    ("A multi-billion dollar plan.", "range", 2e9, 1e12),
    ("Hundreds of people came.", "range", 100, 2000),
    ("Tens of thousands of people came.", "range", 10000, 200000),
    ("Several hundred people came.", "range", 200, 1000),
]


@pytest.mark.parametrize(("text", "relation", "low", "high"), BOUNDS)
def test_the_wording_decides_how_wide_a_figure_is(text: str, relation: str, low: float, high: float) -> None:
    quantity = only(text)
    assert quantity.relation == relation
    assert quantity.low == pytest.approx(low)
    assert quantity.high == pytest.approx(high)


ROLES = [
    ("Meta revealed a $14.8 billion deal for a 49% stake in Scale.", [("$14.8 billion", "price"), ("49%", "stake")]),
    ("Meta took a stake in Scale, valued at $29 billion.", [("$29 billion", "valuation")]),
    ("It raised money at a $29 billion valuation.", [("$29 billion", "valuation")]),
    ("Velt paid $2.1 billion for the chain.", [("$2.1 billion", "price")]),
    ("Setu posted revenue of 1.2 trillion rupees.", [("1.2 trillion rupees", "revenue")]),
    ("Orlo made a net profit of £212 million.", [("£212 million", "profit")]),
    ("It filed for bankruptcy with debts of $190 million.", [("$190 million", "debt")]),
    ("The court fined the bank $3 million.", [("$3 million", "fine")]),
    ("The firm will cut 2,300 jobs.", [("2,300 jobs", "layoffs")]),
    ("The firm has 9,000 employees.", [("9,000 employees", "headcount")]),
    ("The fire killed 14 people and injured 27.", [("14 people", "casualties_dead"), ("27", "casualties_injured")]),
    ("At least nine people lost their lives on the lake.", [("At least nine people", "casualties_dead")]),
    ("Seventeen people are now known to have died.", [("Seventeen people", "casualties_dead")]),
    ("The firm said 300 jobs would be lost.", [("300 jobs", "layoffs")]),
    ("Forty people were rescued.", [("Forty people", "rescued")]),
    ("There were 63 people on board.", [("63 people", "aboard")]),
    ("The union is demanding a rise of 9 percent.", [("9 percent", "demand")]),
    ("12 people died and 30 were injured.", [("12 people", "casualties_dead"), ("30", "casualties_injured")]),
    ("Police arrested 14 people.", [("14 people", "arrests")]),
    ("It is backed by more than 100 investors.", [("more than 100 investors", "investors")]),
    ("She won 54.2% of the vote on a turnout of 48%.", [("54.2%", "vote_share"), ("48%", "turnout")]),
    ("Support rose 3.5 percentage points to 7%.", [("3.5 percentage points", "change"), ("7%", "vote_share")]),
    ("Unemployment fell to 5% from 6%.", [("5%", "unemployment"), ("6%", "previous")]),
    ("Sixty of the 900 engineers came back.", [("Sixty", "part"), ("900 engineers", "total")]),
    ("All but two of the drivers agreed.", [("two", "exception")]),
    ("It bought the remaining 80% last year.", [("80%", "rest")]),
    ("Two more officers were sent.", [("Two more officers", "additional")]),
    ("He was sentenced to six years in prison.", [("six years", "sentence")]),
    ("It happened three years ago.", [("three years", "ago")]),
    ("Orlo Buys 30% Stake in Velt for $2.1 Billion", [("30%", "stake"), ("$2.1 Billion", "price")]),
    ("Orlo paid $2 million for 30 percent of Velt.", [("$2 million", "price"), ("30 percent", "stake")]),
    ("Bay Pay was valued at $3 million.", [("$3 million", "valuation")]),
    ("It laid off 200 employees, or 14% of its workforce.", [("200 employees", "layoffs"), ("14%", "layoffs")]),
    (
        "Profit was £212 million, against a forecast of £225 million.",
        [("£212 million", "profit"), ("£225 million", "target")],
    ),
    ("A further 8% is owned by staff.", [("A further 8%", "additional")]),
    ("They beat Kestrel 3-1 at home.", [("3-1", "score")]),
]


@pytest.mark.parametrize(("text", "expected"), ROLES)
def test_roles_come_from_the_words_around(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(q.text, q.role) for q in extract_quantities(text)] == expected


NOTHING = [
    "It was founded in 2016.",
    "The deal was announced on June 12.",
    "He came on 12 June 2025 at 6 p.m.",
    "Doors open at 18:30.",
    "GPT-4 and the F-16 flew past a Boeing 747.",
    "Covid-19 closed Route 66.",
    "He drove in Formula 1.",
    "It is one of the reasons.",
    "No one knows which one it is.",
    "Open around the clock, 24/7, since 9/11.",
    "Call 555-0143 or +1 202 555 0143.",
    "Section 230 and Chapter 11 apply.",
    "See https://example.org/2024/12/page?id=55.",
    "1\ufe0f\u20e3 First things",
    "1. Open the box.",
    "He is in his 30s, in the 1990s style.",
    "The 2016 election was close.",
    "A serial 24703 m212 and SCP-173m.",
    "It was a first, and a majority decided.",
    "In the first half of the year.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_numbers_that_are_no_quantities_are_left_alone(text: str) -> None:
    assert extract_quantities(text) == []


def test_two_readings_of_pounds() -> None:
    assert only("He lost 25 pounds on a diet.").unit == "lb"
    assert only("He was fined 200 pounds.").unit == "GBP"


def test_from_and_to_after_a_verb_of_change_are_two_levels_and_no_range() -> None:
    assert [(q.value, q.role) for q in extract_quantities("The duty rises from 10% to 25%.")] == [
        (10, "previous"),
        (25, "level"),
    ]
    assert only("Fees range from 10% to 25%.").relation == "range"


def test_bare_points_are_percentage_points_only_beside_percentages() -> None:
    assert [q.unit for q in extract_quantities("It lost 3 points and fell to 19% in the poll.")] == ["pp", "%"]
    assert only("The striker scored 34 points.").unit == "point"


def test_keycap_bullets_do_not_hide_the_quantities_after_them() -> None:
    assert only("1\ufe0f\u20e3 Meta paid $3 million.").text == "$3 million"


PIECES = st.sampled_from(
    "a an the of in to and between more than about nearly $ € £ % - – / . , 1 12 3.5 1,200 2016 half third "
    "quarter two-thirds one hundred thousand million billion bn m k dozen dozens hundreds people homes euros "
    "dollars cents km years old aged from June May No . second-largest majority stake percent points per share ½ "
    "3-1 or more + #".split()
)


@given(st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=60) | st.lists(PIECES, max_size=10).map("".join))
@example("half half half of of")
@example("$")
@example("99999999999999999999999999999999999999 billion billion")
@example("- 5 % to - 7 %")
@example("0 % to 0 %")
def test_any_text_is_read_into_sound_quantities(text: str) -> None:
    end = 0
    for quantity in extract_quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.low <= quantity.value <= quantity.high
        assert math.isfinite(quantity.value)
        assert quantity.relation in {"=", "<", ">", "~", "range"}
        assert quantity.kind in {"money", "percent", "count", "ordinal", "measure", "duration", "age", "rate"}
        end = quantity.end


@pytest.mark.parametrize("piece", ["9", "9,", "9.", ", ", " ", "$", "a", "-", "one hundred and "])
def test_a_hundred_kilobytes_of_one_piece_are_read(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert all(q.end <= len(text) for q in extract_quantities(text))


@pytest.mark.parametrize("piece", ["1 ", "1-", "9/", "one ", "half a ", "between 1 and ", "$1 to ", "a of 2 ", "1 in "])
def test_work_grows_no_faster_than_the_text(piece: str) -> None:
    assert calls(piece * 800) < 2.2 * calls(piece * 400)


def calls(text: str) -> int:
    """How many Python functions reading the text calls."""
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        extract_quantities(text)
    finally:
        sys.setprofile(None)
    return count
