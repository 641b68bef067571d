"""The nouns of the program: frozen dataclasses and the fixed words. Offsets are character offsets, end exclusive."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Label(StrEnum):
    """What a premise makes of a hypothesis."""

    ENTAILMENT = "entailment"
    NEUTRAL = "neutral"
    CONTRADICTION = "contradiction"


class Kind(StrEnum):
    """What an agreement or a difference turns on."""

    NUMBER = "number"
    DATE = "date"
    ENTITY = "entity"
    ROLE = "role"
    OWNERSHIP = "ownership"
    NEGATION = "negation"
    MODALITY = "modality"
    ATTRIBUTION = "attribution"
    CAUSE = "cause"
    UPDATE = "update"
    OTHER = "other"


class Modality(StrEnum):
    """How surely something is said."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    POSSIBLE = "possible"
    REPORTED = "reported"
    HYPOTHETICAL = "hypothetical"
    QUESTION = "question"


class Polarity(StrEnum):
    POSITIVE = "positive"
    NEGATIVE = "negative"


class Stance(StrEnum):
    """What one source does to one claim."""

    SUPPORTS = "supports"
    QUALIFIES = "qualifies"
    CONTRADICTS = "contradicts"
    SILENT = "silent"


class Verdict(StrEnum):
    """What the sources make of a claim."""

    DISPUTED = "disputed"
    UPDATED = "updated"
    AGREED = "agreed"
    SINGLE_SOURCE = "single-source"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article that is not the article, with the reason it is left out."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One document of one source. `text` is kept as read; `boilerplate` spans never become statements."""

    article_id: str
    source: str
    text: str
    title: str = ""
    date: str | None = None
    """ISO 8601, as precise as it is known."""
    url: str | None = None
    story: str | None = None
    """The story the user put the article in; None lets the program find it."""
    language: str | None = None
    path: str | None = None
    """Where it was read from, for messages; not part of the id."""
    boilerplate: tuple[Span, ...] = ()
    copy_of: str | None = None
    """The id of an earlier article that this one repeats almost word for word."""

    def own_text(self) -> str:
        """The text outside the boilerplate."""
        ends = [0, *(span.end for span in self.boilerplate)]
        starts = [*(span.start for span in self.boilerplate), len(self.text)]
        return " ".join(self.text[end:start] for end, start in zip(ends, starts, strict=True))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of an article: `text == article.text[start:end]`."""

    article_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a parsed sentence (Universal Dependencies v2). Offsets are within the sentence."""

    text: str
    start: int
    end: int
    lemma: str
    upos: str
    head: int
    """Index of the governing token in the sentence; -1 for the root."""
    deprel: str
    entity: str = "O"
    """BIO tag: O, B-PER, I-PER, B-ORG, I-ORG, B-LOC, I-LOC, B-MISC, I-MISC."""
    attribution: str = "O"
    """BIO tag: O, B-SOURCE, I-SOURCE, B-CUE, I-CUE, B-CONTENT, I-CONTENT."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as an interval. Offsets are within the text it was extracted from."""

    text: str
    start: int
    end: int
    value: float
    """The figure named, in `unit`s (14.8 billion dollars: 14.8e9); the middle of a range."""
    low: float
    high: float
    """What the words allow, from how the figure is written: "about 15 billion" covers 14.8; may be infinite."""
    unit: str
    """ISO 4217 code for money ("USD"), "%" , "pp", an SI or customary unit ("km"), or "" for plain counts."""
    kind: str
    """money, percent, count, ordinal, measure, duration, age, rate."""
    relation: str
    """=, <, >, ~ or range."""
    role: str = ""
    """price, stake, valuation, revenue, headcount, casualties, investors, ...; empty when not clear."""
    of: str = ""
    """Lemma of the thing counted or measured ("investor" in "more than 100 investors"); empty when not clear."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A time as an interval of days, both ends included, ISO 8601. Offsets are within the text."""

    text: str
    start: int
    end: int
    first: str
    last: str
    relation: str = "on"
    """on, before, after, since, until, by."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A name. Offsets are within the text."""

    text: str
    start: int
    end: int
    name: str
    """The joined form within the article or story: "Wang" -> "Alexandr Wang"."""
    type: str
    """person, organisation, place, other."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One atomic proposition, readable on its own."""

    statement_id: str
    article_id: str
    source: str
    text: str
    """The proposition, standing alone: pronouns resolved, subject copied in."""
    quote: str
    """The exact characters `article.text[start:end]`."""
    start: int
    end: int
    sentence_start: int = 0
    sentence_end: int = 0
    original: str = ""
    """The proposition before pronouns and dates were resolved."""
    holder: str | None = None
    """Who says it, when not the article itself."""
    modality: Modality = Modality.ASSERTED
    polarity: Polarity = Polarity.POSITIVE
    opinion: bool = False
    time: str | None = None
    """ISO 8601 date or interval "first/last" that the statement is about, when it says so."""
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateSpan, ...] = ()
    entities: tuple[Entity, ...] = ()
    flags: tuple[str, ...] = ()
    """Plain-English notes on what was done or left open: "unresolved: it", "resolved: the company -> Scale AI"."""

    def __hash__(self) -> int:
        # Statements key many caches of comparisons: two strings, whose hashes Python keeps, instead of twenty fields.
        return hash((self.statement_id, self.text))


@dataclass(frozen=True, slots=True)
class Probabilities:
    """Class probabilities of premise -> hypothesis; they sum to 1."""

    entailment: float
    neutral: float
    contradiction: float


@dataclass(frozen=True, slots=True)
class Finding:
    """What one typed comparison of two statements came to."""

    kind: Kind
    relation: str
    """agrees, conflicts, weaker (the hypothesis is borne out in part) or linked (other slots, joined by arithmetic)."""
    detail: str
    """A sentence in plain newsroom English that is true of the values compared."""
    strength: float = 1.0
    """How sure the comparison is, 0 to 1."""
    derived: bool = False
    """Whether arithmetic links the figures, so that they need not be of one act."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one pair comes to."""

    label: Label
    kind: Kind
    score: float
    """Calibrated probability that `label` is right, 0 to 1."""
    forward: Probabilities
    backward: Probabilities
    explanation: str
    stance: Stance = Stance.SILENT
    """What the premise does to the hypothesis taken as a claim."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements that could be about the same fact, by id; premise before hypothesis in the order of the ids."""

    premise_id: str
    hypothesis_id: str
    similarity: float
    """Cosine of the two statements' embeddings."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with its judgement, premise -> hypothesis."""

    pair: Pair
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source does to one claim, in its own words."""

    source: str
    article_id: str
    stance: Stance
    statement_id: str | None
    statement: str
    quote: str
    start: int
    end: int
    score: float
    kind: Kind = Kind.OTHER
    explanation: str = ""
    copy: bool = False
    """The article repeats another one and is not counted as an independent source."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A row of the table."""

    claim_id: str
    story_id: str
    text: str
    verdict: Verdict
    kind: Kind
    score: float
    explanation: str
    stances: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The articles that report one event."""

    story_id: str
    title: str
    article_ids: tuple[str, ...]


@dataclass(slots=True)
class Dropped:
    """Counts of everything left out, truncated or windowed, by reason."""

    reasons: dict[str, int] = field(default_factory=dict)

    def add(self, reason: str, count: int = 1) -> None:
        if count:
            self.reasons[reason] = self.reasons.get(reason, 0) + count


@dataclass(frozen=True, slots=True)
class GivenClaim:
    """A claim that the user names: its row is made whatever the articles say of it."""

    text: str
    story: str | None = None
    """Only the articles of this story are asked; None asks all."""
