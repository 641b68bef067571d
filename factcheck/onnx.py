"""ONNX Runtime with results that depend on the input alone: one item a call, one thread a call.

Dynamic quantisation takes the scale of an activation from the whole tensor, padding included, so a batch's
other rows would change a row's result. Each call therefore gets one unpadded item; the work is spread by
running several calls at once (the runtime releases the interpreter lock).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from factcheck.errors import ModelError

MANIFEST: Final = "config.json"
_BEHAVIOUR: Final = ("files", "max_tokens", "classes", "types", "temperature", "offsets", "pooling")

SLOWER: Final = ["SkipLayerNormFusion"]
"""What the runtime would put in place of nodes that are faster: six times the time of the sum and the norm it joins."""
_SURROGATE: Final = re.compile("[\ud800-\udfff]")

Feed = Mapping[str, NDArray[np.int64]]


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def read_manifest(folder: Path, required: Sequence[str] = ()) -> dict[str, Any]:
    """`config.json` of an embedded model, its files checked against their hashes.

    :raises ModelError: a file is missing, malformed, or not the one the manifest was written for.
    """
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(f"{folder}: no {MANIFEST} (an embedded model has one beside its model.onnx)") from None
    except (OSError, ValueError) as error:
        raise ModelError(f"{path}: not readable as JSON: {error} (fetch the model again)") from None
    found = manifest if isinstance(manifest, dict) else {}
    missing = [key for key in ("files", "max_tokens", *required) if key not in found]
    if missing:
        raise ModelError(f"{path}: {', '.join(missing)} missing (write it again with the model's recipe)")
    for name, digest in found["files"].items():
        if not (folder / name).is_file():
            raise ModelError(f"{folder / name}: file is missing (fetch the model again)")
        if sha256(folder / name) != digest:
            raise ModelError(f"{folder / name}: SHA-256 differs from {MANIFEST}'s (fetch the model again)")
    return found


def revision(manifest: Mapping[str, Any]) -> str:
    """A content hash of everything in the manifest that changes results: 16 hexadecimal digits."""
    behaviour = {key: manifest[key] for key in _BEHAVIOUR if key in manifest}
    return hashlib.sha256(json.dumps(behaviour, sort_keys=True).encode()).hexdigest()[:16]


def tokenisable(text: str) -> str:
    """The text with half surrogate pairs, which no tokenizer takes, as replacement characters; offsets stay."""
    return _SURROGATE.sub("\ufffd", text)


def core_count() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


class Session:
    """One ONNX graph on the CPU; `run_each` gives the same arrays whatever the order, count and `threads`."""

    def __init__(self, path: Path, threads: int | None = None) -> None:
        """
        :param threads: calls run at once; the number of cores when None.
        :raises ModelError: the file is no graph that this runtime can run.
        """
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
        options.log_severity_level = 3
        try:
            self._session = ort.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER
            )
        except Exception as error:  # the runtime's own exception classes share no public base
            first = str(error).strip().splitlines()[0]
            raise ModelError(f"{path}: ONNX Runtime can't load it: {first}") from error
        self.threads = max(1, threads if threads is not None else core_count())

    def run(self, feed: Feed) -> NDArray[np.float32]:
        """The first output for one feed."""
        output: NDArray[np.float32] = self._session.run(None, dict(feed))[0]
        return output

    def run_each(self, feeds: Sequence[Feed]) -> list[NDArray[np.float32]]:
        """The first output for each feed, in the feeds' order."""
        if self.threads == 1 or len(feeds) < 2:
            return [self.run(feed) for feed in feeds]
        with ThreadPoolExecutor(min(self.threads, len(feeds))) as pool:
            return list(pool.map(self.run, feeds))


def feed(**rows: Sequence[int]) -> Feed:
    """One unpadded item: every keyword a row of ids, made (1, tokens) int64."""
    return {name: np.asarray([row], dtype=np.int64) for name, row in rows.items()}
