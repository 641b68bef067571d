"""What a number is about (price, stake, casualties, ...), decided from nearby words by the readable table below.

A row says: this role can be borne by these kinds, when one of these words stands at most so many words before or after the
number. The nearest trigger wins; a clause border ("and", ",", "while") between trigger and number counts as extra distance,
and a trigger is not seen past the end of its sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.facts.numerals import Token, lower_at


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: trigger words before and after a number, and how far they reach."""

    role: str
    kinds: str
    before: str = ""
    after: str = ""
    reach: int = 7
    after_reach: int = 4


RULES = (
    Rule("price", "money", "pay pays paid paying buy buys buying bought acquire acquires acquired acquiring acquisition purchase purchased "
         "price priced cost costs costing spend spent takeover sold sell sells selling fetched bid deal offer offered worth-of charge "
         "charged charges fee fare outlay", "deal acquisition takeover purchase buyout bid offer transaction price cash sale fee", 7, 2),
    Rule("valuation", "money", "valued valuing values valuation worth capitalisation capitalization market-value", "valuation company "
         "startup capitalisation capitalization", 5, 2),
    Rule("revenue", "money", "revenue revenues sales turnover takings receipts grossed", "revenue revenues sales turnover", 8, 3),
    Rule("profit", "money", "profit profits earnings net-income net earned surplus", "profit profits surplus earnings", 7, 4),
    Rule("loss", "money", "loss losses lost deficit shortfall", "loss losses deficit shortfall", 6, 3),
    Rule("debt", "money", "debt debts owe owes owed owing loan loans borrowed borrowing liabilities", "debt debts loan loans liabilities "
         "borrowings", 6, 4),
    Rule("investment", "money", "invest invests invested investing investment raised raising raises funding injected inject",
         "investment funding investments", 6, 4),
    Rule("fine", "money", "fine fined fines penalty penalties", "fine fines penalty penalties", 6, 2),
    Rule("damages", "money", "damages compensation settlement settle sued damage", "damages compensation settlement lawsuit damage", 6, 3),
    Rule("budget", "money", "budget budgeted", "budget", 6, 2),
    Rule("bonus", "money", "bonus bonuses salary salaries wage wages pay-package", "bonus bonuses salary salaries wage wages", 6, 3),
    Rule("aid", "money", "pledged pledge pledges aid donated donate donation relief grant", "aid donation donations relief grant grants", 6, 3),
    Rule("contract", "money", "contract contracts", "contract contracts order", 5, 3),
    Rule("stake", "percent", "stake stakes share-of-company shareholding holding holdings ownership own owns owned owning bought buy acquire "
         "acquired took takes taking", "stake stakes shareholding holding interest ownership equity shares control", 6, 2),
    Rule("vote_share", "percent", "vote votes ballots won support backing poll polls polled polling", "vote votes voters ballots support", 7, 4),
    Rule("turnout", "percent", "turnout", "turnout", 5, 3),
    Rule("market_share", "percent", "market-share", "market", 5, 3),
    Rule("interest_rate", "percent pp", "rate rates yield yields coupon interest-rate", "rate rates yield yields coupon", 6, 2),
    Rule("inflation", "percent pp", "inflation prices", "inflation", 5, 2),
    Rule("unemployment", "percent pp", "unemployment jobless joblessness", "unemployment jobless", 6, 3),
    Rule("margin", "percent pp count", "margin majority ahead lead leads", "margin majority lead ahead", 4, 3),
    Rule("headcount", "count", "employs employ employing employed workforce headcount staff", "employees workers staff workforce "
         "staffers", 5, 3),
    Rule("layoffs", "count percent", "layoffs lay laying laid fire fired firing axe axed axing redundancies cut cuts cutting shed sheds "
         "slash eliminate eliminating sack sacked", "layoffs redundancies jobs laid fired sacked positions posts", 5, 4),
    Rule("casualties_dead", "count", "killed killing kills kill dead died dies deaths death fatalities toll claimed claiming bodies",
         "killed dead died dies deaths fatalities bodies lives perished drowned", 6, 4),
    Rule("casualties_injured", "count", "injured injuring injures injuries wounded wounding hurt hurting", "injured injuries wounded hurt "
         "casualties hospitalised hospitalized", 5, 5),
    Rule("missing", "count", "missing", "missing unaccounted", 4, 4),
    Rule("arrests", "count", "arrested arresting arrests arrest detained detaining detains custody", "arrested arrests detained custody", 5, 4),
    Rule("evacuated", "count", "evacuated evacuating evacuation displaced displacing", "evacuated displaced homeless fled", 5, 4),
    Rule("infections", "count", "infected infections infecting", "infected infections cases", 5, 3),
    Rule("investors", "count", "", "investors shareholders backers", 2, 2),
    Rule("customers", "count", "", "customers subscribers users clients", 2, 2),
    Rule("attendance", "count", "attended attendance crowd audience", "spectators protesters demonstrators attended marched attendees "
         "viewers fans", 5, 4),
    Rule("votes", "count", "", "votes", 2, 1),
    Rule("seats", "count", "", "seats", 2, 1),
    Rule("population", "count", "population", "residents inhabitants", 5, 2),
    Rule("sentence", "duration", "sentenced sentence jailed imprisoned prison jail", "prison jail behind imprisonment sentence", 6, 3),
    Rule("delay", "duration", "delay delayed late postponed", "delay late behind", 4, 2),
    Rule("magnitude", "count measure", "magnitude", "magnitude quake earthquake", 3, 3),
    Rule("distance", "measure", "away distance", "away from north south east west long journey", 4, 3),
    Rule("temperature", "measure", "temperature temperatures", "", 8, 2),
)  # fmt: skip

