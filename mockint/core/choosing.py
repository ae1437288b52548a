"""Which question comes next: the difficulty follows the verdicts so far.

Five or six questions chosen so tell as much of somebody as ten fixed ones (simulated under the
Rasch model). Everything is decided from the state, so that a resumed round chooses the same.
"""

from collections.abc import Iterable

from mockint.core.content.question import DIFFICULTIES
from mockint.core.content.round import CONVERSATION, OPENER_MINUTES
from mockint.core.events import PlannedItem, PlannedPhase
from mockint.core.state import ScopeState, SessionState, scope_key

EASIEST, HARDEST = 0.0, len(DIFFICULTIES) - 1.0
START = 1.0
"""Where it begins if no seniority was asked for: at `mid`."""
STEP = {4: 1.0, 3: 0.5, 2: -0.5, 1: -1.0, None: -1.0}
"""How far an answer of each level moves the target; None is a question that got no answer."""
SLACK = 1e-9
"""Minutes by which sums of minutes may be off."""
FULL_STEPS = 2
"""Answers that count in full; the later ones only correct what is known by then."""


def target_difficulty(state: SessionState) -> float:
    """Return the difficulty to ask next, from 0 for `junior` to 3 for `staff`."""
    asked_for = state.started.seniority if state.started else None
    target = START if asked_for is None else float(DIFFICULTIES.index(asked_for))
    for number, scope in enumerate(_telling(state)):
        level = scope.assessment.level if scope.assessment else None
        step = STEP[level] if number < FULL_STEPS else STEP[level] / 2
        target = min(HARDEST, max(EASIEST, target + step))
    return target


def _telling(state: SessionState) -> Iterable[ScopeState]:
    """Return what was asked on its own and has been left, and so says how hard to ask."""
    for scope in state.scopes.values():
        if scope.key == state.scope and scope.assessment is None and not scope.left:
            continue
        question = state.script.questions.get(scope.question)
        if question and question.area != CONVERSATION and not _chained(state, scope):
            yield scope


def _chained(state: SessionState, scope: ScopeState) -> bool:
    return scope.followup is not None and scope_key(scope.question, None) in state.scopes


def next_item(
    state: SessionState, planned: PlannedPhase, asked: tuple[str, ...]
) -> PlannedItem | None:
    """Return what the phase asks next, `asked` being the keys of its items so far; None at its end.

    Without spares the plan's own order holds. What doesn't fit the phase's minutes is not asked.
    """
    if len(asked) >= len(planned.items):
        return None
    if not planned.spares:
        return planned.items[len(asked)]
    everything = (*planned.items, *planned.spares)
    gone = set(asked) | set(state.scopes)
    told = {scope.question for scope in state.scopes.values()}
    fresh = [
        item for item in everything if key_of(item) not in gone and item.question not in told
    ] or [item for item in everything if key_of(item) not in gone]
    fitting = _fitting(state, planned, asked, fresh)
    target = target_difficulty(state)

    def apart(item: PlannedItem) -> float:
        return abs(DIFFICULTIES.index(state.question(item.question).difficulty) - target)

    # `min` keeps the first of equals, and the plan's order is the lot's.
    return min(fitting, key=apart, default=None)


def _fitting(
    state: SessionState,
    planned: PlannedPhase,
    asked: tuple[str, ...],
    candidates: list[PlannedItem],
) -> list[PlannedItem]:
    """Return those that leave room for as many more as the plan wants, else those that fit."""
    whole = state.script.phase(planned.id).minutes
    used = sum(_minutes(state, item) for item in _items(planned, asked))
    shortest = min((_minutes(state, item) for item in candidates), default=0.0)
    later = (len(planned.items) - len(asked) - 1) * shortest
    for room in (whole - used - later, whole - used):
        fitting = [item for item in candidates if _minutes(state, item) <= room + SLACK]
        if fitting:
            return fitting
    return []


def _minutes(state: SessionState, item: PlannedItem) -> float:
    """Return what an item takes; a number asked on its own has the phase's minutes by itself."""
    if item.opener:
        return OPENER_MINUTES
    return 0.0 if item.followup else state.question(item.question).minutes


def _items(planned: PlannedPhase, keys: tuple[str, ...]) -> list[PlannedItem]:
    return [item for item in (*planned.items, *planned.spares) if key_of(item) in keys]


def key_of(item: PlannedItem) -> str:
    """Return the name of the scope that an item opens."""
    return scope_key(item.question, item.followup)
