"""How the interviewer did: the talk held against a list by code, for a script as for a model.

Nothing here asks whether an interviewer was likeable. Each line is something that can be counted in
the log, with the turns that it rests on.
"""

import re
from collections.abc import Iterator, Sequence

from mockint.core.clock import GRACE_SECONDS
from mockint.core.disputes import OFFLINE
from mockint.core.moves import REPEATING_KINDS, Move
from mockint.core.scorecard import ConductLine, PhaseTime
from mockint.core.speech import (
    is_question,
    leaked,
    questions,
    same_question,
    sentences,
    telling_words,
    verdict_in,
)
from mockint.core.state import SessionState, Turn
from mockint.core.untold import question_secrets

ENOUGH_WORDS = 60
"""Words of a candidate from which on shares of the talk mean something."""
MOST_OF_THE_TALK = 0.5
"""The share of all words from which an interviewer talks too much."""
LATE_SECONDS = 1.0
"""Over the grace of a part, what rounding takes."""
_TELLING = frozenset({"hint", "fact", "close"})
"""Moves that give something away on purpose, or after everything."""
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")

_Asking = tuple[Turn, Move]


def conduct(state: SessionState, phases: Sequence[PhaseTime]) -> Iterator[ConductLine]:
    """Yield what an interviewer is held to, each with whether it held; nothing before a word."""
    asking = [(turn, turn.move) for turn in state.turns if turn.move is not None]
    if not asking:
        return
    yield _one_at_a_time(asking)
    yield _in_time(state, phases)
    yield _kept_to_itself(state, asking)
    yield _no_verdict(asking)
    yield _no_repeats(asking)
    yield _listened(state)
    if state.held_back or any(turn.voice not in ("", OFFLINE) for turn, _ in asking):
        yield _by_model(state, asking)


def _told(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _unless(id: str, title: str, says: str, turns: Sequence[int]) -> ConductLine:
    """Return a line that holds unless there are turns that speak against it."""
    against = tuple(dict.fromkeys(turns))
    return ConductLine(id=id, title=title, held=not against, says=says, turns=against)


def _one_at_a_time(asking: Sequence[_Asking]) -> ConductLine:
    turns = [turn.number for turn, _ in asking if len(questions(_QUOTED.sub("", turn.text))) > 1]
    says = "No turn held more than one question."
    if turns:
        says = f"{_told(len(turns), 'turn', 'turns')} held more than one question."
    return _unless("one-question", "Asked one thing at a time", says, turns)


def _in_time(state: SessionState, phases: Sequence[PhaseTime]) -> ConductLine:
    title = "Kept the time"
    if state.pace == "untimed":
        return ConductLine(id="in-time", title=title, held=None, says="No clock ran.")
    late = [
        phase.title
        for phase in phases
        if phase.used_seconds > phase.planned_seconds + GRACE_SECONDS + LATE_SECONDS
    ]
    says = f"Over time and its minute of grace: {', '.join(late)}." if late else "No part ran over."
    return ConductLine(id="in-time", title=title, held=not late, says=says)


def _kept_to_itself(state: SessionState, asking: Sequence[_Asking]) -> ConductLine:
    """Look for turns that say a point before the candidate does, beyond the script's own words."""
    found: list[tuple[int, str]] = []
    known: frozenset[str] = frozenset()
    by_turn = {turn.number: move for turn, move in asking}
    for turn in state.turns:
        move, words = by_turn.get(turn.number), telling_words(turn.text)
        question = state.script.questions.get(turn.question or "")
        if move is not None and move.kind not in _TELLING and question is not None:
            allowed = known | telling_words(move.scripted)
            secrets = question_secrets(question)
            if (given := leaked(words, allowed, secrets)) is not None:
                found.append((turn.number, given))
        known |= words
    says = "Nothing of a point or an answer was said before you said it."
    if found:
        says = f"Close to what was to be found: {', '.join(f'{id} ({n})' for n, id in found)}."
    return _unless("no-leak", "Gave nothing away", says, [number for number, _ in found])


def _no_verdict(asking: Sequence[_Asking]) -> ConductLine:
    found = [
        (turn.number, verdict)
        for turn, move in asking
        for sentence in sentences(_QUOTED.sub("", turn.text))
        if (verdict := verdict_in(sentence)) and verdict not in move.scripted
    ]
    says = "No answer was praised or judged."
    if found:
        says = f"Sounded like a verdict: {', '.join(f'“{said}” ({n})' for n, said in found)}."
    return _unless("no-verdict", "Showed no verdict", says, [number for number, _ in found])


def _no_repeats(asking: Sequence[_Asking]) -> ConductLine:
    asked: list[str] = []
    again: list[int] = []
    for turn, move in asking:
        for question in filter(is_question, sentences(turn.text)):
            if move.kind not in REPEATING_KINDS and any(
                len(telling_words(question)) > 1 and same_question(question, other)
                for other in asked
            ):
                again.append(turn.number)
            asked.append(question)
    says = "No question was put twice."
    if again:
        says = f"{_told(len(again), 'question was', 'questions were')} put again unasked."
    return _unless("no-repeat", "Didn't repeat itself", says, again)


def _listened(state: SessionState) -> ConductLine:
    words = {"interviewer": 0, "candidate": 0}
    for turn in state.turns:
        words[turn.speaker] += len(turn.text.split())
    mine, yours = words["interviewer"], words["candidate"]
    cut = [turn.number for turn in state.turns if turn.move and turn.move.bridge == "interrupt"]
    taken = sum(turn.cut for turn in state.turns if turn.speaker == "interviewer")
    share = mine / (mine + yours) if mine + yours else 0.0
    says = f"Spoke {share:.0%} of the words."
    if cut:
        says += f" Broke off {_told(len(cut), 'long answer', 'long answers')}."
    if taken:
        says += f" You took the floor {_told(taken, 'time', 'times')}."
    held = share <= MOST_OF_THE_TALK if yours >= ENOUGH_WORDS else None
    return ConductLine(id="listened", title="Listened", held=held, says=says, turns=tuple(cut))


def _by_model(state: SessionState, asking: Sequence[_Asking]) -> ConductLine:
    """Tell how much of the talk was a model's, and what it was kept from saying."""
    spoke = sum(turn.voice != OFFLINE or bool(turn.begun_by) for turn, _ in asking)
    says = f"The model spoke {_told(spoke, 'turn', 'turns')} of {len(asking)}."
    if state.held_back:
        rules = ", ".join(f"{held.rule} ({held.turn})" for held in state.held_back)
        says += f" Held back, and never shown: {rules}."
    turns = [held.turn for held in state.held_back]
    return _unless("held-back", "Kept to its part", says, turns)
