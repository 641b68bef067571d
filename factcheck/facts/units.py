"""Units of measure: the words that name them, their canonical form, and the conversions that are certain."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.facts.numerals import Token, glued, lower_at


@dataclass(frozen=True, slots=True)
class Unit:
    """A canonical unit, the kind of quantity it makes, and the number of canonical units in one named unit."""

    name: str
    kind: str
    factor: float = 1.0


def _table(kind: str, rows: dict[str, str]) -> dict[str, Unit]:
    """Unit words of `rows` (canonical name -> words, "_" for a space); a word followed by "*0.01" carries a factor."""
    table = {}
    for name, words in rows.items():
        for word in words.split():
            spelling, _, factor = word.partition("*")
            table[spelling.replace("_", " ")] = Unit(name, kind, float(factor or 1))
    return table


_MEASURES = _table(
    "measure",
    {
        "km": "km kms kilometer kilometers kilometre kilometres",
        "m": "m meter meters metre metres",
        "dm": "dm decimetre decimeter decimetres decimeters",
        "cm": "cm centimeter centimeters centimetre centimetres",
        "mm": "mm millimeter millimeters millimetre millimetres",
        "µm": "µm μm micron microns micrometer micrometers micrometre micrometres",
        "nm": "nm nanometer nanometers nanometre nanometres",
        "pm": "picometer picometers picometre picometres",
        "mi": "mile miles mi",
        "ft": "ft foot feet",
        "in": "inch inches",
        "yd": "yard yards yd yds",
        "nmi": "nautical_mile nautical_miles",
        "ly": "light-year light-years light_year light_years",
        "kg": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes",
        "g": "g gram grams gramme grammes",
        "mg": "mg milligram milligrams milligramme milligrammes",
        "µg": "µg μg mcg microgram micrograms microgramme microgrammes",
        "t": "t tonne tonnes metric_ton metric_tons metric_tonne metric_tonnes",
        "kt": "kiloton kilotons",
        "ton": "ton tons short_ton short_tons",
        "lb": "lb lbs pound-mass",
        "oz": "oz ounce ounces",
        "st": "stone",
        "ha": "ha hectare hectares",
        "acre": "acre acres",
        "km²": "km² km2 sq_km square_km square_kilometer square_kilometers square_kilometre square_kilometres",
        "m²": "m² m2 sq_m sqm square_meter square_meters square_metre square_metres",
        "ft²": "ft² ft2 sq_ft sqft square_foot square_feet",
        "mi²": "sq_mi square_mile square_miles",
        "m³": "m³ m3 cubic_meter cubic_meters cubic_metre cubic_metres",
        "ft³": "ft³ ft3 cubic_foot cubic_feet",
        "l": "l liter liters litre litres",
        "ml": "ml milliliter milliliters millilitre millilitres",
        "gal": "gallon gallons",
        "pint": "pint pints",
        "bbl": "bbl barrel barrels",
        "bushel": "bushel bushels",
        "cup": "cup cups",
        "tbsp": "tbsp tablespoon tablespoons",
        "tsp": "tsp teaspoon teaspoons",
        "°C": "°c celsius celcius centigrade centigrate degrees_celsius degree_celsius degrees_c degree_c deg_c "
        "deg_celsius "
        "degrees_celcius degrees_centigrade ° celsius °_celsius °_c",
        "°F": "°f fahrenheit farenheit degrees_fahrenheit degree_fahrenheit degrees_f degree_f deg_f degrees_farenheit "
        "°_fahrenheit °_f",
        "degree": "° degree degrees deg",
        "K": "kelvin kelvins",
        "rad": "rad radian radians",
        "W": "watt watts",
        "kW": "kw kilowatt kilowatts",
        "MW": "mw megawatt megawatts",
        "GW": "gw gigawatt gigawatts",
        "TW": "tw terawatt terawatts",
        "kWh": "kwh kilowatt-hour kilowatt-hours kilowatt_hour kilowatt_hours",
        "MWh": "mwh megawatt-hour megawatt-hours megawatt_hour megawatt_hours",
        "GWh": "gwh gigawatt-hour gigawatt-hours gigawatt_hour gigawatt_hours",
        "TWh": "twh terawatt-hour terawatt-hours terawatt_hour terawatt_hours",
        "J": "joule joules",
        "kcal": "kcal calorie calories kilocalorie kilocalories",
        "V": "volt volts kv*1000",
        "A": "amp amps ampere amperes",
        "Hz": "hz hertz",
        "kHz": "khz kilohertz",
        "MHz": "mhz megahertz",
        "GHz": "ghz gigahertz",
        "dB": "db decibel decibels",
        "hp": "hp horsepower",
        "kn": "knot knots",
        "ppm": "ppm parts_per_million",
        "bit": "bit bits",
        "byte": "byte bytes",
        "kB": "kb kilobyte kilobytes",
        "Mbit": "megabit megabits mbit",
        "MB": "megabyte megabytes",
        "GB": "gb gigabyte gigabytes",
        "TB": "tb terabyte terabytes",
        "PB": "pb petabyte petabytes",
        "point": "point points pt pts",
        "turn": "turns",
        "carat": "carat carats",
    },
)
_RATES = _table(
    "rate",
    {
        "km/h": "km/h kmh kph kmph km/hr",
        "mph": "mph",
        "m/s": "m/s",
        "Mbit/s": "mbps",
        "Gbit/s": "gbps",
    },
)
_DURATIONS = _table(
    "duration",
    {
        "ms": "millisecond milliseconds",
        "s": "second seconds sec secs",
        "min": "minute minutes min mins",
        "h": "hour hours hr hrs",
        "day": "day days fortnight*14 fortnights*14",
        "week": "week weeks wk wks",
        "month": "month months",
        "quarter": "quarters",
        "year": "year years yr yrs",
        "decade": "decade decades",
        "century": "century centuries",
    },
)
_SHARES = _table(
    "percent",
    {
        "%": "% percent per_cent per-cent pct percentage percents",
        "pp": "percentage_point percentage_points percent_point percent_points per_cent_points %_points %_point pp ppt "
        "percentage-point percentage-points basis_point*0.01 basis_points*0.01 bps*0.01 bp*0.01",
    },
)
UNITS = _SHARES | _RATES | _DURATIONS | _MEASURES
LONGEST_UNIT = 3

# Short symbols that are words or letters of their own: taken only when glued to digits, or spelt with these capitals.
_GLUED_ONLY = {"m": "m", "g": "g", "t": "t", "l": "l L", "st": "", "kb": "kB KB", "mi": "mi", "pt": "", "pm": ""}
_CASED = {"MB": Unit("MB", "measure"), "Mb": Unit("Mbit", "measure"), "mb": Unit("Mbit", "measure"),
          "K": Unit("K", "measure"),
          "W": Unit("W", "measure"), "V": Unit("V", "measure"), "mW": Unit("mW", "measure"), "dm": Unit("dm",
          "measure"),
          "DM": Unit("DEM", "money")}  # fmt: skip
_NEVER_GLUED = {"K"}

DENOMINATORS = {
    word: name
    for name, words in {
        "share": "share shares", "barrel": "barrel bbl", "day": "day daily", "week": "week weekly",
        "month": "month monthly",
        "year": "year yr annum annually", "h": "hour hr h", "min": "minute min", "s": "second sec s",
        "ms": "millisecond ms",
        "t": "tonne", "ton": "ton", "kg": "kg kilo kilogram", "g": "g gram gramme", "lb": "pound lb", "oz": "ounce",
        "l": "litre liter l", "gal": "gallon", "person": "person head capita", "household": "household",
        "km": "km kilometre kilometer",
        "mi": "mile", "m²": "m²", "ha": "hectare", "acre": "acre", "dozen": "dozen", "night": "night",
        "quarter": "quarter",
        "unit": "unit", "piece": "piece", "employee": "employee", "worker": "worker", "student": "student",
        "pupil": "pupil",
        "ticket": "ticket", "game": "game", "seat": "seat", "bushel": "bushel", "ml": "ml", "match": "match",
        "kWh": "kwh",
        "MWh": "mwh", "dose": "dose", "vote": "vote", "trip": "trip", "visit": "visit", "child": "child",
        "family": "family",
        "serving": "serving", "case": "case", "vehicle": "vehicle car", "decade": "decade", "season": "season",
    }.items()
    for word in words.split()
}  # fmt: skip


def read_unit(tokens: list[Token], i: int) -> tuple[Unit, int] | None:
    """The unit of measure named after a number, from token `i`: (unit, token after it)."""
    j = i
    if lower_at(tokens, j) in ("-", "(", "[", "{", "<") and j + 1 < len(tokens):
        j += 1
    if j >= len(tokens):
        return None
    for size in range(LONGEST_UNIT, 0, -1):
        words = tokens[j : j + size]
        if len(words) < size:
            continue
        last, power = _power(tokens, j + size)
        spelling = " ".join(word.lower for word in words) + power
        unit = UNITS.get(spelling) or UNITS.get(spelling.replace(" - ", "-").replace(" / ", "/"))
        if unit is None or (size == 1 and not _fits(tokens, j, unit)):
            unit = _CASED.get(words[0].text) if size == 1 and words[0].text not in _NEVER_GLUED else None
        if unit is not None and last:
            return unit, last + 1 if j > i and lower_at(tokens, last) in (")", "]", "}", ">") else last
    return None


def _power(tokens: list[Token], j: int) -> tuple[int, str]:
    """The token after the unit, and the glued figure of "km2"; 0 where a code such as "m212" goes on instead."""
    if j < len(tokens) and glued(tokens, j):
        if tokens[j].kind == "n":
            return (j + 1, tokens[j].text) if tokens[j].text in ("2", "3") else (0, "")
        if tokens[j].text == "-" and j + 1 < len(tokens) and tokens[j + 1].kind == "n" and len(tokens[j - 1].text) < 3:
            return 0, ""
    return j, ""


def _fits(tokens: list[Token], j: int, unit: Unit) -> bool:
    """Whether a short symbol is the unit, not a letter or a word that looks like it."""
    word = tokens[j]
    if word.lower not in _GLUED_ONLY or len(word.text) > len("mi"):
        return True
    if word.text not in _GLUED_ONLY[word.lower].split():
        return False
    follower = tokens[j + 1] if j + 1 < len(tokens) else None
    # "24703 m212" and "6 p.m." are no measures.
    return (
        follower is None
        or follower.kind == "n"
        or not (follower.start == word.end and (follower.kind != "s" or (follower.text in ".'’" and unit.name == "pm")))
    )


_FACTORS: dict[str, tuple[str, float]] = {
    "km": ("length", 1000.0), "m": ("length", 1.0), "dm": ("length", 0.1), "cm": ("length", 0.01),
    "mm": ("length", 0.001),
    "µm": ("length", 1e-6), "nm": ("length", 1e-9), "mi": ("length", 1609.344), "ft": ("length", 0.3048),
    "in": ("length", 0.0254), "yd": ("length", 0.9144), "nmi": ("length", 1852.0), "kg": ("mass", 1.0),
    "g": ("mass", 1e-3),
    "mg": ("mass", 1e-6), "µg": ("mass", 1e-9), "t": ("mass", 1000.0), "lb": ("mass", 0.45359237),
    "oz": ("mass", 0.028349523125),
    "st": ("mass", 6.35029318), "ha": ("area", 1e4), "acre": ("area", 4046.8564224), "km²": ("area", 1e6),
    "m²": ("area", 1.0),
    "ft²": ("area", 0.09290304), "mi²": ("area", 2589988.110336), "m³": ("volume", 1000.0), "l": ("volume", 1.0),
    "ml": ("volume", 1e-3), "ft³": ("volume", 28.316846592), "W": ("power", 1.0), "kW": ("power", 1e3),
    "MW": ("power", 1e6),
    "GW": ("power", 1e9), "TW": ("power", 1e12), "kWh": ("energy", 1.0), "MWh": ("energy", 1e3), "GWh": ("energy", 1e6),
    "TWh": ("energy", 1e9), "Hz": ("frequency", 1.0), "kHz": ("frequency", 1e3), "MHz": ("frequency", 1e6),
    "GHz": ("frequency", 1e9), "ms": ("time", 1e-3), "s": ("time", 1.0), "min": ("time", 60.0), "h": ("time", 3600.0),
    "day": ("time", 86400.0), "week": ("time", 604800.0), "month": ("calendar", 1.0), "quarter": ("calendar", 3.0),
    "year": ("calendar", 12.0), "decade": ("calendar", 120.0), "century": ("calendar", 1200.0),
    "mph": ("speed", 1.609344),
    "km/h": ("speed", 1.0), "m/s": ("speed", 3.6), "km/s": ("speed", 3600.0), "kn": ("speed", 1.852),
    "mi/h": ("speed", 1.609344),
    "GB": ("data", 1e9), "MB": ("data", 1e6), "TB": ("data", 1e12), "kB": ("data", 1e3), "PB": ("data", 1e15),
}  # fmt: skip


def conversion(unit: str) -> tuple[str, float, float]:
    """(dimension, factor, offset) so that `value * factor + offset` is in the dimension's base unit.

    Only conversions that are certain: no currency into another, no month into days, no ton (short, long or metric).
    """
    if unit == "°C":
        return "temperature", 1.0, 0.0
    if unit == "°F":
        return "temperature", 5 / 9, -160 / 9
    if unit in _FACTORS:
        dimension, factor = _FACTORS[unit]
        return dimension, factor, 0.0
    return unit, 1.0, 0.0
