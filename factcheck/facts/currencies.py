"""Currencies: the signs, codes and nouns that name them, before a number ("US$3m") and after it ("3 million euros")."""

from __future__ import annotations

from factcheck.facts.numerals import Token, glued, lower_at
from factcheck.facts.units import Unit

_SYMBOLS = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₪": "ILS",
    "₦": "NGN",
    "₫": "VND", "₴": "UAH", "฿": "THB", "₱": "PHP", "₿": "BTC", "₡": "CRC", "₾": "GEL", "₭": "LAK", "₸": "KZT",
    "₵": "GHS",
    "₲": "PYG", "₮": "MNT", "元": "CNY", "円": "JPY", "ரூ": "LKR", "￥": "JPY", "﷼": "IRR",
}  # fmt: skip
_DOLLARS = {
    "us": "USD", "u.s.": "USD", "u.s": "USD", "usd": "USD", "a": "AUD", "au": "AUD", "aud": "AUD", "c": "CAD",
    "ca": "CAD",
    "can": "CAD", "cad": "CAD", "cdn": "CAD", "nz": "NZD", "nzd": "NZD", "hk": "HKD", "hkd": "HKD", "s": "SGD",
    "sg": "SGD",
    "r": "BRL", "mex": "MXN", "mx": "MXN", "mxn": "MXN", "nt": "TWD", "j": "JMD", "tt": "TTD", "bds": "BBD",
    "fj": "FJD",
}  # fmt: skip
_CODES = frozenset(
    "USD EUR GBP JPY CNY RMB INR AUD CAD NZD CHF SEK NOK DKK RUB KRW BRL MXN ZAR TRY HKD SGD TWD THB IDR MYR PHP "
    "VND PLN CZK HUF RON BGN UAH ILS AED SAR QAR KWD EGP NGN KES GHS PKR BDT LKR ARS CLP COP PEN ISK DEM FRF ITL "
    "ESP NLG BTC ETH XRP".split()
)
_CODE_NAMES = {"RMB": "CNY"}
_LOWER_CODES = frozenset({"usd", "eur", "gbp", "rmb", "btc", "chf", "cny", "inr", "jpy", "aud", "cad"})
_PREFIX_WORDS = {"rs": "INR", "kr": "kr", "sen": "sen", "tk": "BDT", "fr": "CHF", "dollar": "USD", "zł": "PLN"}

