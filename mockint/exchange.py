"""One exchange of the round: answer -> assess -> decide -> voice, until the candidate's turn.

Assessor and voice may take seconds when a model is behind them. Nothing else waits for them but the
next turn: the words are handed on as they come, and the candidate may take the floor.
"""

import asyncio
from collections.abc import AsyncIterator, Callable

from mockint.core.changes import with_numbers
from mockint.core.clock import colour, seconds_left
from mockint.core.events import (
    Assessed,
    Event,
    Payload,
    PhaseStarted,
    Said,
    SessionClosed,
    TimeWarned,
)
from mockint.core.interviewer import decide, round_is_over
from mockint.core.lines import OfflineVoice, word
from mockint.core.moves import Move
from mockint.core.ports import Assessor, Calculators, Clock, Meter, Voice
from mockint.core.requests import request_for
from mockint.core.state import SessionState
from mockint.session_log import SessionLog

Listener = Callable[[Move, str], None]
"""Hears what is being said, piece by piece, with the move that it words."""


class Exchange:
    """Does what is due after something has happened, and writes down what came of it."""

    def __init__(
        self,
        log: SessionLog,
        clock: Clock,
        assessor: Assessor,
        voice: Voice,
        calculators: Calculators,
        meter: Meter | None = None,
    ) -> None:
        """Reply to what enters a log."""
        self._log, self._clock = log, clock
        self._assessor, self._voice, self._calculators = assessor, voice, calculators
        self._meter = meter
        self.at_work = False
        """Whether something is being read or said: no bell rings then."""
        self.listener: Listener = lambda move, words: None
        self._speaking: asyncio.Task[object] | None = None
        self._interrupted = False
        self._heard = ""

    @property
    def _state(self) -> SessionState:
        return self._log.state

    def next_turn(self) -> int:
        """Return the number of the turn that comes next."""
        return len(self._state.turns) + 1

    def interrupt(self, *, begun: bool = False) -> bool:
        """Give the candidate the floor; False when the interviewer isn't speaking.

        `begun`: only where a word was heard already.
        """
        if self._speaking is None or self._speaking.done() or (begun and not self._heard):
            return False
        self._interrupted = True
        self._speaking.cancel()
        return True

    async def settle(self) -> AsyncIterator[Event]:
        """Do what is pending until it is the candidate's turn, or the round is closed."""
        if self.at_work:
            return
        self.at_work = True
        try:
            while self._state.pending is not None and self._state.closed is None:
                step = self._assess() if self._state.pending == "assess" else self._move()
                async for event in step:
                    yield event
        finally:
            self.at_work = False

    async def warn(self, phase: str, warning: str) -> AsyncIterator[Event]:
        """Say once that a fifth, or a tenth, of the phase is left; what is overtaken isn't said."""
        planned = self._state.phases[-1].planned_seconds
        left = seconds_left(self._state, self._clock.now())
        warned = {"phase": phase, "colour": warning, "seconds_left": left}
        payloads: list[Payload] = [TimeWarned.model_validate(warned)]
        if left > 0 and not (warning == "amber" and colour(left, planned) == "red"):
            move = Move(kind="time", target=warning, seconds_left=left)
            # Said by the script, whoever speaks else: it has to be exact, and at once.
            text, voice = word(self._state, move), OfflineVoice.name
            payloads.append(Said(turn=self.next_turn(), move=move, text=text, voice=voice))
        async for event in self._log.record(*payloads):
            yield event

    async def _assess(self) -> AsyncIterator[Event]:
        state, scope = self._state, self._state.current
        turn = next(turn for turn in reversed(state.turns) if turn.speaker == "candidate")
        if scope is None:
            raise RuntimeError("an answer came where nothing was asked")
        # A later answer may also make a point of the question that the follow-up hangs on.
        above = state.scopes.get(scope.question) if scope.followup else None
        requests = [
            request_for(state, read, self._calculators) for read in filter(None, (above, scope))
        ]
        assessments = await self._assessor.assess_all(requests)
        payloads = [Assessed(turn=turn.number, assessment=each) for each in assessments]
        async for event in self._log.record(*self._calls(), *payloads):
            yield event

    async def _move(self) -> AsyncIterator[Event]:
        now = self._clock.now()
        move = with_numbers(self._state, decide(self._state, now), self._calculators)
        words = await self._say(move)
        payloads = self._calls()
        if move.phase is not None:
            planned = next(phase for phase in self._state.plan if phase.id == move.phase)
            payloads.append(PhaseStarted(phase=planned.id, planned_seconds=planned.planned_seconds))
        payloads += words
        if move.kind == "close":
            late = round_is_over(self._state, now) is not None
            payloads.append(SessionClosed(reason="time" if late else "completed"))
        async for event in self._log.record(*payloads):
            yield event

    async def _say(self, move: Move) -> list[Payload]:
        """Let a move be put into words; a closing without words is no turn."""
        state, turn = self._state, self.next_turn()

        def hear(words: str) -> None:
            self._heard += words
            self.listener(move, words)

        self._interrupted, self._heard = False, ""
        speaking = asyncio.ensure_future(self._voice.say(state, move, hear))
        self._speaking = speaking
        try:
            spoken = await speaking
        except asyncio.CancelledError:
            if not self._interrupted:
                raise
            return [self._cut_short(move, turn, self._heard.strip())]
        finally:
            self._speaking = None
        payloads: list[Payload] = [spoken.held_back] if spoken.held_back else []
        if spoken.text or move.kind != "close":
            payloads.append(
                Said(
                    turn=turn,
                    move=move,
                    text=spoken.text,
                    voice=spoken.voice,
                    begun_by=spoken.begun_by,
                )
            )
        return payloads

    def _cut_short(self, move: Move, turn: int, heard: str) -> Said:
        """Return what was said until the candidate took the floor.

        Where that was nothing the script says it: who doesn't want to wait for a model still wants
        to know what was asked.
        """
        if not heard:
            text = word(self._state, move)
            return Said(turn=turn, move=move, text=text, voice=OfflineVoice.name)
        return Said(turn=turn, move=move, text=heard, voice=self._voice.name, interrupted=True)

    def _calls(self) -> list[Payload]:
        """Return the calls of models that have ended since the last time."""
        return list(self._meter.take()) if self._meter else []
