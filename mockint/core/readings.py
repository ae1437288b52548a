"""What an assessment changes: the verdicts that stand, and what they earn."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mockint.core.assessment import ANSWER_INTENTS, AnswerTurn, Assessment
from mockint.core.disputes import offline_of
from mockint.core.events import Assessed
from mockint.core.levels import CREDIT, HINT_CAP
from mockint.core.state import Assumption, ReadAt, ScopeState, SessionState, scope_key


def assessed(state: SessionState, read: Assessed) -> SessionState:
    """Take an assessment over; a move is due for it."""
    assessment = read.assessment
    state = replace(_on_turn(state, read), pending="move", newest=assessment)
    key = scope_key(assessment.question, assessment.followup)
    scope = state.scopes.get(key)
    if scope is None:
        return state
    asks = assessment.intent == "clarify" or assessment.fact is not None
    if state.phase_kind == "your-questions" and asks:
        state = replace(state, candidate_questions=(*state.candidate_questions, read.turn))
    state = _heard(state, scope, assessment)
    if key == state.scope:
        state = _besides(state, read)
    if assessment.intent in ANSWER_INTENTS or scope.attempts == 0:
        # What is no answer leaves the answer before it as it was read.
        free = scope.followup or state.script.round.hints == "free"
        hint = 0 if free else state.hints.get(scope.question, 0)
        scope = _read(scope, assessment, hint)
        scope = replace(scope, read_at=(*scope.read_at, ReadAt(read.turn, hint)))
    return state.with_scope(_tried(scope, assessment) if key == state.scope else scope)


def _besides(state: SessionState, read: Assessed) -> SessionState:
    """Take over what a turn of a design round says besides: assumptions, numbers not asked for."""
    offline = offline_of(read.assessment)
    taken = tuple(
        Assumption(read.turn, each.quote, each.fact, each.times) for each in offline.assumptions
    )
    state = replace(state, assumptions=(*state.assumptions, *taken))
    turn = next(turn for turn in state.turns if turn.number == read.turn)
    for volunteered in offline.volunteered:
        assessment = offline.model_copy(
            update={"followup": volunteered.followup, "numbers": (volunteered.number,)}
            | {"points": (), "wrong_claims": (), "volunteered": (), "assumptions": ()}
        )
        given = ScopeState(
            offline.question,
            volunteered.followup,
            turns=(AnswerTurn(turn=turn.number, text=turn.text),),
            first_number=volunteered.number,
            attempts=1,
            unasked=True,
        )
        state = state.with_scope(_read(given, assessment, 0))
    return state


def rescored(state: SessionState, readings: Sequence[Assessed]) -> SessionState:
    """Let other verdicts stand on the same answers, each at the price of the hints of its time."""
    by_place: dict[tuple[int, str], Assessment] = {}
    for read in readings:
        key = scope_key(read.assessment.question, read.assessment.followup)
        by_place[read.turn, key] = read.assessment
        state = _on_turn(state, read)
        if key in state.scopes:
            state = _heard(state, state.scopes[key], read.assessment)
    for key, scope in state.scopes.items():
        again = replace(scope, credits={}, offline_credits={})
        for at in scope.read_at:
            if (found := by_place.get((at.turn, key))) is None:
                break
            again = _read(again, found, at.hint)
        else:
            state = state.with_scope(again)
    return state


def _on_turn(state: SessionState, read: Assessed) -> SessionState:
    turns = tuple(
        replace(turn, assessment=read.assessment) if turn.number == read.turn else turn
        for turn in state.turns
    )
    return replace(state, turns=turns)


def _heard(state: SessionState, scope: ScopeState, assessment: Assessment) -> SessionState:
    heard = {(scope.question, claim.id) for claim in assessment.wrong_claims}
    return replace(state, heard=state.heard | heard)


def _read(scope: ScopeState, assessment: Assessment, hint: int) -> ScopeState:
    """Return a scope with a newer assessment, and with what the offline reading of it earns."""
    offline = offline_of(assessment)
    return replace(
        scope,
        assessment=assessment,
        credits=_earned(scope.credits, assessment, hint),
        offline=offline,
        offline_credits=_earned(scope.offline_credits, offline, hint),
    )


def _earned(before: Mapping[str, float], assessment: Assessment, hint: int) -> Mapping[str, float]:
    """Return what each point has earned: what was won before a hint keeps its price."""
    earned = {}
    for verdict in assessment.points:
        value, had = CREDIT[verdict.verdict], before.get(verdict.id, 0.0)
        earned[verdict.id] = (
            max(had, min(value, HINT_CAP[hint])) if value > had else min(had, value)
        )
    return earned


def _tried(scope: ScopeState, assessment: Assessment) -> ScopeState:
    """Count what the newest turn was, in the scope that it replied to."""
    answered = assessment.intent in ANSWER_INTENTS
    return replace(
        scope,
        attempts=scope.attempts + answered,
        unknowns=scope.unknowns + (assessment.intent == "dont-know"),
        first_number=scope.first_number or (scope.number if answered else None),
    )
