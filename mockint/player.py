"""Plays a script of steps on a runner: answers files, simulated candidates, resumed sessions.

Time comes from the steps. On a virtual clock a half-hour round takes milliseconds, and bells ring
to the second; on the real clock the player waits.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from mockint.answers import ACTIONS, Step, parse_pin, unknown_action
from mockint.clocks import AnyClock, VirtualClock
from mockint.core.clock import next_timer
from mockint.core.errors import InputError
from mockint.core.events import Event
from mockint.core.state import SessionState
from mockint.runner import Runner

SECONDS_A_WORD = 1.5
"""Typing an answer whose time isn't given: forty words a minute."""


Candidate = Callable[[SessionState], Step | Awaitable[Step | None] | None]
"""What a candidate does next; None: nothing more, whatever happens."""
ScriptedCandidate = Callable[[SessionState], Step | None]
"""One who needs no time to think."""


def scripted(steps: Sequence[Step]) -> ScriptedCandidate:
    """Return the candidate of an answers file: its steps, from the first not used yet."""
    return lambda state: steps[state.entries] if state.entries < len(steps) else None


class Player:
    """Lets a candidate that isn't at a keyboard sit a round."""

    def __init__(self, runner: Runner, clock: AnyClock, candidate: Candidate) -> None:
        """Play `candidate` on a runner whose clock is `clock`."""
        self._runner, self._clock, self._candidate = runner, clock, candidate

    async def play(self) -> AsyncIterator[Event]:
        """Yield the events of the rest of the round; silent once the candidate is done."""
        while self._runner.state.closed is None:
            thought = self._candidate(self._runner.state)
            step = await thought if isinstance(thought, Awaitable) else thought
            if step is None:
                break
            async for event in self._step(self._runner.state.entries, step):
                yield event
        async for event in self._be_silent():
            yield event

    async def _step(self, entry: int, step: Step) -> AsyncIterator[Event]:
        state = self._runner.state
        until = state.entry_at + self._seconds(step)
        draft = step.text if step.kind == "answer" else ""
        async for event in self._wait(until, draft, entry):
            yield event
        state = self._runner.state
        if state.closed is not None or state.entries > entry:
            return  # a bell has taken the draft, or ended the round
        async for event in self._do(entry, step, until - state.entry_at):
            yield event

    def _seconds(self, step: Step) -> float:
        """Return how long a step takes; nothing takes time where no clock limits it."""
        state = self._runner.state
        if step.seconds is not None and not state.paused:
            return step.seconds
        if step.kind == "action" or state.pace == "untimed" or state.paused:
            return 0.0
        if step.kind == "silence":
            return float(state.script.persona.patience_seconds)
        return len(step.text.split()) * SECONDS_A_WORD

    async def _wait(self, until: float, draft: str, entry: int | None) -> AsyncIterator[Event]:
        """Let time pass up to a moment, with all that it brings about on the way."""
        runner, typing = self._runner, bool(draft)
        while (timer := next_timer(runner.state, typing)) is not None and timer.at < until:
            await self._reach(timer.at)
            async for event in runner.tick(draft, typing=typing, entry=entry):
                yield event
            if entry is not None and runner.state.entries > entry:
                return
        await self._reach(until)

    async def _reach(self, at: float) -> None:
        if isinstance(self._clock, VirtualClock):
            self._clock.advance_to(at)
            return
        # May wake a moment early; whoever waits for a timer looks at the clock again.
        await asyncio.sleep(max(0.0, at - self._clock.now()))

    async def _do(self, entry: int, step: Step, seconds: float) -> AsyncIterator[Event]:
        if step.kind == "answer":
            events = self._runner.answer(step.text, entry=entry)
        elif step.kind == "silence":
            events = self._runner.stay_silent(seconds, entry=entry)
        else:
            events = act(self._runner, step.action, step.text, entry)
        async for event in events:
            yield event

    async def _be_silent(self) -> AsyncIterator[Event]:
        """Wait for the bells to close the round; without bells, end it."""
        runner = self._runner
        while runner.state.closed is None:
            timer = next_timer(runner.state)
            if timer is None:
                async for event in runner.end():
                    yield event
                return
            await self._reach(timer.at)
            async for event in runner.tick():
                yield event


async def act(
    runner: Runner, action: str, text: str, entry: int | None = None
) -> AsyncIterator[Event]:
    """Carry out a slash command; what cannot be done is recorded as refused, never raised."""
    match action:
        case "hint":
            events = runner.hint(entry)
        case "skip":
            events = runner.skip(entry)
        case "pause":
            events = runner.pause(entry)
        case "end":
            events = runner.end(entry)
        case "note" | "diagram":
            events = runner.write(action, text, entry)
        case "estimate" if text:
            events = runner.answer(text, estimate=True, entry=entry)
        case "pin" if text:
            try:
                calculator, inputs = parse_pin(text)
                events = runner.pin(calculator, inputs, entry)
            except InputError as error:
                events = runner.refuse(action, str(error), entry)
        case _:
            known = action in ACTIONS
            reason = (
                f"/{action} needs more: {ACTIONS[action]}." if known else unknown_action(action)
            )
            events = runner.refuse(action, reason, entry)
    async for event in events:
        yield event