_CURRENCY_NOUNS = {
    "dollar": "USD", "buck": "USD", "euro": "EUR", "sterling": "GBP", "quid": "GBP", "yen": "JPY", "yuan": "CNY",
    "renminbi": "CNY", "kuai": "CNY", "rmb": "CNY", "rupee": "INR", "won": "KRW", "real": "BRL", "reai": "BRL",
    "ruble": "RUB",
    "rouble": "RUB", "lira": "TRY", "rand": "ZAR", "franc": "CHF", "krone": "krone", "kroner": "krone", "krona": "SEK",
    "kronor": "SEK", "kronur": "ISK", "peso": "peso", "zloty": "PLN", "zlotys": "PLN", "złoty": "PLN", "forint": "HUF",
    "koruna": "CZK", "shekel": "ILS", "baht": "THB", "rupiah": "IDR", "ringgit": "MYR", "dong": "VND", "naira": "NGN",
    "cedi": "GHS", "dirham": "AED", "riyal": "SAR", "rial": "rial", "dinar": "dinar", "taka": "BDT", "hryvnia": "UAH",
    "tenge": "KZT", "lev": "BGN", "leva": "BGN", "lei": "RON", "bitcoin": "BTC", "ether": "ETH", "satoshi": "satoshi",
    "peseta": "ESP", "guilder": "NLG", "markka": "FIM", "mark": "mark", "drachma": "GRD", "escudo": "PTE",
    "shilling": "shilling",
    "pound": "GBP", "crown": "crown", "kr": "kr",
}  # fmt: skip
_NATIONAL = {
    ("us", "dollar"): "USD", ("american", "dollar"): "USD", ("australian", "dollar"): "AUD", ("canadian",
    "dollar"): "CAD",
    ("singapore", "dollar"): "SGD", ("hong kong", "dollar"): "HKD", ("taiwan", "dollar"): "TWD", ("zealand",
    "dollar"): "NZD",
    ("kong", "dollar"): "HKD", ("swiss", "franc"): "CHF", ("french", "franc"): "FRF", ("belgian", "franc"): "BEF",
    ("danish", "krone"): "DKK", ("norwegian", "krone"): "NOK", ("swedish", "krona"): "SEK", ("swedish", "krone"): "SEK",
    ("icelandic", "krona"): "ISK", ("czech", "koruna"): "CZK", ("czech", "crown"): "CZK", ("swedish", "crown"): "SEK",
    ("norwegian", "crown"): "NOK", ("danish", "crown"): "DKK", ("mexican", "peso"): "MXN", ("argentine", "peso"): "ARS",
    ("chilean", "peso"): "CLP", ("colombian", "peso"): "COP", ("philippine", "peso"): "PHP", ("british",
    "pound"): "GBP",
    ("egyptian", "pound"): "EGP", ("syrian", "pound"): "SYP", ("lebanese", "pound"): "LBP", ("sudanese",
    "pound"): "SDG",
    ("indian", "rupee"): "INR", ("pakistani", "rupee"): "PKR", ("pakistan", "rupee"): "PKR", ("sri lankan",
    "rupee"): "LKR",
    ("lankan", "rupee"): "LKR", ("nepalese", "rupee"): "NPR", ("turkish", "lira"): "TRY", ("italian", "lira"): "ITL",
    ("chinese", "yuan"): "CNY", ("japanese", "yen"): "JPY", ("russian", "ruble"): "RUB", ("russian", "rouble"): "RUB",
    ("brazilian", "real"): "BRL", ("brazilian", "reai"): "BRL", ("south", "rand"): "ZAR", ("african", "rand"): "ZAR",
    ("korean", "won"): "KRW", ("israeli", "shekel"): "ILS", ("saudi", "riyal"): "SAR", ("qatari", "riyal"): "QAR",
    ("iranian", "rial"): "IRR", ("omani", "rial"): "OMR", ("yemeni", "rial"): "YER", ("kuwaiti", "dinar"): "KWD",
    ("iraqi", "dinar"): "IQD", ("jordanian", "dinar"): "JOD", ("serbian", "dinar"): "RSD", ("uae", "dirham"): "AED",
    ("moroccan", "dirham"): "MAD", ("kenyan", "shilling"): "KES", ("ugandan", "shilling"): "UGX", ("dutch",
    "guilder"): "NLG",
    ("finnish", "markka"): "FIM", ("german", "mark"): "DEM", ("deutsche", "mark"): "DEM", ("polish", "zloty"): "PLN",
    ("hungarian", "forint"): "HUF", ("romanian", "lei"): "RON", ("turan", "lira"): "lira", ("spanish", "peseta"): "ESP",
}  # fmt: skip
_PLURALS = {"kroner": "krone", "kronor": "krona", "kronur": "krona", "leva": "lev"}
_NATIONAL_WORDS = frozenset(first for first, _ in _NATIONAL) | {"new", "united", "states", "u"}
# A hundredth of a currency; which one is known only from the currency beside it.
CENTS = {
    "cent": "USD", "cents": "USD", "¢": "USD", "pence": "GBP", "penny": "GBP", "pennies": "GBP", "p": "GBP",
    "kopeck": "RUB",
    "kopecks": "RUB", "paise": "INR", "fen": "CNY",
}  # fmt: skip
_NAMES_OF_PEOPLE = frozenset({"mark", "won", "real", "dong", "rand", "lev", "buck", "crown", "lei"})


def prefix_currency(tokens: list[Token], i: int) -> tuple[str, int, float] | None:
    """The currency written before the number at token `i`: (code, its first token, factor)."""
    if not 0 < i < len(tokens):
        return None
    before = tokens[i - 1]
    gap = tokens[i].start - before.end
    if gap > 1:
        return None
    if before.text in _SYMBOLS:
        code, first = _SYMBOLS[before.text], i - 1
        if before.text == "$":
            return _dollar(tokens, first)
        return code, first, 1.0
    if before.kind == "w":
        return _prefix_word(tokens, i - 1)
    if before.text == "." and lower_at(tokens, i - 2) == "rs":
        return "INR", i - 2, 1.0
    return None


def _dollar(tokens: list[Token], i: int) -> tuple[str, int, float]:
    """Which dollar the sign at token `i` means: "A$", "US $", "u.s $"."""
    word = tokens[i - 1] if i else None
    if word is not None and word.text == "." and lower_at(tokens, i - 2) == "s" and lower_at(tokens, i - 4) == "u":
        return "USD", i - 4, 1.0
    if (
        word is not None
        and word.text.lower() == "s"
        and lower_at(tokens, i - 2) == "."
        and lower_at(tokens, i - 3) == "u"
    ):
        return "USD", i - 3, 1.0
    if word is not None and word.lower in _DOLLARS:
        touching = glued(tokens, i) and not (i > 1 and tokens[i - 2].text in "'’" and glued(tokens, i - 1))
        if touching or (word.lower not in ("a", "s", "can", "r", "j", "tt", "us") or word.text == "US"):
            return _DOLLARS[word.lower], i - 1, 1.0
        if word.lower == "us":
            return "USD", i - 1, 1.0
    return "USD", i, 1.0


