"""The same stages on Ray Data, on this machine or on many: stories go out, their packed rows come back.

Stories depend on nothing but themselves (`story.py`), so a worker that dies costs the stories it held: Ray starts
another and gives it those again. The driver keeps what comes back exactly as the local engine does, and every row
comes with the key that the worker itself computed, so that a worker with other weights or other code is refused.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from importlib.util import find_spec
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from factcheck.codec import from_json, to_json
from factcheck.config import Settings
from factcheck.errors import FactcheckError, MissingExtraError
from factcheck.onnx import core_count
from factcheck.story import StoryResult, StoryTask, Tools, work

_STORIES: Final = 4
"""Stories of one task: what a killed worker costs."""
_TEXTS: Final = 64
Pack = Callable[[StoryResult], bytes]


class StoryWorker:
    """One actor: the models loaded once, then stories to packed rows."""

    def __init__(self, model: str, settings: Settings, pack: Pack) -> None:
        self._tools, self._pack = _tools(model, settings), pack

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[Any]]:
        """`number` and `task` (JSON) in; `number`, `key` and `packed` out."""
        tasks = [from_json(StoryTask, text) for text in batch["task"]]
        return {
            "number": [int(number) for number in batch["number"]],
            "key": [self._tools.key(task) for task in tasks],
            "packed": [self._pack(work(task, self._tools)) for task in tasks],
        }


class OpeningWorker:
    """One actor: the encoder loaded once, then texts to vectors."""

    def __init__(self) -> None:
        from factcheck.pairing.encoder import load_encoder

        self._encoder = load_encoder(threads=1)

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[Any]]:
        """`number` and `text` in; `number` and `vector` (bytes of float32) out."""
        rows = self._encoder.encode([str(text) for text in batch["text"]])
        return {"number": [int(n) for n in batch["number"]], "vector": [row.tobytes() for row in rows]}


class RayEngine:
    """An engine for `store.check_into`. It joins the cluster that RAY_ADDRESS names, or starts one on this machine."""

    def __init__(self, model: str = "embedded", workers: int | None = None) -> None:
        """
        :param workers: actors that do stories, a core each; the cluster's cores when None.
        :raises MissingExtraError: Ray is not installed.
        """
        if find_spec("ray") is None:
            raise MissingExtraError("the Ray engine", "ray")
        self._model, self._workers = model, workers

    @cached_property
    def workers(self) -> int:
        """Actors that do stories. Starts or joins the cluster."""
        ray = _started(self._workers)
        return self._workers or max(1, int(ray.cluster_resources().get("CPU", 1)))

    def __call__(self, tasks: Sequence[StoryTask], tools: Tools, pack: Pack) -> Iterator[tuple[int, bytes]]:
        """Work through stories on the cluster, in any order: (number of the task, packed result).

        :raises FactcheckError: a worker runs other code or other weights than the driver.
        """
        if not tasks:
            return
        rows = [{"number": number, "task": to_json(task)} for number, task in enumerate(tasks)]
        arguments = {"model": self._model, "settings": tools.settings, "pack": pack}
        for row in self._mapped(rows, StoryWorker, arguments, _STORIES):
            number = int(row["number"])
            if bytes(row["key"]) != tools.key(tasks[number]):
                raise FactcheckError(
                    "a worker of the cluster runs another factcheck, or other weights, than this machine "
                    "(install the same version on every node)"
                )
            yield number, bytes(row["packed"])

    def embed(self, texts: Sequence[str]) -> Iterator[tuple[int, NDArray[np.float32]]]:
        """Vectors of texts, made on the cluster, in any order: (number of the text, vector (d,))."""
        if not texts:
            return
        rows = [{"number": number, "text": text} for number, text in enumerate(texts)]
        for row in self._mapped(rows, OpeningWorker, {}, _TEXTS):
            yield int(row["number"]), np.frombuffer(bytes(row["vector"]), np.float32)

    def _mapped(
        self, rows: Sequence[dict[str, Any]], worker: type, arguments: dict[str, Any], size: int
    ) -> Iterator[dict[str, Any]]:
        """Rows through a pool of actors, `size` rows a task at most, and never more than an even share."""
        workers = self.workers
        from ray.data import ActorPoolStrategy, from_items

        size = max(1, min(size, len(rows) // (2 * workers)))
        data = from_items(list(rows), override_num_blocks=-(-len(rows) // size))
        done = data.map_batches(
            worker,
            fn_constructor_kwargs=arguments,
            compute=ActorPoolStrategy(size=min(workers, -(-len(rows) // size))),
            batch_size=size,
            num_cpus=1,
        )
        yield from done.iter_rows()


def _tools(model: str, settings: Settings) -> Tools:
    """The models of one worker, which has one core."""
    from factcheck.nli import load_model
    from factcheck.pairing.encoder import load_encoder

    return Tools(load_model(model, threads=1), load_encoder(threads=1), settings)


def _started(workers: int | None) -> Any:
    """Ray, running: the cluster of RAY_ADDRESS, or one of this machine's cores."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    import ray

    if not ray.is_initialized():
        quiet: dict[str, Any] = {"logging_level": "ERROR", "log_to_driver": False}
        if os.environ.get("RAY_ADDRESS"):
            ray.init(**quiet)
        else:
            # By itself Ray runs its workers at a lower priority than this process: on a busy machine they wait for all
            # else, while the processes beside them, which do no story, go on costing time.
            os.environ.setdefault("RAY_worker_niceness", "0")
            ray.init(num_cpus=workers or core_count(), include_dashboard=False, **quiet)
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    return ray
