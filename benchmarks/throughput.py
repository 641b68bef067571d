"""The judging stage against the model alone, on the same pairs: how much of the model's pace is left to the program?

    python benchmarks/throughput.py corpora/scale-ai --rounds 3
    python benchmarks/throughput.py --data ../shared/data/news --articles 300 --rounds 0

The stage here is everything that comes after splitting and embedding (whose results are in the ledger): looking those
up, pairing, weighing the candidates, asking the model what it must, keeping its answers, judging and clustering.
With `--data` the articles are benchmarks/scale.py's mixture, 30 in 100 of them BASIL's. Seconds are the processor's.

The check that fills the ledger tells what share of all its work the three networks are. Then every text is new to the
stage, as in any check: its seconds against those that it spends in the model. Then it is done again, some rounds, and
the model alone is given exactly the pairs that the stage asked it, in the same order.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scale import corpus

from factcheck.articles import load_articles
from factcheck.nli.interface import Pairs, Scores
from factcheck.onnx import Feed, Session
from factcheck.pipeline import Plan, load_tools, make_plan
from factcheck.store.ledger import Ledger
from factcheck.story import Tools, work
from factcheck.types import Article


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
            noting = Noting(tools.model.predict)
            first = _seconds(lambda: _all(plan, tools, noting))
            calls = sum(map(len, noting.asked))
            print(
                f"{calls} calls; texts seen for the first time: the stage {first:.2f} s, {noting.seconds:.2f} of them"
            )
            print(f"in the model: {noting.seconds / first:.1%} of the model's pace", flush=True)
            _again(plan, tools, ledger, noting.asked, arguments.rounds)


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
    real = tools.model.predict
    tools.model.predict = noting  # type: ignore[method-assign]
    try:
        for task in plan.tasks:
            work(task, tools)
    finally:
        tools.model.predict = real  # type: ignore[method-assign]


def _worked(articles: Sequence[Article], model: str, folder: Path) -> None:
    """Leave statements and vectors in the folder's ledger; tell the networks' share of the work."""
    spent, run = [0.0], Session.run

    def timed(session: Session, feed: Feed) -> NDArray[np.float32]:
        began = time.thread_time()
        output = run(session, feed)
        spent[0] += time.thread_time() - began
        return output

    tools = load_tools(model)
    Session.run = timed  # type: ignore[method-assign, assignment]
    with Ledger(folder) as ledger:
        tools.memory = ledger
        began = time.process_time()
        for task in make_plan(articles, tools, model=model).tasks:
            work(task, tools)
        whole = time.process_time() - began
    print(f"{len(articles)} articles, {whole:.1f} s, {spent[0] / whole:.1%} of them in the networks", flush=True)


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
