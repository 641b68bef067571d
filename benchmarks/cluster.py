"""The Ray engine with two workers against the local engine: the same tables, and what it costs more.

    python benchmarks/cluster.py --data ../shared/data/news --articles 300
    python benchmarks/cluster.py --data ../shared/data/news --articles 300 --kill 20

Each engine checks the same articles (benchmarks/scale.py's mixture) with the real models in a process of its own, from
loading them to the written tables; Ray's start and end are counted. Seconds are those of the processor, over all
processes, and those of the clock; where both engines have the same cores (`taskset -c 1`) both tell the overhead.
With `--kill N` a worker is killed N seconds after Ray's check has begun to do stories.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

from scale import corpus

from factcheck.store.checking import Engine, check_into
from factcheck.store.names import TABLES, table_file
from factcheck.types import Article

_TICKS = os.sysconf("SC_CLK_TCK")


def processes() -> dict[int, tuple[int, str, float]]:
    """Every process: (parent, name, processor seconds, its ended children's included)."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, rest = path.read_text().split(" ", 1)
        except OSError:
            continue  # it ended meanwhile
        name, _, rest = rest.rpartition(")")
        fields = rest.split()
        found[int(number)] = (int(fields[1]), name.lstrip("("), sum(map(int, fields[11:15])) / _TICKS)
    return found


def below(root: int) -> dict[int, tuple[str, float]]:
    """The processes that a process has started, and those they have: (name, processor seconds)."""
    every, known = processes(), {root}
    while True:
        more = {number for number, (parent, _, _) in every.items() if parent in known} - known
        if not more:
            return {number: every[number][1:] for number in known if number != root}
        known |= more


class Watch:
    """What the processes below one have spent, those that ended meanwhile included; looked at twice a second."""

    def __init__(self, root: int) -> None:
        self._root, self._spent = root, dict[int, tuple[str, float]]()
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while True:
            self._spent |= below(self._root)
            time.sleep(0.5)

    def spent(self) -> tuple[float, float]:
        """Processor seconds so far: (the workers that do stories, all others)."""
        self._spent |= below(self._root)
        workers = sum(seconds for name, seconds in self._spent.values() if name.startswith("ray::MapWorker"))
        return workers, sum(seconds for _, seconds in self._spent.values()) - workers


def kill_a_worker(root: int, folder: Path, after: float) -> None:
    """Wait until stories are being done, then some seconds more, and kill an actor that does them."""
    while not (folder / "work.sqlite").exists():
        time.sleep(0.1)
    time.sleep(after)
    workers = {number: spent for number, (name, spent) in below(root).items() if name.startswith("ray::MapWorker")}
    if not workers:
        print("no worker to kill", file=sys.stderr)
        return
    os.kill(max(workers, key=lambda number: workers[number]), signal.SIGKILL)
    print(f"killed one of {len(workers)} workers", file=sys.stderr)


def measured(articles: Sequence[Article], folder: Path, workers: int, kill: float) -> tuple[float, float, list[float]]:
    """Check in a new process: (processor seconds, seconds of the clock, processor seconds of the process that started
    it, of the workers and of Ray's own processes). No worker means the local engine."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            began, engine, watch = time.perf_counter(), _engine(workers), Watch(os.getpid())
            if kill and workers:
                threading.Thread(target=kill_a_worker, args=(os.getpid(), folder, kill), daemon=True).start()
            check_into(articles, folder, engine=engine)
            others = watch.spent()
            if workers:
                import ray

                ray.shutdown()
            parts = [time.process_time(), *others]
            os.write(writing, json.dumps([sum(parts), time.perf_counter() - began, parts]).encode())
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as handle:
        text = handle.read()
    os.waitpid(child, 0)
    if not text:
        sys.exit("the check failed")
    spent, clock, parts = json.loads(text)
    return spent, clock, parts


def _engine(workers: int) -> Engine | None:
    if not workers:
        return None
    from factcheck.distributed import RayEngine

    return RayEngine(workers=workers)


def tables(folder: Path) -> dict[str, bytes]:
    """The bytes of every table of a run folder."""
    return {name: (folder / table_file(name)).read_bytes() for name in TABLES}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds basil and allsides")
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--share", type=float, default=0.3, help="of the articles that are BASIL's")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kill", type=float, default=0.0, help="seconds after which a worker is killed; 0 for never")
    arguments = parser.parse_args()
    articles = corpus(arguments.data, arguments.articles, arguments.share)[: arguments.articles]
    with tempfile.TemporaryDirectory() as place:
        local, cluster = Path(place) / "local", Path(place) / "ray"
        alone = measured(articles, local, 0, 0.0)
        print(f"local: {alone[0]:.1f} s of the processor, {alone[1]:.1f} s of the clock", flush=True)
        spread = measured(articles, cluster, arguments.workers, arguments.kill)
        print(f"Ray, {arguments.workers} workers: {spread[0]:.1f} s of the processor, {spread[1]:.1f} s of the clock")
        print("  of them in the process that started it {:.1f}, workers {:.1f}, Ray's own {:.1f}".format(*spread[2]))
        print(f"overhead: processor {spread[0] / alone[0] - 1:+.1%}, clock {spread[1] / alone[1] - 1:+.1%}")
        same = tables(local) == tables(cluster)
    print(f"tables equal byte for byte: {same}")
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
