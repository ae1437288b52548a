"""Which deep dive comes next, and which change: from what was built or left out, with the reason.

The more reasons hold for a dive, the sooner it is chosen. Of equals comes that for which more
speaks on the board, drawn, pinned or left out there; between these the seed decides.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from mockint.core.content.case import part_id
from mockint.core.content.talk import Change, Dive, Ground
from mockint.core.diagrams import parts_named
from mockint.core.state import SessionState, scope_key

NO_REASON = "Nothing on the board or in the talk spoke for another one"


class Chosen(NamedTuple):
    """What is talked about next."""

    question: str
    ask: str
    because: str


def choose_dive(state: SessionState) -> Chosen | None:
    """Return the dive that most speaks for, of those not yet asked."""
    case = state.script.case
    assert case is not None  # no other round has dives
    open_dives = [dive for dive in case.dives if part_id(case, dive.id) not in state.scopes]
    if not open_dives:
        return None
    reasons = {dive.id: list(_reasons(state, dive)) for dive in open_dives}

    def rank(dive: Dive) -> tuple[int, int, bytes]:
        found = reasons[dive.id]
        return -len(found), -sum(reason.on_board for reason in found), lot(state, dive.id)

    best = min(open_dives, key=rank)
    because = "; ".join(reason.says for reason in reasons[best.id]) or NO_REASON
    return Chosen(part_id(case, best.id), best.ask, because)


def choose_change(state: SessionState) -> Chosen | None:
    """Return the change of what was worked out on the board, else any, by lot."""
    case = state.script.case
    assert case is not None  # no other round changes anything
    pinned = {item.pin.calculator for item in state.board if item.pin is not None}

    def rank(change: Change) -> tuple[int, bytes]:
        uses = change.recompute is not None and change.recompute.calculator in pinned
        return (0 if uses else 1 if change.recompute else 2), lot(state, change.id)

    still = [each for each in case.changes if part_id(case, each.id) not in state.scopes]
    if not still:
        return None
    chosen = min(still, key=rank)
    with_pin = rank(chosen)[0] == 0
    because = "It changes a number that you pinned" if with_pin else "One constraint is changed"
    return Chosen(part_id(case, chosen.id), chosen.ask, because)


def lot(state: SessionState, name: str) -> bytes:
    """Return what decides between equals."""
    seed = state.started.seed if state.started else 0
    return sha256(f"{seed}:{name}".encode()).digest()


class _Reason(NamedTuple):
    """A ground that holds, in words."""

    says: str
    on_board: bool


def _reasons(state: SessionState, dive: Dive) -> Iterator[_Reason]:
    for ground in dive.when:
        found = list(_holding(state, ground))
        if all(holds for holds, _ in found):
            says = ground.because or " and ".join(words for _, words in found)
            yield _Reason(says, bool(ground.has or ground.lacks or ground.pinned))


def _holding(state: SessionState, ground: Ground) -> Iterator[tuple[bool, str]]:
    """Yield for each condition whether it holds, and what it is in words."""
    names = state.script.names
    for part in ground.has:
        drawn = bool(parts_named(state.diagram, part, names))
        yield drawn, f"you drew {_words(part)}"
    for part in ground.lacks:
        drawn = bool(parts_named(state.diagram, part, names))
        yield not drawn, f"no {_words(part)} is drawn"
    if ground.covered is not None:
        yield _verdict(state, ground.covered) == "covered", f"you spoke of {_name(ground.covered)}"
    if ground.missed is not None:
        missed = _verdict(state, ground.missed) in (None, "missed", "unclear", "contradicted")
        yield missed, f"you left out {_name(ground.missed)}"
    if ground.heard is not None:
        yield was_heard(state, ground.heard), f"you said: {_name(ground.heard)}"
    if ground.pinned is not None:
        pinned = any(item.pin and item.pin.calculator == ground.pinned for item in state.board)
        yield pinned, f"you pinned {ground.pinned}"
    if ground.estimate_off is not None:
        named = ground.estimate_off
        yield _is_off(state, named), f"{_name(named)} was off, or missing"
    if ground.unasked is not None:
        known = ground.unasked in state.facts_told or any(
            assumption.fact == ground.unasked for assumption in state.assumptions
        )
        yield not known, f"nobody asked about {_words(ground.unasked)}"


def _verdict(state: SessionState, named: str) -> str | None:
    question, point = place_of(state, named)
    verdict = state.verdict_of(question, point)
    return verdict.verdict if verdict else None


def was_heard(state: SessionState, named: str) -> bool:
    """Tell whether a wrong claim, `phase/claim`, was ever made."""
    return place_of(state, named) in state.heard


def place_of(state: SessionState, named: str) -> tuple[str, str]:
    """Return the question, and what in it is meant by `phase/name`."""
    phase, _, name = named.partition("/")
    return state.script.talk_of(phase), name


def _is_off(state: SessionState, named: str) -> bool:
    question, followup = place_of(state, named)
    scope = state.scopes.get(scope_key(question, followup))
    return scope is None or scope.number is None or not scope.number.within


def _name(named: str) -> str:
    return _words(named.partition("/")[2])


def _words(name: str) -> str:
    return name.replace("-", " ")
