"""One session, turn by turn: answer -> assess -> decide -> voice.

Every event is on disk before it is handed on. The runner knows no screen and no file: a front end
iterates over the events that each call yields, and draws them.
"""

from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any, Literal

from mockint.actions import pinning, taking_hint, writing
from mockint.core.clock import Timer, next_timer, round_deadline
from mockint.core.events import (
    Answered,
    BellRang,
    DraftChanged,
    Event,
    GapFound,
    Noted,
    Paused,
    Payload,
    Refused,
    SessionClosed,
    SessionStarted,
    SilenceNoticed,
    Skipped,
    StayedSilent,
    Unpaused,
)
from mockint.core.kept import Draft, Heartbeat
from mockint.core.ports import Assessor, Calculators, Meter, SessionStore, StoppableClock, Voice
from mockint.core.spending import dollars_spent
from mockint.core.state import Script, SessionState
from mockint.exchange import Exchange, Listener
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
        meter: Meter | None = None,
        log: Iterable[Event] = (),
    ) -> None:
        """Take up a session where its log leaves it; an empty log is a new one."""
        self.session = session
        self._log = SessionLog(session, script, store, clock, log)
        self._store, self._clock, self._calculators = store, clock, calculators
        self._exchange = Exchange(self._log, clock, assessor, voice, calculators, meter)
        if meter is not None:
            meter.begin(dollars_spent(self.state.calls))

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
        async for event in self._exchange.settle():
            yield event

    async def go_on(self) -> AsyncIterator[Event]:
        """Finish the turn that a killed process, or a cancelled task, left half done."""
        await self._log.written()
        async for event in self._exchange.settle():
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
            turn=self._exchange.next_turn(),
            text=storable(text),
            cut=cut,
            via="estimate" if estimate else "talk",
            entry=entry,
        )
        async for event in self._log.record(answered):
            yield event
        await self._drop_draft()
        async for event in self._exchange.settle():
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
        if self._exchange.at_work:
            return
        now = self._clock.now()
        # Where time has leapt over the end of the round, the bell takes the draft: to notice a
        # silence before it would close the round without.
        over = round_deadline(self.state)
        while timer := next_timer(self.state, typing or (bool(draft.strip()) and now >= over)):
            if timer.at > now:
                return
            taken = timer.kind in ("grace", "round") and bool(draft.strip())
            async for event in self._fire(timer, draft if taken else "", entry):
                yield event
            if taken:
                draft, typing = "", False
            now = self._clock.now()

    async def _fire(self, timer: Timer, draft: str, entry: int | None) -> AsyncIterator[Event]:
        payloads: list[Payload]
        phase = self.state.phases[-1].id
        match timer.kind:
            case "amber" | "red" as warning:
                async for event in self._exchange.warn(phase, warning):
                    yield event
                return
            case "patience":
                seconds = self._clock.now() - self.state.silent_since
                payloads = [SilenceNoticed(seconds=seconds)]
            case "phase" | "grace" | "round" | "outputs" as bell:
                payloads = [BellRang(bell=bell, phase=phase)]
        if draft:
            payloads.append(
                Answered(
                    turn=self._exchange.next_turn(), text=storable(draft), cut=True, entry=entry
                )
            )
        async for event in self._log.record(*payloads):
            yield event
        if draft:
            await self._drop_draft()
        async for event in self._exchange.settle():
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

    def listen(self, listener: Listener) -> None:
        """Let somebody hear the interviewer's words as they are said, before they are events."""
        self._exchange.listener = listener

    def interrupt(self, *, begun: bool = False) -> bool:
        """Give the candidate the floor; False when nothing is being said.

        `begun`: only where the interviewer has begun to speak, and doesn't still think.
        """
        return self._exchange.interrupt(begun=begun)

    @property
    def at_work(self) -> bool:
        """Whether something is being read or said."""
        return self._exchange.at_work

    async def _act(self, action: Payload) -> AsyncIterator[Event]:
        async for event in self._log.record(action):
            yield event
        async for event in self._exchange.settle():
            yield event


def storable(text: str) -> str:
    """Return text that UTF-8 can hold: half a character from a broken terminal becomes a mark."""
    return text.encode("utf-8", "replace").decode("utf-8")
