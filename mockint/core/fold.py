"""The fold: one event at a time, from what a session was to what it is."""

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from mockint.core.assessment import AnswerTurn
from mockint.core.events import (
    Answered,
    Assessed,
    BellRang,
    DraftChanged,
    Event,
    GapFound,
    HintTaken,
    Noted,
    Paused,
    PhaseStarted,
    Pinned,
    Refused,
    Rescored,
    Said,
    SelfScored,
    SessionClosed,
    SessionStarted,
    SilenceNoticed,
    Skipped,
    StayedSilent,
    TimeWarned,
    Unpaused,
)
from mockint.core.model_events import HeldBack, ModelCalled
from mockint.core.moves import ASKING_KINDS, Move
from mockint.core.readings import assessed, rescored
from mockint.core.state import (
    BoardItem,
    PhaseUse,
    ScopeState,
    Script,
    SessionState,
    Turn,
    scope_key,
)


def fold_all(script: Script, events: Iterable[Event]) -> SessionState:
    """Return the state that a whole log leads to."""
    state = SessionState(script)
    for event in events:
        state = fold(state, event)
    return state


def fold(state: SessionState, event: Event) -> SessionState:
    """Return the state after one more event.

    Raises ValueError when the event doesn't continue the log: a hole, or another session.
    """
    if event.seq != state.seq or (state.session and event.session != state.session):
        raise ValueError(
            f"event {event.session}#{event.seq} does not follow {state.session}#{state.seq - 1}"
        )
    entry = getattr(event.payload, "entry", None)
    state = replace(
        state,
        session=event.session,
        seq=event.seq + 1,
        at=event.at,
        entries=state.entries if entry is None else entry + 1,
        entry_at=state.entry_at if entry is None else event.at,
    )
    return _apply(state, event)


def _apply(state: SessionState, event: Event) -> SessionState:
    match event.payload:
        case SessionStarted() as started:
            return replace(state, started=started, started_wall=event.wall, pending="move")
        case PhaseStarted(phase=phase, planned_seconds=planned):
            return _phase_started(state, phase, planned, event.at)
        case Said() as said:
            return _said(state, said, event.at)
        case Answered() as answered:
            return _answered(state, answered, event.at)
        case Assessed() as read:
            return assessed(state, read)
        case StayedSilent():
            return _stayed_silent(state)
        case HintTaken(question=question, step=step):
            hints = {**state.hints, question: step}
            return replace(state, hints=hints, hint_due=step, pending="move", newest=None)
        case Skipped():
            return _skipped(state)
        case Pinned() as pinned:
            return _on_board(state, board_item(pinned, event.at))
        case Noted(whole=whole) as noted:
            return _noted(state, board_item(noted, event.at), whole)
        case Refused():
            return state
        case DraftChanged():
            return replace(state, silent_since=event.at)
        case TimeWarned(phase=phase, colour=colour):
            return replace(state, warned=state.warned | {(phase, colour)})
        case BellRang(bell=bell):
            return _bell_rang(state, bell)
        case SilenceNoticed():
            return replace(state, help_due=True, pending="move", newest=None)
        case Paused():
            return replace(state, paused=True)
        case Unpaused():
            return replace(state, paused=False, silent_since=event.at)
        case GapFound(wall_seconds=seconds, counted=counted):
            gaps = (*state.gaps, (seconds, counted))
            return replace(state, gaps=gaps, silent_since=event.at)
        case SessionClosed(reason=reason):
            return _close_phase(replace(state, closed=reason, pending=None), event.at)
        case SelfScored(scores=scores):
            return replace(state, self_scores={**(state.self_scores or {}), **scores})
        case ModelCalled() as call:
            return replace(state, calls=(*state.calls, call))
        case HeldBack() as held:
            return replace(state, held_back=(*state.held_back, held))
        case Rescored(readings=readings):
            return rescored(state, readings)
        case _:
            assert_never(event.payload)


def _stayed_silent(state: SessionState) -> SessionState:
    """A blank answer changes nothing, but where only a nod is awaited it is one."""
    if state.phase_kind != "opening":
        return state
    return replace(state, help_due=True, pending="move", newest=None)


def _skipped(state: SessionState) -> SessionState:
    state = replace(state, skip_due=True, pending="move", newest=None)
    scope = state.current
    return state.with_scope(replace(scope, left=True)) if scope else state


def _close_phase(state: SessionState, at: float) -> SessionState:
    if not state.phases:
        return state
    return replace(state, phases=(*state.phases[:-1], replace(state.phases[-1], ended_at=at)))


def _phase_started(state: SessionState, phase: str, planned: float, at: float) -> SessionState:
    state = _close_phase(state, at)
    return replace(
        state,
        phases=(*state.phases, PhaseUse(phase, planned, at)),
        asked=(),
        scope=None,
        bells=state.bells & {"round"},
    )


