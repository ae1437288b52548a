"""One session, turn by turn: answer -> assess -> decide -> voice.

Every event is on disk before it is handed on. The runner knows no screen and no file: a front end
iterates over the events that each call yields, and draws them.
"""

from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any, Literal

from mockint.actions import pinning, taking_hint, writing
from mockint.core.clock import Timer, colour, next_timer, seconds_left
from mockint.core.events import (
    Answered,
    Assessed,
    BellRang,
    Draft,
    DraftChanged,
    Event,
    GapFound,
    Heartbeat,
    Noted,
    Paused,
    Payload,
    PhaseStarted,
    Refused,
    Said,
    SessionClosed,
    SessionStarted,
    SilenceNoticed,
    Skipped,
    StayedSilent,
    TimeWarned,
    Unpaused,
)
from mockint.core.interviewer import decide, round_is_over
from mockint.core.moves import Move
from mockint.core.ports import Assessor, Calculators, SessionStore, StoppableClock, Voice
from mockint.core.requests import request_for
from mockint.core.state import Script, SessionState
from mockint.session_log import SessionLog

DRAFT_EVENT_SECONDS = 5.0
"""How often the unsent answer enters the log while somebody types."""


class Runner:
    """Drives one session through its ports."""

    def __init__(
        self,
        session: str,
        script: Script,
        *,
        store: SessionStore,
        clock: StoppableClock,
        assessor: Assessor,
        voice: Voice,
        calculators: Calculators,
        log: Iterable[Event] = (),
    ) -> None:
        """Take up a session where its log leaves it; an empty log is a new one."""
        self.session = session
        self._log = SessionLog(session, script, store, clock, log)
        self._store, self._clock = store, clock
        self._assessor, self._voice, self._calculators = assessor, voice, calculators
        self._at_work = False

    @property
    def state(self) -> SessionState:
        """The session as it stands."""
        return self._log.state

    @property
    def log(self) -> list[Event]:
        """The events so far."""
        return self._log.events

    # -- the beginning and what was left unfinished

    async def start(self, started: SessionStarted) -> AsyncIterator[Event]:
        """Write the first event and let the interviewer open the round."""
        async for event in self._log.record(started):
            yield event
        async for event in self._settle():
            yield event

    async def go_on(self) -> AsyncIterator[Event]:
        """Finish the turn that a killed process, or a cancelled task, left half done."""
        await self._log.written()
        async for event in self._settle():
            yield event

    async def found_gap(self, wall_seconds: float, counted: bool) -> AsyncIterator[Event]:
        """Record that wall time ran on without the round."""
        async for event in self._log.record(GapFound(wall_seconds=wall_seconds, counted=counted)):
            yield event

    async def claim(self) -> None:
        """Mark the session as open here; raises SessionBusyError."""
        await self._store.claim(self.session)

    async def release(self) -> None:
        """Note the last moment and give the session back."""
        await self.beat()
        await self._store.release(self.session)

    # -- what the candidate does

    async def answer(
        self, text: str, *, estimate: bool = False, cut: bool = False, entry: int | None = None
    ) -> AsyncIterator[Event]:
        """Take an answer, read it and reply."""
        answered = Answered(
            turn=self._next_turn(),
            text=storable(text),
            cut=cut,
            via="estimate" if estimate else "talk",
            entry=entry,
        )
        async for event in self._log.record(answered):
            yield event
        await self._drop_draft()
        async for event in self._settle():
            yield event

    async def stay_silent(self, seconds: float, entry: int | None = None) -> AsyncIterator[Event]:
        """Record a blank answer; the interviewer waits."""
        async for event in self._act(StayedSilent(seconds=seconds, entry=entry)):
            yield event

    async def hint(self, entry: int | None = None) -> AsyncIterator[Event]:
        """Take the next hint of the current question."""
        action = taking_hint(self.state, self._clock.now(), entry)
        async for event in self._act(action):
            yield event

    async def skip(self, entry: int | None = None) -> AsyncIterator[Event]:
        """Leave the question as it stands."""
        async for event in self._act(Skipped(entry=entry)):
            yield event

    async def pause(self, entry: int | None = None) -> AsyncIterator[Event]:
        """Let round time stand still, or run on again, where the round allows it."""
        if not self.state.script.round.pause:
            reason = "This round can't be paused: a real one can't either."
            action: Payload = Refused(action="pause", reason=reason, entry=entry)
        elif self.state.paused:
            # How long it lasted is told by the wall labels of the two events.
            self._clock.go()
            action = Unpaused(entry=entry)
        else:
            self._clock.stop()
            action = Paused(entry=entry)
        async for event in self._act(action):
            yield event

    async def write(self, what: str, text: str, entry: int | None = None) -> AsyncIterator[Event]:
        """Put a note or a diagram on the board."""
        async for event in self._act(writing(what, storable(text), entry)):
            yield event

    async def keep_board(self, what: Literal["note", "diagram"], text: str) -> AsyncIterator[Event]:
        """Keep all of the notes, or all of the diagram, as it stands while it is written."""
        if storable(text) != self.state.written(what):
            async for event in self._log.record(Noted(what=what, text=storable(text), whole=True)):
                yield event

    async def pin(
        self, calculator: str, inputs: Mapping[str, Any], entry: int | None = None
    ) -> AsyncIterator[Event]:
        """Compute and pin on the board, once the board is open."""
        action = pinning(self.state, self._calculators, calculator, inputs, entry)
        async for event in self._act(action):
            yield event

    async def refuse(
        self, action: str, reason: str, entry: int | None = None
    ) -> AsyncIterator[Event]:
        """Record an action that nobody knows."""
        async for event in self._act(Refused(action=action, reason=reason, entry=entry)):
            yield event

    async def end(self, entry: int | None = None) -> AsyncIterator[Event]:
        """Close the round before its time."""
        async for event in self._log.record(SessionClosed(reason="ended", entry=entry)):
            yield event

    # -- what time does

    async def tick(
        self, draft: str = "", *, typing: bool = False, entry: int | None = None
    ) -> AsyncIterator[Event]:
        """Let everything happen that is due by now; a bell that ends things takes the draft.

        `entry` is the answers-file entry that the draft belongs to. While the interviewer is at
        work nothing rings: the turn looks at the clock itself.
        """
        if self._at_work:
            return
        while (timer := next_timer(self.state, typing)) and timer.at <= self._clock.now():
            taken = timer.kind in ("grace", "round") and bool(draft.strip())
            async for event in self._fire(timer, draft if taken else "", entry):
                yield event
            if taken:
                draft, typing = "", False

    async def _fire(self, timer: Timer, draft: str, entry: int | None) -> AsyncIterator[Event]:
        payloads: list[Payload]
        phase = self.state.phases[-1].id
        match timer.kind:
            case "amber" | "red" as warning:
                async for event in self._warn(phase, warning):
                    yield event
                return
            case "patience":
                seconds = self._clock.now() - self.state.silent_since
                payloads = [SilenceNoticed(seconds=seconds)]
            case "phase" | "grace" | "round" as bell:
                payloads = [BellRang(bell=bell, phase=phase)]
        if draft:
            payloads.append(
                Answered(turn=self._next_turn(), text=storable(draft), cut=True, entry=entry)
            )
        async for event in self._log.record(*payloads):
            yield event
        if draft:
            await self._drop_draft()
        async for event in self._settle():
            yield event

    async def _warn(self, phase: str, warning: Literal["amber", "red"]) -> AsyncIterator[Event]:
        """Say once that a fifth, or a tenth, of the phase is left; what is overtaken isn't said."""
        planned = self.state.phases[-1].planned_seconds
        left = seconds_left(self.state, self._clock.now())
        payloads: list[Payload] = [TimeWarned(phase=phase, colour=warning, seconds_left=left)]
        if left > 0 and not (warning == "amber" and colour(left, planned) == "red"):
            move = Move(kind="time", target=warning, seconds_left=left)
            words = await self._voice.say(self.state, move)
            turn = self._next_turn()
            payloads.append(Said(turn=turn, move=move, text=words, voice=self._voice.name))
        async for event in self._log.record(*payloads):
            yield event

    # -- drafts and heartbeats

    async def keep_draft(self, text: str) -> AsyncIterator[Event]:
        """Save the unsent answer; every few seconds it enters the log as well."""
        if self.state.closed is not None:
            return
        now = self._clock.now()
        await self._store.save_draft(
            self.session, Draft(text=storable(text), at=now, wall=self._clock.wall())
        )
        due = now - self._log.draft_logged_at >= DRAFT_EVENT_SECONDS
        if due and text != self._log.draft_logged:
            async for event in self._log.record(DraftChanged(text=storable(text))):
                yield event

    async def beat(self) -> None:
        """Note that the round is alive at this moment."""
        at = max(self.state.at, self._clock.now())
        await self._store.beat(self.session, Heartbeat(at=at, wall=self._clock.wall()))

    async def _drop_draft(self) -> None:
        draft = Draft(text="", at=self._clock.now(), wall=self._clock.wall())
        await self._store.save_draft(self.session, draft)

    # -- the turn

    async def _act(self, action: Payload) -> AsyncIterator[Event]:
        async for event in self._log.record(action):
            yield event
        async for event in self._settle():
            yield event

    async def _settle(self) -> AsyncIterator[Event]:
        """Do what is pending until it is the candidate's turn, or the round is closed."""
        if self._at_work:
            return
        self._at_work = True
        try:
            while self.state.pending is not None and self.state.closed is None:
                step = self._assess() if self.state.pending == "assess" else self._move()
                async for event in step:
                    yield event
        finally:
            self._at_work = False

    async def _assess(self) -> AsyncIterator[Event]:
        state, scope = self.state, self.state.current
        turn = next(turn for turn in reversed(state.turns) if turn.speaker == "candidate")
        if scope is None:
            raise RuntimeError("an answer came where nothing was asked")
        payloads: list[Payload] = []
        # A later answer may also make a point of the question that the follow-up hangs on.
        above = state.scopes.get(scope.question) if scope.followup else None
        for read in filter(None, (above, scope)):
            assessment = await self._assessor.assess(request_for(state, read, self._calculators))
            payloads.append(Assessed(turn=turn.number, assessment=assessment))
        async for event in self._log.record(*payloads):
            yield event

    async def _move(self) -> AsyncIterator[Event]:
        now = self._clock.now()
        move = decide(self.state, now)
        words = await self._voice.say(self.state, move)
        payloads: list[Payload] = []
        if move.phase is not None:
            planned = next(phase for phase in self.state.plan if phase.id == move.phase)
            payloads.append(PhaseStarted(phase=planned.id, planned_seconds=planned.planned_seconds))
        if words or move.kind != "close":
            said = Said(turn=self._next_turn(), move=move, text=words, voice=self._voice.name)
            payloads.append(said)
        if move.kind == "close":
            late = round_is_over(self.state, now) is not None
            payloads.append(SessionClosed(reason="time" if late else "completed"))
        async for event in self._log.record(*payloads):
            yield event

    def _next_turn(self) -> int:
        return len(self.state.turns) + 1


def storable(text: str) -> str:
    """Return text that UTF-8 can hold: half a character from a broken terminal becomes a mark."""
    return text.encode("utf-8", "replace").decode("utf-8")
