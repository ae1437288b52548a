"""The desk: where sessions are opened, taken up again and read.

Content comes from the library, events from the store, an assessor and a voice from whoever joins
the parts. Both front ends and the simulations go through here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from secrets import randbelow

from mockint import __version__
from mockint.clocks import AnyClock, clock_for, wall_now, wall_seconds_between
from mockint.content import Library, document_hash, from_document, to_document
from mockint.content.documents import Content
from mockint.core.clock import gap
from mockint.core.content import Difficulty, Persona, Question, Round, Rubric
from mockint.core.content.case import Case, case_questions
from mockint.core.errors import InputError, MockintError, NotFoundError
from mockint.core.events import (
    Event,
    Pace,
    Payload,
    Rescored,
    Said,
    SelfScored,
    SessionStarted,
)
from mockint.core.fold import fold, fold_all
from mockint.core.plan import draw_plan
from mockint.core.ports import Assessor, Calculators, Meter, SessionStore, Voice
from mockint.core.state import Script, SessionState
from mockint.core.workbench import Workbench
from mockint.narration import goes_on_with
from mockint.rereading import read_again
from mockint.runner import Runner

DEFAULT_TYPING_PACE = 1.3
RECENT_SESSIONS = 5
"""How many sessions back a question counts as asked lately."""


@dataclass(frozen=True)
class RoundOptions:
    """What a candidate may choose about a round."""

    persona: str | None = None
    seed: int | None = None
    pace: Pace | None = None
    """The round's own, unless it is chosen."""
    seniority: Difficulty | None = None
    phase: str | None = None
    topic: str | None = None
    typing_pace: float = DEFAULT_TYPING_PACE
    script: str | None = None
    """An answers file's text."""


@dataclass(frozen=True)
class Opened:
    """A session that is ready to be played."""

    runner: Runner
    clock: AnyClock
    started: SessionStarted
    draft: str = ""
    gap_seconds: float = 0.0
    """How long nobody was there, when a session is taken up again."""
    note: str = ""
    """Which models it goes on with, when it is taken up again."""


@dataclass(frozen=True)
class Engine:
    """Who reads answers, who speaks, who does the arithmetic, and what one calculates at."""

    assessor: Assessor
    voice: Voice
    calculators: Calculators
    workbench: Workbench
    meter: Meter | None = None
    """Counts what models cost, where there are any."""