def _prefix_word(tokens: list[Token], i: int) -> tuple[str, int, float] | None:
    word = tokens[i]
    if word.text in _CODES or word.lower in _LOWER_CODES:
        return _CODE_NAMES.get(word.text.upper(), word.text.upper()), i, 1.0
    if len(word.text) == 4 and word.text[0] == "M" and word.text[1:] in _CODES:
        return word.text[1:], i, 1e6
    if word.lower in _PREFIX_WORDS and (word.lower != "dollar" or lower_at(tokens, i - 1) != "a"):
        return _PREFIX_WORDS[word.lower], i, 1.0
    return None


def suffix_currency(tokens: list[Token], i: int) -> tuple[Unit, int] | None:
    """The currency named after a number, from token `i`: (unit, token after it)."""
    j = i + 1 if lower_at(tokens, i) == "-" else i
    if j >= len(tokens):
        return None
    word = tokens[j]
    if j + 1 < len(tokens) and tokens[j + 1].kind == "n" and glued(tokens, j + 1) and not glued(tokens, j):
        return None  # "3 USD50 cards": the sign belongs to the next number
    if word.text in _SYMBOLS:
        return (Unit(_SYMBOLS[word.text], "money"), j + 1) if tokens[j].start - tokens[j - 1].end <= 1 else None
    if word.text in _CODES or word.lower in _LOWER_CODES:
        return Unit(_CODE_NAMES.get(word.text.upper(), word.text.upper()), "money"), j + 1
    if len(word.text) == 4 and word.text[0] == "M" and word.text[1:] in _CODES:
        return Unit(word.text[1:], "money", 1e6), j + 1
    if word.lower in CENTS and (word.lower != "p" or glued(tokens, j)):
        return Unit(CENTS[word.lower], "money", 0.01), j + 1
    return _currency_noun(tokens, j)


def _currency_noun(tokens: list[Token], j: int) -> tuple[Unit, int] | None:
    k, nation = j, ""
    while k - j < 4 and (lower_at(tokens, k) in _NATIONAL_WORDS or (lower_at(tokens, k) in (".", "s") and k > j)):
        nation = lower_at(tokens, k) if lower_at(tokens, k) not in (".",) else nation
        k += 1
    if nation == "s" or nation in ("u", "states"):
        nation = "us"
    noun = lower_at(tokens, k)
    stem = noun[:-1] if noun.endswith("s") and noun[:-1] in _CURRENCY_NOUNS else _PLURALS.get(noun, noun)
    if (nation, stem) in _NATIONAL or (nation, noun) in _NATIONAL:
        return Unit(_NATIONAL.get((nation, stem)) or _NATIONAL[nation, noun], "money"), k + 1
    if nation and stem in ("crown", "crowns"):
        return None
    if stem not in _CURRENCY_NOUNS or (
        stem in _NAMES_OF_PEOPLE and noun == stem and noun not in ("won", "rand", "lei")
    ):
        return None
    if tokens[k].text[0].isupper() and stem in _NAMES_OF_PEOPLE:
        return None
    if stem == "crown" and not _plausible_won(tokens, j):
        return None
    if noun == "won" and not _plausible_won(tokens, j):
        return None
    return Unit(_CURRENCY_NOUNS[stem], "money"), k + 1


def _plausible_won(tokens: list[Token], j: int) -> bool:
    """ "50 billion won" is money, "the 12 won their case" is not."""
    return tokens[j - 1].lower in ("million", "billion", "trillion", "thousand") or "," in tokens[j - 1].text


_SEVERAL = {
    "krone": frozenset({"NOK", "DKK", "SEK"}),
    "peso": frozenset({"MXN", "ARS", "CLP", "COP", "PHP", "CUP", "DOP", "UYU"}),
}
"""Words for money of several countries."""


def may_be_one(left: str, right: str) -> bool:
    """Whether two units of money can be one currency: the same, or a word that several countries have for theirs.

    >>> may_be_one("krone", "NOK"), may_be_one("krone", "EUR"), may_be_one("USD", "EUR")
    (True, False, False)
    """
    if left == right:
        return True
    loose = [unit for unit in (left, right) if not unit.isupper()]
    if not loose:
        return False
    if len(loose) == 2 or loose[0] not in _SEVERAL:
        return not all(unit in _SEVERAL for unit in loose)
    return (left if loose[0] == right else right) in _SEVERAL[loose[0]]
