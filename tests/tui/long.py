"""A log of thousands of turns, made event by event: to play it by the rules would take minutes."""

from collections.abc import Iterator

from mockint.core.assessment import Assessment, PointVerdict
from mockint.core.events import Answered, Assessed, Payload, PhaseStarted, Said, SessionClosed
from mockint.core.moves import Move
from tests.builders import Sitting
from tests.tui.past import SCRIPT

WORDS = "and the keys and values of earlier tokens are kept in every layer so that nothing is lost "


def long_round(turns: int, words: str = WORDS * 12) -> Sitting:
    """A round of so many turns, every second one a read answer of a kilobyte or so."""
    sitting = Sitting(SCRIPT)
    for payload in _payloads(turns, words):
        sitting.log.append(
            sitting.log[0].model_copy(
                update={"seq": len(sitting.log), "at": len(sitting.log) * 1.0, "payload": payload}
            )
        )
    return sitting


def _payloads(turns: int, words: str) -> Iterator[Payload]:
    yield PhaseStarted(phase="concept", planned_seconds=600)
    for number in range(1, turns, 2):
        kind = "ask" if number == 1 else "probe"
        move = Move.model_validate({"kind": kind, "question": "cache", "target": "layers"})
        yield Said(turn=number, move=move, text=f"Question {number}, more?", voice="fake")
        text = f"Answer {number + 1}: stored {words}"
        yield Answered(turn=number + 1, text=text)
        start = text.index("stored")
        place = {"quote": "stored", "turn": number + 1, "start": start, "end": start + 6}
        made = PointVerdict.model_validate(
            {"id": "stored", "verdict": "covered", "strength": 1, **place}
        )
        missed = PointVerdict(id="layers", verdict="missed", strength=0)
        yield Assessed(
            turn=number + 1,
            assessment=Assessment(
                question="cache", assessor="fake", level=2, score=0.4, points=(made, missed)
            ),
        )
    yield SessionClosed(reason="ended")