class Desk:
    """Where sessions begin, are taken up again, and are read."""

    def __init__(
        self,
        library: Library,
        store: SessionStore,
        engine: Callable[[], Engine],
        new_id: Callable[[], str],
        engine_of: Callable[[SessionStarted], Engine] | None = None,
    ) -> None:
        """Work on a library and a store; `engine` is built when the first session is played.

        `engine_of` gives the engine that a session began with, or raises why it can't be had.
        """
        self.library, self.store = library, store
        self._engine, self._new_id, self._engine_of = engine, new_id, engine_of

    @property
    def engine(self) -> Engine:
        """Who reads, speaks and calculates here."""
        return self._engine()

    async def open(self, round_id: str, options: RoundOptions) -> Opened:
        """Draw a plan and prepare a new session; raises InputError for what cannot be played."""
        round_ = self.library.round(round_id)
        persona = self.library.persona(options.persona or round_.persona)
        rubric = self.library.rubric(round_.rubric)
        case = self.library.case(round_.case) if round_.case else None
        bank = self.library.questions() if draws(round_) else ()
        engine = self.engine
        scripted = options.script is not None
        seed = options.seed
        avoid: frozenset[str] = frozenset()
        if seed is None:
            # A given seed, or a script, must give the same round every time: no history, no lot.
            seed = 0 if scripted else randbelow(1_000_000)
            avoid = frozenset() if scripted else await self._asked_lately()
        pace = options.pace or round_.pace
        plan = draw_plan(
            round_,
            bank,
            seed=seed,
            typing_pace=options.typing_pace,
            seniority=options.seniority,
            topic=options.topic,
            phase=options.phase,
            avoid=avoid,
            case=case,
        )
        asked = {i.question for phase in plan for i in (*phase.items, *phase.spares)}
        questions = {question.id: question for question in bank if question.id in asked}
        if case is not None:
            questions |= case_questions(case)
        script = Script(round_, persona, rubric, questions, case)
        documents = _documents(script)
        started = SessionStarted(
            mockint=__version__,
            round=round_.id,
            persona=persona.id,
            rubric=rubric.id,
            seed=seed,
            pace=pace,
            typing_pace=options.typing_pace,
            seniority=options.seniority,
            assessor=engine.assessor.name,
            voice=engine.voice.name,
            plan=plan,
            content={name: document_hash(model) for name, model in documents.items()},
            script=options.script,
        )
        session = self._new_id()
        await self.store.put_content(
            {started.content[name]: to_document(model) for name, model in documents.items()}
        )
        clock = clock_for(pace)
        return Opened(self._runner(session, script, clock, (), engine), clock, started)

    async def reopen(self, session: str, *, as_it_began: bool = False) -> Opened:
        """Take up an open session where its log leaves it; raises InputError for a closed one.

        `as_it_began`: with the models that were there, as long as they can be called.
        """
        state, events = await self.read(session)
        if state.closed is not None or state.started is None:
            raise InputError(f"The session {session} is over.", f"Read it: mockint show {session}")
        heartbeat = await self.store.heartbeat(session)
        at = max(state.at, heartbeat.at if heartbeat else 0.0)
        clock = clock_for(state.started.pace, at if state.started.pace == "real" else state.at)
        missed = 0.0
        if heartbeat is not None and state.started.pace == "real" and not state.paused:
            missed = gap(wall_seconds_between(heartbeat.wall, clock.wall()), 0.0)
        if state.paused:
            clock.stop()
        draft = await self.store.draft(session)
        answered = max((turn.at for turn in state.turns if turn.speaker == "candidate"), default=-1)
        kept = draft.text if draft is not None and draft.at > answered else ""
        engine, because = self._who_was_there(state.started) if as_it_began else (self.engine, "")
        runner = self._runner(session, state.script, clock, events, engine)
        note = goes_on_with(state.started, engine.voice.name, engine.assessor.name, because)
        return Opened(runner, clock, state.started, kept, missed, note)

    async def read(self, session: str) -> tuple[SessionState, tuple[Event, ...]]:
        """Return a session's state and events; its content comes from the store."""
        events = await self.store.events(session)
        first = events[0].payload if events else None
        if not isinstance(first, SessionStarted):
            raise NotFoundError(f"The session {session} has no beginning.")
        script = script_from(first, await self.store.content(list(first.content.values())))
        return fold_all(script, events), events

    async def keep_self_scores(self, session: str, scores: Mapping[str, int]) -> SessionState:
        """Write down how the candidate saw a round that is over; return its state with that."""
        state, _ = await self.read(session)
        payload = SelfScored(scores=dict(scores))
        event = Event(session=session, seq=state.seq, wall=wall_now(), at=state.at, payload=payload)
        await self.store.append(session, [event])
        return fold(state, event)

    async def rescore(self, session: str) -> SessionState:
        """Let the engine's assessor read every answer of a round that is over once more.

        Raises InputError for one that is open, and where a model could grade no answer at all:
        then nothing is written, and the verdicts stay as they were.
        """
        state, events = await self.read(session)
        if state.closed is None:
            raise InputError(f"The session {session} is still open.", f"mockint resume {session}")
        engine = self.engine
        if engine.meter is not None:
            engine.meter.begin(0.0)
        readings = await read_again(state.script, events, engine.assessor, engine.calculators)
        payloads: list[Payload] = list(engine.meter.take()) if engine.meter else []
        payloads.append(Rescored(assessor=engine.assessor.name, readings=readings))
        added = [
            Event(session=session, seq=state.seq + n, wall=wall_now(), at=state.at, payload=payload)
            for n, payload in enumerate(payloads)
        ]
        await self.store.append(session, added)
        for event in added:
            state = fold(state, event)
        return state

    def _who_was_there(self, started: SessionStarted) -> tuple[Engine, str]:
        """Return the engine that a session began with, or the one of today and why."""
        try:
            return self._engine_of(started) if self._engine_of else self.engine, ""
        except MockintError as error:
            return self.engine, error.message

    def _runner(
        self,
        session: str,
        script: Script,
        clock: AnyClock,
        log: tuple[Event, ...],
        engine: Engine,
    ) -> Runner:
        return Runner(
            session,
            script,
            store=self.store,
            clock=clock,
            assessor=engine.assessor,
            voice=engine.voice,
            calculators=engine.calculators,
            meter=engine.meter,
            log=log,
        )

    async def _asked_lately(self) -> frozenset[str]:
        asked: set[str] = set()
        for summary in await self.store.sessions(RECENT_SESSIONS):
            for event in await self.store.events(summary.id):
                if isinstance(event.payload, Said) and event.payload.move.question:
                    asked.add(event.payload.move.question)
        return frozenset(asked)


def draws(round_: Round) -> bool:
    """Tell whether a round asks anything of the bank."""
    return any(phase.questions or phase.pick for phase in round_.phases)


def _documents(script: Script) -> dict[str, Content]:
    """Return what the store keeps of a script; the parts of a case are made from the case."""
    parts = case_questions(script.case) if script.case else {}
    case: dict[str, Content] = {f"case/{script.case.id}": script.case} if script.case else {}
    return {
        **case,
        f"round/{script.round.id}": script.round,
        f"persona/{script.persona.id}": script.persona,
        f"rubric/{script.rubric.id}": script.rubric,
        **{
            f"question/{name}": question
            for name, question in script.questions.items()
            if name not in parts
        },
    }


def script_from(started: SessionStarted, documents: Mapping[str, str]) -> Script:
    """Rebuild a session's script from the documents that the store kept for it."""
    models = {
        name: from_document(name.split("/")[0], documents[digest])
        for name, digest in started.content.items()
    }
    round_, persona = models[f"round/{started.round}"], models[f"persona/{started.persona}"]
    rubric = models[f"rubric/{started.rubric}"]
    assert isinstance(round_, Round)
    assert isinstance(persona, Persona)
    assert isinstance(rubric, Rubric)
    questions = {model.id: model for model in models.values() if isinstance(model, Question)}
    case = next((model for model in models.values() if isinstance(model, Case)), None)
    if case is not None:
        questions |= case_questions(case)
    return Script(round_, persona, rubric, questions, case)
