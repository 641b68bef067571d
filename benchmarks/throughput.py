"""The judging stage against the model alone, on the same pairs: how much of the model's pace is left to the program?

    python benchmarks/throughput.py corpora/scale-ai --rounds 3
    python benchmarks/throughput.py --data ../shared/data/news --articles 300 --rounds 0

The stage here is everything that comes after splitting and embedding (whose results are in the ledger): looking those
up, pairing, weighing the candidates, asking the model what it must, keeping its answers, judging and clustering.
With `--data` the articles are benchmarks/scale.py's mixture, 30 in 100 of them BASIL's. Seconds are the processor's.

The check that fills the ledger tells what share of all its work the three networks are, and what share typed facts and
the gate (figures and dates read, candidates weighed, pairs judged). Then every text is new to the stage, as in any
check: its seconds against those that it spends in the model, and against those of asking alone (keys, memory, the
model, its answers kept), which is the stage without typed facts, gate, pairing and clustering. Then it is done again,
some rounds, and the model alone is given exactly the pairs that the stage asked it, in the same order.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from scale import corpus

from factcheck import story
from factcheck.articles import load_articles
from factcheck.nli.interface import Pairs, Scores
from factcheck.onnx import Session
from factcheck.pipeline import Plan, load_tools, make_plan
from factcheck.statements import split
from factcheck.store.ledger import Ledger
from factcheck.story import Tools, work
from factcheck.types import Article

P = ParamSpec("P")
T = TypeVar("T")


class Noting:
    """Takes the place of a model's `predict`: notes what it is asked, and the seconds that takes."""

    def __init__(self, predict: Callable[[Pairs], Scores]) -> None:
        self._predict = predict
        self.asked: list[Pairs] = []
        self.seconds = 0.0

    def __call__(self, pairs: Pairs) -> Scores:
        self.asked.append(list(pairs))
        began = time.process_time()
        rows = self._predict(pairs)
        self.seconds += time.process_time() - began
        return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--data", type=Path, help="the folder that holds basil and allsides, in the place of paths")
    parser.add_argument("--articles", type=int, default=0, help="only the first N")
    parser.add_argument("--rounds", type=int, default=3, help="how often it is done again, the texts being known; or 0")
    parser.add_argument("--model", default="embedded")
    arguments = parser.parse_args()
    if arguments.data:
        articles = corpus(arguments.data, arguments.articles or 300, 0.3)[: arguments.articles or 300]
    else:
        articles = load_articles(arguments.paths)[: arguments.articles or None]
    with tempfile.TemporaryDirectory() as place:
        _in_child(lambda: _worked(articles, arguments.model, Path(place)))
        tools = load_tools(arguments.model)
        with Ledger(Path(place)) as ledger:
            tools.memory = ledger
            plan = make_plan(articles, tools, model=arguments.model)
            ledger.keep_only("prediction", [])
            noting, asking = Noting(tools.model.predict), Spent()
            with replaced(Tools, "predict", asking.timed(Tools.predict)):
                first = _seconds(lambda: _all(plan, tools, noting))
            calls, model = sum(map(len, noting.asked)), noting.seconds
            print(
                f"{calls} calls; texts seen for the first time: everything {first:.2f} s, asking {asking.seconds:.2f},"
            )
            print(f"the model {model:.2f}: asking keeps {model / asking.seconds:.1%} of the model's pace,")
            print(f"everything after splitting and embedding {model / first:.1%}", flush=True)
            _again(plan, tools, ledger, noting.asked, arguments.rounds)


class Spent:
    """Seconds of the processor that functions have taken, each of their threads counted."""

    def __init__(self, clock: Callable[[], float] = time.process_time) -> None:
        self.seconds, self._clock = 0.0, clock

    def timed(self, call: Callable[P, T]) -> Callable[P, T]:
        def kept(*args: P.args, **named: P.kwargs) -> T:
            began = self._clock()
            try:
                return call(*args, **named)
            finally:
                self.seconds += self._clock() - began

        return kept


@contextmanager
def replaced(owner: Any, name: str, call: Callable[..., Any]) -> Iterator[None]:
    """Another function in the place of one, meanwhile."""
    real = getattr(owner, name)
    setattr(owner, name, call)
    try:
        yield
    finally:
        setattr(owner, name, real)


def _again(plan: Plan, tools: Tools, ledger: Ledger, asked: Sequence[Pairs], rounds: int) -> None:
    whole, alone = [], []
    for _ in range(rounds):
        ledger.keep_only("prediction", [])
        whole.append(_seconds(lambda: [work(task, tools) for task in plan.tasks]))
        alone.append(_seconds(lambda: [tools.model.predict(pairs) for pairs in asked]))
    if rounds:
        print(f"texts known: the model alone {min(alone):.2f} s, the stage {min(whole):.2f} s")
        print(f"throughput of the stage: {min(alone) / min(whole):.1%} of the model's alone")


def _all(plan: Plan, tools: Tools, noting: Noting) -> None:
    with replaced(tools.model, "predict", noting):
        for task in plan.tasks:
            work(task, tools)


def _worked(articles: Sequence[Article], model: str, folder: Path) -> None:
    """Leave statements and vectors in the folder's ledger; tell what share of the work is whose."""
    tools = load_tools(model)
    networks, asking, judging, reading = Spent(time.thread_time), Spent(), Spent(), Spent()
    with ExitStack() as stack, Ledger(folder) as ledger:
        for owner, name, spent in (
            (Session, "run", networks),
            (Tools, "predict", asking),
            (story, "_judge", judging),
            (split, "extract_quantities", reading),
            (split, "extract_dates", reading),
        ):
            stack.enter_context(replaced(owner, name, spent.timed(getattr(owner, name))))
        tools.memory = ledger
        whole = _seconds(lambda: [work(task, tools) for task in make_plan(articles, tools, model=model).tasks])
    facts = judging.seconds - asking.seconds + reading.seconds
    print(f"{len(articles)} articles, {whole:.1f} s: {networks.seconds / whole:.1%} of them in the networks,")
    print(f"{facts / whole:.1%} for typed facts and the gate", flush=True)


def _in_child(call: Callable[[], None]) -> None:
    """Call in a process of its own, so that this one has seen none of the texts."""
    child = os.fork()
    if child == 0:
        try:
            call()
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    if os.waitpid(child, 0)[1]:
        sys.exit("the texts could not be read")


def _seconds(call: Callable[[], object]) -> float:
    began = time.process_time()
    call()
    return time.process_time() - began


if __name__ == "__main__":
    main()
