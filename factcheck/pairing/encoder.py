"""Sentence embeddings: all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019) as an int8 ONNX graph.

Texts are run one at a time on several threads, so an embedding depends on its text alone (see `factcheck.onnx`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import FactcheckError, ModelError
from factcheck.onnx import Feed, Session, feed, read_manifest, revision, tokenisable
from factcheck.resources import resource

if TYPE_CHECKING:
    from tokenizers import Tokenizer

ENCODER: Final = "minilm-l6-encoder"
_CHUNK: Final = 256


class TextEncoder:
    """Texts -> rows of ids, cut at `max_tokens`. The recipe that builds the graph uses this same code."""

    def __init__(self, tokenizer: Path, max_tokens: int) -> None:
        """:raises ModelError: the tokenizer file can't be read."""
        from tokenizers import Tokenizer

        try:
            self._tokenizer: Tokenizer = Tokenizer.from_file(str(tokenizer))
        except Exception as error:  # `tokenizers` raises bare Exception
            raise ModelError(f"{tokenizer}: not a tokenizer file: {error}") from None
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(max_tokens)
        self.truncated = 0

    def encode(self, texts: Sequence[str]) -> list[Feed]:
        """One unpadded feed a text."""
        encoded = self._tokenizer.encode_batch([tokenisable(text) for text in texts])
        self.truncated += sum(bool(e.overflowing) for e in encoded)
        return [feed(input_ids=e.ids, attention_mask=e.attention_mask) for e in encoded]


class Encoder:
    """Texts -> vectors whose dot product is their cosine. Safe to keep and use again."""

    def __init__(
        self, folder: Path, *, threads: int | None = None, progress: Callable[[int, int], None] | None = None
    ) -> None:
        """
        :param threads: texts encoded at once; the number of cores when None.
        :param progress: called with (texts done, texts in all).
        :raises ModelError: the folder is incomplete or damaged.
        """
        manifest = read_manifest(folder, required=("width",))
        self.name = str(manifest.get("id", folder.name))
        self.revision = revision(manifest)
        self.width = int(manifest["width"])
        self._texts = TextEncoder(folder / "tokenizer.json", int(manifest["max_tokens"]))
        self._session = Session(folder / "model.onnx", threads)
        self._progress = progress

    @property
    def truncated(self) -> int:
        """Texts so far that were too long and were cut."""
        return self._texts.truncated

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """L2-normalised mean-pooled embeddings of shape (n, width), the same for a text whatever stands beside it."""
        out = np.zeros((len(texts), self.width), dtype=np.float32)
        for start in range(0, len(texts), _CHUNK):
            feeds = self._texts.encode(texts[start : start + _CHUNK])
            for offset, row in enumerate(self._session.run_each(feeds)):
                out[start + offset] = row[0]
            if self._progress:
                self._progress(min(start + _CHUNK, len(texts)), len(texts))
        return out


def load_encoder(*, threads: int | None = None, progress: Callable[[int, int], None] | None = None) -> Encoder:
    """The embedded sentence encoder.

    :raises ModelError: it is missing from the installation, or damaged.
    """
    try:
        folder = resource("models", "embedded", ENCODER)
    except FactcheckError as error:
        raise ModelError(str(error)) from None
    return Encoder(folder, threads=threads, progress=progress)
