"""The offline voice: a persona's own lines, chosen so that none comes twice until all have come."""

import re
from collections.abc import Sequence
from hashlib import sha256

from mockint.core.content.round import SPOKEN_KINDS, Round
from mockint.core.hints import hint_price
from mockint.core.moves import Move
from mockint.core.ports import Hear, Spoken
from mockint.core.state import SessionState, Turn

_POOL: dict[str, str] = {
    "ask": "ask",
    "probe": "probe",
    "challenge": "challenge",
    "redo": "redo",
    "connect": "connect",
    "offer-hint": "offer_hint",
    "hint": "hint",
    "wait": "wait",
    "repeat": "repeat",
    "fact": "fact",
    "which-fact": "which_fact",
    "unknown-fact": "unknown_fact",
    "redirect": "redirect",
    "leave": "leave",
    "move-on": "move_on",
    "time": "time",
    "require": "ask",
    "change": "ask",
    "go-on": "go_on",
}
"""Which of a persona's lists words a move; the moves not named here speak their script alone."""

_UNBRIDGED = frozenset({"challenge", "move-on", "redo", "connect"})
"""Moves whose own words say too much to give way to "Noted" or "Let me stop you there"."""

_ASKS_IN_ITS_OWN_WORDS = frozenset({"hint", "fact", "redo", "connect"})
"""Moves that don't put their script as a question: the same again word by word is no help."""


def order(seed: int, name: str, count: int) -> list[int]:
    """Return 0..count-1 in an order of its own for each seed and name."""
    return sorted(range(count), key=lambda i: sha256(f"{seed}:{name}:{i}".encode()).digest())


def word(state: SessionState, move: Move) -> str:
    """Return the persona's words for a move."""
    so_far = _pools_so_far(state)
    name = _pool(state, move, so_far, state.phase_kind)
    if name is None:
        return move.scripted
    text = _fill(_next_line(state, name, so_far.count(name)), move, state.script.round)
    if state.phase_kind == "your-questions" and move.kind in ("fact", "unknown-fact"):
        answers = sum(_is_answered_question(state, turn) for turn in state.turns)
        text = f"{text} {_next_line(state, 'anything_else', answers)}"
    return text


def _has_a_line(state: SessionState, phase_id: str) -> bool:
    """Return whether a phase is opened by words of its own, before its question."""
    phase, of_case = state.script.phase(phase_id), state.script.case_phase(phase_id)
    return bool(phase.line or (of_case and of_case.line))


def _next_line(state: SessionState, pool: str, used: int) -> str:
    choices: tuple[str, ...] = getattr(state.script.persona.lines, pool)
    seed = state.started.seed if state.started else 0
    return choices[order(seed, pool, len(choices))[used % len(choices)]]


def _is_answered_question(state: SessionState, turn: Turn) -> bool:
    return (
        turn.move is not None
        and turn.move.kind in ("fact", "unknown-fact")
        and state.script.phase(turn.phase).kind == "your-questions"
    )


def _pools_so_far(state: SessionState) -> list[str]:
    """Return the list that each line of the interviewer came from, in order."""
    names: list[str] = []
    for turn in state.turns:
        kind = state.script.phase(turn.phase).kind
        if turn.move and (name := _pool(state, turn.move, names, kind)):
            names.append(name)
    return names


def _pool(state: SessionState, move: Move, so_far: Sequence[str], in_phase: str) -> str | None:
    """Return which of the persona's lists words a move; None: the script alone."""
    if move.bridge is not None and move.kind not in _UNBRIDGED:
        return move.bridge
    if move.kind == "ask" and move.phase is not None and _has_a_line(state, move.phase):
        return None  # "Here is the question. Ten questions, two minutes each ..."
    if move.kind == "follow-up":
        # A plain acknowledgement and a bridge take turns, so that a chain doesn't sound like one.
        chained = so_far.count("follow_up") + so_far.count("acknowledge")
        return ("follow_up", "acknowledge")[chained % 2]
    if move.kind == "unknown-fact" and in_phase in SPOKEN_KINDS:
        return "cannot_say"
    return _POOL.get(move.kind)


def _fill(line: str, move: Move, round_: Round) -> str:
    """Put a move's parts into a line; a line that doesn't hold the question gets it after it."""
    if "{ask}" not in line and move.scripted and move.kind not in _ASKS_IN_ITS_OWN_WORDS:
        line = f"{line} {{ask}}"
    parts = {
        "ask": move.scripted,
        "quote": _short(move.quote or ""),
        "hint": move.scripted,
        "fact": move.scripted,
        "price": hint_price(round_, move.step) if move.step else "",
        "left": spoken_time(move.seconds_left or 0),
    }
    # In one pass: what a candidate says is quoted as it is, braces included.
    return re.sub(r"\{(\w+)\}", lambda found: parts.get(found[1], found[0]), line)


def _short(quote: str, words: int = 24) -> str:
    """Return a quote short enough to be said back."""
    parts = quote.split()
    if len(parts) > words:
        return " ".join(parts[:words]) + " ..."
    return " ".join(parts).rstrip(".,;:")


def spoken_time(seconds: float) -> str:
    """Return a span as one says it: "1 minute 30 seconds", "40 seconds"."""
    minutes, rest = divmod(round(seconds), 60)
    parts = [_counted(minutes, "minute")] if minutes else []
    if rest or not minutes:
        parts.append(_counted(rest, "second"))
    return " ".join(parts)


def _counted(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"


class OfflineVoice:
    """The `Voice` that needs no model: the persona's own lines."""

    name = "offline"

    async def say(self, state: SessionState, move: Move, hear: Hear) -> Spoken:
        """Return the persona's words for a move, all at once."""
        return Spoken(word(state, move), self.name)
