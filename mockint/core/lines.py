"""The offline voice: a persona's own lines, chosen so that none comes twice until all have come."""

from hashlib import sha256

from mockint.core.content import Lines
from mockint.core.interviewer import hint_price
from mockint.core.moves import Move
from mockint.core.state import SessionState

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
    "unknown-fact": "unknown_fact",
    "redirect": "redirect",
    "leave": "leave",
    "move-on": "move_on",
    "time": "time",
}
"""Which of a persona's lists words a move; the moves not named here speak their script alone."""


def order(seed: int, name: str, count: int) -> list[int]:
    """Return 0..count-1 in an order of its own for each seed and name."""
    return sorted(range(count), key=lambda i: sha256(f"{seed}:{name}:{i}".encode()).digest())


def word(state: SessionState, move: Move) -> str:
    """Return the persona's words for a move."""
    lines, seed = state.script.persona.lines, state.started.seed if state.started else 0
    pool = _pool(lines, move, state.lines_used.get(move.kind, 0))
    if not pool:
        return move.scripted
    name, choices = pool
    used = state.lines_used.get(move.kind, 0)
    text = _fill(choices[order(seed, name, len(choices))[used % len(choices)]], move)
    phase = state.phase
    if phase is not None and phase.kind == "your-questions" and move.kind in _ANSWERS:
        more = lines.anything_else
        turn = sum(state.lines_used.get(kind, 0) for kind in _ANSWERS)
        text = f"{text} {more[order(seed, 'anything_else', len(more))[turn % len(more)]]}"
    return text


_ANSWERS = ("fact", "unknown-fact")


def _pool(lines: Lines, move: Move, used: int) -> tuple[str, tuple[str, ...]] | None:
    if move.bridge == "interrupt" and move.kind not in ("challenge", "move-on"):
        return "interrupt", lines.interrupt
    if move.bridge == "correction" and move.kind not in ("challenge", "move-on"):
        return "correction", lines.correction
    if move.kind == "follow-up":
        # A plain acknowledgement and a bridge take turns, so that a chain doesn't sound like one.
        both = (lines.follow_up, lines.acknowledge)[used % 2]
        return ("follow_up", "acknowledge")[used % 2], both
    name = _POOL.get(move.kind)
    return (name, getattr(lines, name)) if name else None


def _fill(line: str, move: Move) -> str:
    """Put a move's parts into a line; a line that doesn't hold the question gets it after it."""
    if "{ask}" not in line and move.scripted and move.kind not in ("hint", "fact", "redo"):
        line = f"{line} {{ask}}"
    parts = {
        "{ask}": move.scripted,
        "{quote}": _short(move.quote or ""),
        "{hint}": move.scripted,
        "{fact}": move.scripted,
        "{price}": hint_price(move.step) if move.step else "",
        "{left}": spoken_time(move.seconds_left or 0),
    }
    for name, value in parts.items():
        line = line.replace(name, value)
    return line


def _short(quote: str, words: int = 24) -> str:
    """Return a quote short enough to be said back."""
    parts = quote.split()
    return " ".join(parts) if len(parts) <= words else " ".join(parts[:words]) + " ..."


def spoken_time(seconds: float) -> str:
    """Return a span as one says it: "a minute and a half", "40 seconds"."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} seconds"
    minutes, rest = divmod(whole, 60)
    name = "1 minute" if minutes == 1 else f"{minutes} minutes"
    return name if rest == 0 else f"{name} {rest} seconds"
