"""Settings of a check: defaults, a TOML file, and what the caller names, in that order."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from factcheck.errors import InputError


@dataclass(frozen=True, slots=True)
class JudgeSettings:
    """Thresholds of the judge: probabilities and shares, 0 to 1."""

    entailment: float = 0.50
    contradiction: float = 0.90
    contradiction_low: float = 0.75
    """The less sure direction of a contradiction that only the model sees."""
    contradiction_overlap: float = 0.60
    agreement: float = 0.85
    """Mean entailment that outweighs an unsure typed conflict."""
    sure_fact: float = 0.80
    """Strength from which a typed conflict is not outweighed."""
    weak_fact: float = 0.45
    """Strength under which a typed conflict counts only with the model."""
    vague: float = 0.75
    """Backward entailment from which a premise is the vaguer telling of the hypothesis."""
    one_figure: float = 0.50
    """Cosine from which two figures of one slot are of one act, where names and words do not show it."""
    credence: float = 0.33
    """Probability, from all that is known of a pair, from which a conflict that no rule speaks against is told; 0
    tells every one."""
    related: float = 0.45
    """Cosine from which two statements are near enough for a figure to be compared or a hedge to qualify."""
    given: bool = False
    """The pair was chosen by a person, not found among thousands: where no typed fact decides, the model's likeliest
    class counts, without the high bar that keeps chance contradictions out of a table."""


GIVEN_PAIRS: Final = JudgeSettings(given=True)
"""The judge of `compare` and `compare_many`."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a check is made."""

    level: str = "atomic"
    """How finely sentences are split: sentence, clause or atomic."""
    neighbours: int = 16
    """Nearest statements compared with each statement."""
    floor: float = 0.55
    """Nearness (cosine, plus up to 1.5 for words in common) under which statements are not compared that have no typed
    fact in common."""
    limit: int = 24
    """The most candidates a statement may have."""
    story_threshold: float = 0.58
    """Mean cosine of openings from which an article joins a story."""
    judge: JudgeSettings = field(default_factory=JudgeSettings)

    def as_dict(self) -> dict[str, object]:
        """All settings as plain values, for the run folder."""
        return asdict(self)


def read_settings(path: str | Path) -> Settings:
    """Settings from a TOML file whose keys are the fields of `Settings`, those of the judge under `[judge]`.

    :raises InputError: the file is missing, is not TOML, or names a setting that does not exist.
    """
    try:
        table: dict[str, Any] = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError("can't be read", path=str(path), mend="name an existing TOML file") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"is not valid TOML: {error}", path=str(path)) from error
    inner = table.pop("judge", {})
    for given, known in ((table, Settings), (inner, JudgeSettings)):
        names = [f.name for f in fields(known) if f.name != "judge"]
        for name in given:
            if name not in names:
                raise InputError(f"unknown setting {name!r}", path=str(path), mend=f"known: {', '.join(names)}")
    return Settings(**table, judge=JudgeSettings(**inner))
