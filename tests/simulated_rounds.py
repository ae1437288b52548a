"""Every round file with every kind of candidate, many times over, on virtual time.

`python -m tests.simulated_rounds [--seeds 20] [ROUND ...]` plays them all, which takes a while, and
prints a line for each round and what doesn't hold, at the end or where it is broken off by INT or
TERM; test_simulated_rounds.py plays one of them.
"""

import argparse
import asyncio
import random
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from unittest import mock

from mockint.candidates import KINDS, CandidateKind, simulated
from mockint.cli.parts import offline_engine
from mockint.content import Library, content_roots
from mockint.core.conduct import conduct
from mockint.core.moves import REPEATING_KINDS
from mockint.core.scorecard import Scorecard
from mockint.core.scoring import scorecard
from mockint.core.state import SessionState, Turn
from mockint.desk import Desk
from tests.fakes import MemoryStore
from tests.sittings import sit_through

ROW = 4
"""Rounds of one file that are drawn one after the other, each knowing of those before."""
ENDED_WELL = ("completed", "time")
OPENING = ("ask", "follow-up", "change")
"""Moves that put a question, a follow-up or a change for the first time."""
AGAIN = REPEATING_KINDS | {"time", "hint", "offer-hint"}
"""Moves that may say once more what was said: what was asked, how much time is left."""
OF_THE_SCRIPT = ("one-question", "listened")
"""What an interviewer is held to, but the script decides, or the candidate who says little."""
POOLS = {"require": "ask", "change": "ask"}
"""Moves that share the lines of another one."""


@dataclass(frozen=True, slots=True)
class Played:
    """A round that has been played to its end."""

    kind: CandidateKind
    state: SessionState
    card: Scorecard

    @property
    def level(self) -> float:
        """How the candidate came out; 0 where there was nothing to judge."""
        return self.card.level or 0

    @property
    def asked(self) -> set[str]:
        """The questions that were put, a phase's own lines aside."""
        put = {turn.move.question for turn in self._said() if turn.move and turn.move.question}
        return put & set(self.state.script.questions)

    def faults(self) -> Iterator[str]:
        """Yield what doesn't hold."""
        if self.state.closed not in ENDED_WELL:
            yield f"dead end: closed as {self.state.closed}"
        put = Counter(
            (turn.move.question, turn.move.followup)
            for turn in self._said()
            if turn.move and turn.move.kind in OPENING and turn.move.question
        )
        yield from (f"asked {times} times: {what}" for what, times in put.items() if times > 1)
        said = Counter(t.text for t in self._said() if t.move and t.move.kind not in AGAIN)
        yield from (
            f"said {times} times: {text[:60]!r}" for text, times in said.items() if times > 1
        )
        yield from self._lines_too_soon()
        for line in conduct(self.state, self.card.phases):
            if line.held is False and line.id not in OF_THE_SCRIPT:
                yield f"{line.id}: {line.says}"

    def _said(self) -> Iterable[Turn]:
        return [turn for turn in self.state.turns if turn.speaker == "interviewer"]

    def _lines_too_soon(self) -> Iterator[str]:
        """Yield the persona's lines that came again before all of their list had come."""
        used: dict[str, list[str]] = {}
        for turn in self._said():
            move = turn.move
            if move is None or move.bridge or not move.scripted:
                continue
            pool = POOLS.get(move.kind, move.kind).replace("-", "_")
            lines: Sequence[str] = getattr(self.state.script.persona.lines, pool, ())
            line = turn.text.replace(move.scripted, "").strip()
            recent = used.setdefault(pool, [])
            if line and line in recent[-(len(set(lines)) - 1) :] and move.kind != "follow-up":
                yield f"line again: {line[:60]!r}"
            recent.append(line)


