"""The few forms of English verbs that splitting has to make: past, past participle, third person."""

from __future__ import annotations

_IRREGULAR = """
arise arose arisen|awake awoke awoken|be was been|bear bore borne|beat beat beaten|become became become
begin began begun
bend bent bent|bet bet bet|bid bid bid|bind bound bound|bite bit bitten|bleed bled bled|blow blew blown
break broke broken
breed bred bred|bring brought brought|broadcast broadcast broadcast|build built built|burst burst burst
buy bought bought
cast cast cast|catch caught caught|choose chose chosen|cling clung clung|come came come|cost cost cost|creep crept crept
cut cut cut|deal dealt dealt|dig dug dug|do did done|draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten
fall fell fallen|feed fed fed|feel felt felt|fight fought fought|find found found|flee fled fled|fling flung flung
fly flew flown|forbid forbade forbidden|forecast forecast forecast|forget forgot forgotten|forgive forgave forgiven
freeze froze frozen|get got got|give gave given|go went gone|grind ground ground|grow grew grown|hang hung hung
have had had|hear heard heard|hide hid hidden|hit hit hit|hold held held|hurt hurt hurt|keep kept kept|know knew known
lay laid laid|lead led led|leave left left|lend lent lent|let let let|lie lay lain|light lit lit|lose lost lost
make made made|mean meant meant|meet met met|mistake mistook mistaken|offset offset offset|overcome overcame overcome
oversee oversaw overseen|overtake overtook overtaken|overthrow overthrew overthrown|pay paid paid|put put put
quit quit quit|read read read|rebuild rebuilt rebuilt|ride rode ridden|ring rang rung|rise rose risen|run ran run
say said said|see saw seen|seek sought sought|sell sold sold|send sent sent|set set set|shake shook shaken
shed shed shed
shine shone shone|shoot shot shot|show showed shown|shrink shrank shrunk|shut shut shut|sing sang sung|sink sank sunk
sit sat sat|sleep slept slept|slide slid slid|speak spoke spoken|speed sped sped|spend spent spent|spin spun spun
split split split|spread spread spread|spring sprang sprung|stand stood stood|steal stole stolen|stick stuck stuck
strike struck struck|strive strove striven|swear swore sworn|sweep swept swept|swim swam swum|swing swung swung
take took taken|teach taught taught|tear tore torn|tell told told|think thought thought|throw threw thrown
undergo underwent undergone|understand understood understood|undertake undertook undertaken|uphold upheld upheld
upset upset upset|wake woke woken|wear wore worn|weave wove woven|win won won|wind wound wound
withdraw withdrew withdrawn|withhold withheld withheld|write wrote written
"""
_FORMS = {line.split()[0]: line.split()[1:] for line in _IRREGULAR.replace("\n", "|").split("|") if line.strip()}
_PARTICIPLES = frozenset(forms[1] for forms in _FORMS.values())
_BASES = {form: base for base, forms in _FORMS.items() for form in forms if form not in _FORMS}
_VOWELS = "aeiou"
_DOUBLING = frozenset(
    "admit commit permit submit transmit omit prefer refer defer confer transfer occur incur recur deter control patrol"
    " regret compel expel propel repel rebel equip format program stop plan drop shop trim cut ban bar"
    " beg brag chat chop"
    " clap clip cram drag drip drum fan fit flag flip grab grin grip hug hum jam jog knit log map mob mop"
    " nab nod pat peg"
    " pin plot plug pop rap rig rip rob rub scan scrap ship sip skip slam slap slip snap spot stab star stem step stir"
    " strap strip tag tap thin tip top trap trot tug wrap zip swap tap hop dim".split()
)


def past(lemma: str, gerund: str = "") -> str:
    """The simple past of a verb; its -ing form, when known, shows how a regular verb is spelled before -ed."""
    return _FORMS[lemma][0] if lemma in _FORMS else _regular(lemma, gerund)


def base_of_past(form: str) -> str | None:
    """The verb that an irregular past or participle is of; None when the form is regular, or a base form too."""
    return _BASES.get(form)


def past_participle(lemma: str, gerund: str = "") -> str:
    return _FORMS[lemma][1] if lemma in _FORMS else _regular(lemma, gerund)


def third_person(lemma: str) -> str:
    """The present of he, she, it."""
    if lemma in ("be", "have"):
        return {"be": "is", "have": "has"}[lemma]
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def is_participle_form(word: str) -> bool:
    """Whether the form can be a past participle."""
    word = word.lower()
    return word in _PARTICIPLES or word.endswith("ed")


def base_of_gerund(word: str, lemma: str) -> str:
    """The base form of an -ing word: its lemma when that is one, else the word without its ending."""
    word, lemma = word.lower(), lemma.lower()
    if lemma and lemma != word and not lemma.endswith("ing"):
        return lemma
    stem = word.removesuffix("ing")
    if stem in _FORMS or len(stem) < 3:
        return stem
    if stem + "e" in _FORMS or stem.endswith(
        ("at", "iz", "is", "v", "ur", "uc", "ag", "ng", "lud", "ur", "ir", "os", "c")
    ):
        return stem + "e"
    if stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    return stem


def _regular(lemma: str, gerund: str = "") -> str:
    stem = gerund.lower().removesuffix("ing")
    if len(stem) > 2 and not stem.endswith("y"):
        return stem + "ed"
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    if lemma in _DOUBLING:
        return lemma + lemma[-1] + "ed"
    return lemma + "ed"