def _bell_rang(state: SessionState, bell: str) -> SessionState:
    state = replace(state, bells=state.bells | {bell}, outputs_due=bell == "outputs")
    # The soft bell waits for the candidate; after the other two the interviewer goes on.
    return state if bell == "phase" else replace(state, pending="move", newest=None)


def board_item(put: Pinned | Noted, at: float) -> BoardItem:
    """Return what an event puts on the board."""
    if isinstance(put, Noted):
        return BoardItem(put.what, at, put.text)
    return BoardItem("pin", at, str(put.result.get("formula", put.calculator)), put)


def _noted(state: SessionState, item: BoardItem, whole: bool) -> SessionState:
    if whole:
        others = tuple(each for each in state.board if each.kind != item.kind)
        state = replace(state, board=others, silent_since=item.at)
        if not item.text.strip():
            return state
    return _on_board(state, item)


def _on_board(state: SessionState, item: BoardItem) -> SessionState:
    return replace(state, board=(*state.board, item), silent_since=item.at)


def _said(state: SessionState, said: Said, at: float) -> SessionState:
    move = said.move
    phase = state.phases[-1].id if state.phases else ""
    turn = Turn(
        said.turn,
        phase,
        "interviewer",
        said.text,
        at,
        move,
        move.question,
        move.followup,
        cut=said.interrupted,
        voice=said.voice,
        begun_by=said.begun_by,
    )
    asks = move.kind in ASKING_KINDS
    helped = state.patience_spent or state.help_due or move.kind == "offer-hint"
    state = replace(
        state,
        turns=(*state.turns, turn),
        interruptions=state.interruptions + (move.bridge == "interrupt"),
        silent_since=at,
    )
    if move.kind == "time" and move.target:  # a warning; without a target it is a reply
        return state
    return replace(
        _moved(state, move),
        pending=None,
        newest=None,
        hint_due=None,
        skip_due=False,
        help_due=False,
        outputs_due=False,
        patience_spent=helped and not asks,
    )


def _moved(state: SessionState, move: Move) -> SessionState:
    """Take over what a move changes in the interview itself."""
    state = _required(state, move)
    if move.kind in ("ask", "follow-up", "move-on", "open", "invite", "close", "change"):
        return _opened_scope(state, move)
    scope = state.current
    if move.kind == "fact" and move.target:
        told = move.facts or (move.target,)
        return replace(state, facts_told=(*state.facts_told, *told))
    if scope is None:
        return state
    if move.kind == "unknown-fact":
        asked = next(turn for turn in reversed(state.turns) if turn.speaker == "candidate")
        return replace(state, questions_left=(*state.questions_left, asked.number))
    if move.kind == "probe" and move.target:
        return replace(state, probed=(*state.probed, (scope.question, move.target)))
    if move.kind == "challenge" and move.target:
        return replace(state, challenged=state.challenged | {(scope.question, move.target)})
    if move.kind == "redo":
        return state.with_scope(replace(scope, redo_asked=True))
    if move.kind == "connect":
        return state.with_scope(replace(scope, connect_asked=True))
    if move.kind == "offer-hint":
        return state.with_scope(replace(scope, help_offered=True))
    return state


def _required(state: SessionState, move: Move) -> SessionState:
    """Take over that something missing was asked for, or that nothing more is asked."""
    phase = state.phases[-1].id if state.phases else ""
    if move.kind == "go-on":
        return replace(state, invited_on=state.invited_on | {phase})
    if move.target is None or move.kind not in ("require", "follow-up"):
        return state
    state = replace(state, required=state.required | {(phase, move.target)})
    return state if move.kind == "follow-up" else replace(state, scope=move.question)


def _opened_scope(state: SessionState, move: Move) -> SessionState:
    if move.question is None:
        return replace(state, scope=None)
    key = scope_key(move.question, move.followup)
    asked = state.asked if move.kind == "follow-up" else (*state.asked, key)
    state = replace(state, asked=asked, scope=key)
    return state.with_scope(ScopeState(move.question, move.followup))


def _answered(state: SessionState, answered: Answered, at: float) -> SessionState:
    phase = state.phases[-1].id if state.phases else ""
    scope = state.current
    asked = state.last_ask
    turn = Turn(
        answered.turn,
        phase,
        "candidate",
        answered.text,
        at,
        question=scope.question if scope else None,
        followup=scope.followup if scope else None,
        cut=answered.cut,
        commits=answered.via == "estimate",
    )
    state = replace(state, turns=(*state.turns, turn), pending="assess", silent_since=at)
    if turn.commits:
        state = _on_board(state, BoardItem("estimate", at, answered.text))
    if scope is None:
        return state
    reply = AnswerTurn(turn=answered.turn, text=answered.text, asked=asked.text if asked else "")
    return state.with_scope(replace(scope, turns=(*scope.turns, reply)))