class Rounds:
    """Plays the bundled rounds, offline."""

    def __init__(self) -> None:
        self.library = Library(content_roots()[:1])
        self._engine = offline_engine(self.library)
        self._ids = count(1)

    async def play(
        self,
        round_id: str,
        kind: CandidateKind,
        seed: int | None,
        store: MemoryStore | None = None,
    ) -> Played:
        """Play one round; without a seed it is drawn, and earlier rounds in the store count."""
        desk = Desk(
            self.library,
            store or MemoryStore(),
            lambda: self._engine,
            lambda: f"s{next(self._ids)}",
        )
        candidate = simulated(kind, self.library.specimens, self._engine.calculators)
        opened = await sit_through(desk, round_id, candidate, seed=seed)
        state = opened.runner.state
        return Played(kind, state, scorecard(state))

    async def asked_again(self, round_id: str) -> tuple[int, int]:
        """Return how many of the questions drawn in a row of rounds came again, of how many."""
        if self.library.round(round_id).case is not None:
            return 0, 0
        lot, always = random.Random(round_id), self._by_name(round_id)
        store, earlier, again, asked = MemoryStore(), set[str](), 0, 0
        with mock.patch("mockint.desk.randbelow", lot.randrange):
            for _ in range(ROW):
                drawn = (await self.play(round_id, "middling", None, store)).asked - always
                again, asked = again + len(drawn & earlier), asked + len(drawn)
                earlier |= drawn
        return again, asked

    def _by_name(self, round_id: str) -> set[str]:
        """Return the questions that a round always asks: those of its file, or of its case."""
        phases = self.library.round(round_id).phases
        return {name for phase in phases for name in phase.questions}


def out_of_order(levels: dict[CandidateKind, float]) -> Iterator[str]:
    """Yield where candidates who sat the same round don't come out in their order."""
    worst = max(levels[kind] for kind in ("silent", "wandering", "hostile", "echo"))
    if not levels["strong"] > levels["middling"]:
        yield f"strong {levels['strong']} is not above middling {levels['middling']}"
    if not levels["middling"] > worst:
        yield f"middling {levels['middling']} is not above who says nothing of it, {worst}"


class Tally:
    """What came out of the rounds of one file so far."""

    def __init__(self) -> None:
        self._rows: list[dict[CandidateKind, float]] = []
        self._faults: Counter[str] = Counter()
        self.again: tuple[int, int] | None = None

    def add(self, played: Sequence[Played]) -> None:
        """Add the rounds that all kinds of candidates played with one seed."""
        self._rows.append({each.kind: each.level for each in played})
        self._faults.update(f"{each.kind}: {fault}" for each in played for fault in each.faults())
        self._faults.update(out_of_order(self._rows[-1]))

    def lines(self, name: str) -> Iterator[str]:
        """Yield the round's line of the table, and what doesn't hold."""
        seeds = len(self._rows)
        levels = "".join(
            f"{sum(row[kind] for row in self._rows) / max(seeds, 1):>11.2f}" for kind in KINDS
        )
        ordered = sum(not any(out_of_order(row)) for row in self._rows)
        again = f"{self.again[0]}/{self.again[1]}" if self.again else "-"
        order, faults = f"{ordered}/{seeds}", sum(self._faults.values())
        yield f"{name:<30}{seeds * len(KINDS):>7}{levels}{order:>10}{again:>8}  {faults}"
        yield from (f"    {times} x {fault}" for fault, times in self._faults.most_common())


async def _play_all(names: Sequence[str], seeds: int) -> None:
    """Play seed by seed, so that all files have been played alike wherever it is broken off."""
    rounds = Rounds()
    files = sorted(rounds.library.rounds(), key=lambda each: (each.case is not None, each.id))
    tallies = {name: Tally() for name in names or [each.id for each in files]}
    try:
        for name, tally in tallies.items():
            tally.again = await rounds.asked_again(name)
        for seed in range(seeds):
            for name, tally in tallies.items():
                tally.add([await rounds.play(name, kind, seed) for kind in KINDS])
            print(f"seed {seed} is done", file=sys.stderr, flush=True)
    finally:
        kinds = "".join(f"{kind:>11}" for kind in KINDS)
        print(f"{'round':<30}{'rounds':>7}{kinds}{'in order':>10}{'again':>8}  faults")
        for name, tally in tallies.items():
            print("\n".join(tally.lines(name)), flush=True)


if __name__ == "__main__":
    for broken_off in (signal.SIGINT, signal.SIGTERM):
        signal.signal(broken_off, signal.default_int_handler)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rounds", nargs="*", metavar="ROUND")
    parser.add_argument("--seeds", type=int, default=20)
    chosen = parser.parse_args()
    sys.exit(asyncio.run(_play_all(chosen.rounds, chosen.seeds)))