CHANGE_VERBS = frozenset(
    "rose rise rises rising risen fell fall falls falling fallen grew grow grows growing grown increased increase increases increasing "
    "decreased decrease decreases decreasing dropped drop drops dropping declined decline declines declining climbed climb climbs climbing "
    "gained gain gains gaining jumped jump jumps jumping soared soar soaring surged surge surges surging slid slide slides sliding slipped slip "
    "slips slipping tumbled tumble tumbles tumbling plunged plunge plunges plunging sank sink sinks raised raise raises raising lowered "
    "lower lowers lowering cut cuts cutting slashed slash hiked hike up down advanced shrank shrink shrinks widened narrowed expanded expand "
    "expands doubled tripled halved lifted lift boosted boost boosts reduced reduce reduces reducing went goes go moved edged ticked slowed "
    "accelerated improved strengthened weakened swelled swell contracted contract rebounded changed added".split()
)
_SUBJECTS = (
    ("price_change", frozenset("share shares stock stocks price prices index crude oil futures".split())),
    ("growth", frozenset("economy gdp output growth production exports imports".split())),
)
_BORDERS = frozenset(", and while but whereas ( ) ;".split())
_STOPS = frozenset(".!?\n")
_COMPARED = frozenset("from versus against compared than".split())


def _index(side: str) -> dict[str, list[tuple[Rule, int]]]:
    index: dict[str, list[tuple[Rule, int]]] = {}
    for rule in RULES:
        reach = rule.reach if side == "before" else rule.after_reach
        for word in getattr(rule, side).split():
            index.setdefault(word, []).append((rule, reach))
    return index


_BEFORE, _AFTER = _index("before"), _index("after")


def role_of(tokens: list[Token], first: int, last: int, kind: str, unit: str) -> str:
    """The role of the number over the tokens `first` to `last` (exclusive), or "" when nothing nearby tells."""
    if kind == "age":
        return "age"
    if kind == "ordinal":
        return "rank"
    bearer = "pp" if unit == "pp" else kind
    ago = lower_at(tokens, last)
    if kind == "duration" and ago in ("ago", "earlier", "later", "before", "after"):
        return "ago" if ago in ("ago", "earlier", "before") else "after"
    change = _change(tokens, first, last, kind)
    if change == "change":
        return _subject_change(tokens, first)
    nearest = _nearest(tokens, first, last, bearer)
    if change == "previous":
        return "previous"
    return nearest or change


def _nearest(tokens: list[Token], first: int, last: int, kind: str) -> str:
    best, role = 99.0, ""
    distance = 0.0
    for i in range(last - 1, min(len(tokens), last + 8)):
        token = tokens[i]
        if i >= last:
            if token.text in _STOPS or (token.kind == "n" and i > last):
                break
            distance += 3 if token.text in _BORDERS else 1 if token.kind == "w" else 0
        for rule, reach in _AFTER.get(token.lower, ()):
            if kind in rule.kinds.split() and distance <= reach and distance < best:
                best, role = distance, rule.role
    distance = 0.0
    for i in range(first - 1, max(-1, first - 14), -1):
        token = tokens[i]
        if token.text in _STOPS and not _abbreviation(tokens, i):
            break
        distance += 3 if token.text in _BORDERS else 2 if token.kind == "n" else 1 if token.kind == "w" else 0
        for rule, reach in _BEFORE.get(token.lower, ()):
            if kind in rule.kinds.split() and distance <= reach and distance < best:
                best, role = distance, rule.role
    return role


def _abbreviation(tokens: list[Token], i: int) -> bool:
    """A full stop that ends "Inc.", "Mr." or "U.S." and no sentence."""
    return tokens[i].text == "." and i > 0 and tokens[i - 1].kind == "w" and len(tokens[i - 1].text) <= 4 and tokens[i - 1].text[0].isupper()


def _change(tokens: list[Token], first: int, last: int, kind: str) -> str:
    """Whether the number is a change ("rose 3.5 points"), a level reached ("to 7%") or the level before ("from 3.5%")."""
    before, further = lower_at(tokens, first - 1), lower_at(tokens, first - 2)
    if before in ("from", "versus") or (before in ("with", "to") and further == "compared"):
        return "previous" if before != "from" or _change_verb_near(tokens, first - 1, last) else ""
    if before in CHANGE_VERBS and before not in ("contract", "index"):
        if kind in ("percent", "measure") or lower_at(tokens, last) in ("to", "from") or before in ("up", "down"):
            return "change"
        return ""
    if before == "by" and any(lower_at(tokens, k) in CHANGE_VERBS for k in range(first - 8, first - 1)):
        return "change"
    if before in ("to", "at") and before == "to" and _change_verb_near(tokens, first - 1, first - 1):
        return "level"
    if kind == "percent" and lower_at(tokens, last) in ("rise", "increase", "drop", "fall", "decline", "gain", "jump", "cut", "surge"):
        return "change"
    if kind == "percent" and lower_at(tokens, last) in ("more", "fewer", "less", "higher", "lower", "above", "below"):
        return "change"
    return ""


def _change_verb_near(tokens: list[Token], i: int, last: int) -> bool:
    before = any(lower_at(tokens, k) in CHANGE_VERBS for k in range(max(0, i - 10), i))
    return before or lower_at(tokens, last) == "to"


def _subject_change(tokens: list[Token], first: int) -> str:
    words = {tokens[k].lower for k in range(max(0, first - 9), first)}
    for role, subjects in _SUBJECTS:
        if words & subjects:
            return role
    return "change"
