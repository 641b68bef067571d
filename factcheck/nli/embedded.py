"""The cross-encoder that ships with the program: ONNX Runtime and `tokenizers`, nothing heavier.

A folder holds model.onnx (int8), tokenizer.json and config.json. Pairs are run one at a time on several
threads, so results are identical whatever the batch, the order and the thread count (see `factcheck.onnx`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import ModelError
from factcheck.nli.alignment import TYPE_COUNT, token_types
from factcheck.nli.interface import Pairs, Progress, Scores
from factcheck.nli.surface import plain
from factcheck.nli.windows import Fitted, Offsets, combine, fit
from factcheck.onnx import Feed, Session, feed, read_manifest, revision, tokenisable

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CLASSES: Final = ("entailment", "neutral", "contradiction")
SPECIAL_TOKENS: Final = 3
SAME_TEXT: Final = np.array([0.98, 0.01, 0.01], dtype=np.float32)
"""What a text says of itself: entailment by definition, so the network, which misses one in forty, is not asked."""
_CHUNK: Final = 128


class PairEncoder:
    """Pairs -> the graph's three rows of ids. The recipe that calibrates the model uses this same code."""

    def __init__(self, tokenizer: Path, max_tokens: int) -> None:
        """:raises ModelError: the tokenizer file can't be read."""
        from tokenizers import Tokenizer

        try:
            self._tokenizer: Tokenizer = Tokenizer.from_file(str(tokenizer))
        except Exception as error:  # `tokenizers` raises bare Exception
            raise ModelError(f"{tokenizer}: not a tokenizer file: {error}") from None
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self.max_tokens = max_tokens

    def _offsets(self, text: str) -> Offsets:
        offsets: Offsets = self._tokenizer.encode(text, add_special_tokens=False).offsets
        return offsets

    def fit(self, pairs: Pairs) -> list[Fitted]:
        """The texts each pair is read as; nearly always the pair itself."""
        lengths = [len(e.ids) for e in self._tokenizer.encode_batch(list(pairs))]
        return [
            Fitted((premise,), hypothesis)
            if length <= self.max_tokens
            else fit(premise, hypothesis, self._offsets, self.max_tokens - SPECIAL_TOKENS)
            for (premise, hypothesis), length in zip(pairs, lengths, strict=True)
        ]

    def encode(self, pairs: Pairs) -> list[Feed]:
        """One unpadded feed a pair, never longer than `max_tokens`."""
        feeds = []
        for encoding, (premise, hypothesis) in zip(self._tokenizer.encode_batch(list(pairs)), pairs, strict=True):
            types = token_types(premise, hypothesis, encoding.offsets, encoding.sequence_ids)
            ids = encoding.ids
            if len(ids) > self.max_tokens:  # only text that breaks into other tokens when cut; keeps the closing token
                ids, types = [*ids[: self.max_tokens - 1], ids[-1]], [*types[: self.max_tokens - 1], types[-1]]
            feeds.append(feed(input_ids=ids, attention_mask=[1] * len(ids), token_type_ids=types))
        return feeds


def probabilities(
    logits: NDArray[np.float32], temperature: float, offsets: Sequence[float] = (0.0, 0.0, 0.0)
) -> NDArray[np.float32]:
    """Softmax of (classes,) logits at a temperature, in double precision, one row at a time.

    `offsets`, added after the temperature, move each class's threshold (bias-corrected temperature scaling,
    Alexandari et al. 2020; without them it is the temperature scaling of Guo et al. 2017).
    """
    scaled = logits.astype(np.float64) / temperature + np.asarray(offsets, dtype=np.float64)
    powers = np.exp(scaled - scaled.max())
    row: NDArray[np.float32] = (powers / powers.sum()).astype(np.float32)
    return row


class EmbeddedModel:
    """A model folder in the embedded format, as an `nli.Model`."""

    two_class: Final = False
    limits: Final = ""

    def __init__(
        self, folder: Path, *, name: str = "embedded", threads: int | None = None, progress: Progress | None = None
    ) -> None:
        """
        :param threads: pairs judged at once; the number of cores when None.
        :raises ModelError: the folder is incomplete, damaged, or of another format.
        """
        manifest = read_manifest(folder, required=("classes", "temperature"))
        self.name = name
        self.revision = revision(manifest)
        self.classes: tuple[str, ...] = tuple(manifest["classes"])
        if sorted(self.classes) != sorted(CLASSES):
            raise ModelError(f"{folder}: its classes are {', '.join(self.classes)}, not {', '.join(CLASSES)}")
        if manifest.get("types") != TYPE_COUNT:
            raise ModelError(f"{folder}: made for other alignment types (export it again with models/recipes/nli)")
        self._columns = [self.classes.index(label) for label in CLASSES]
        self._temperature = float(manifest["temperature"])
        offsets: dict[str, float] = manifest.get("offsets", {})
        self._offsets = [float(offsets.get(label, 0.0)) for label in CLASSES]
        self._folder, self._threads, self._progress = folder, threads, progress
        self._encoder = PairEncoder(folder / "tokenizer.json", int(manifest["max_tokens"]))
        self.windowed = 0
        self.truncated = 0

    @cached_property
    def _session(self) -> Session:
        return Session(self._folder / "model.onnx", self._threads)

    def predict(self, pairs: Pairs) -> Scores:
        """Probabilities of shape (n, 3), float32, columns entailment, neutral, contradiction; rows sum to 1.

        A text entails itself. A premise too long for the model is read in windows; the window with the lowest
        neutral probability speaks for the pair.
        """
        done, rows = 0, []
        for start in range(0, len(pairs), _CHUNK):
            chunk = [(plain(tokenisable(p)), plain(tokenisable(h))) for p, h in pairs[start : start + _CHUNK]]
            rows.append(self._chunk(chunk))
            done += len(chunk)
            if self._progress:
                self._progress(done, len(pairs))
        return np.concatenate(rows) if rows else np.zeros((0, 3), dtype=np.float32)

    def _chunk(self, pairs: Pairs) -> Scores:
        different = [pair for pair in pairs if pair[0] != pair[1]]
        scores = np.tile(SAME_TEXT, (len(pairs), 1))
        if different:
            scores[[premise != hypothesis for premise, hypothesis in pairs]] = self._judged(different)
        return scores

    def _judged(self, pairs: Pairs) -> Scores:
        fitted = self._encoder.fit(pairs)
        self.windowed += sum(f.windowed for f in fitted)
        self.truncated += sum(f.truncated for f in fitted)
        texts = [(premise, f.hypothesis) for f in fitted for premise in f.premises]
        return combine(self._texts(texts), [len(f.premises) for f in fitted])

    def _texts(self, texts: Sequence[tuple[str, str]]) -> Scores:
        logits = self._session.run_each(self._encoder.encode(texts))
        return np.stack([probabilities(row[0][self._columns], self._temperature, self._offsets) for row in logits])
