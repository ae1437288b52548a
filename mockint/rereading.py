"""Every answer of a round, read once more: each as it stood when it was given."""

import asyncio
from collections.abc import Iterator, Sequence
from itertools import groupby

from mockint.core.assessment import Assessment, AssessmentRequest
from mockint.core.errors import InputError
from mockint.core.events import Assessed, Event
from mockint.core.fold import fold
from mockint.core.ports import Assessor, Calculators
from mockint.core.requests import request_for
from mockint.core.state import Script, SessionState, scope_key

AT_ONCE = 4
"""Answers that are read side by side."""


async def read_again(
    script: Script, events: Sequence[Event], assessor: Assessor, calculators: Calculators
) -> tuple[Assessed, ...]:
    """Return new readings in the order of the old ones.

    What a model couldn't grade this time stays as it was read before. Raises InputError where that
    is everything.
    """
    room = asyncio.Semaphore(AT_ONCE)

    async def again(
        old: Sequence[Assessed], requests: Sequence[AssessmentRequest]
    ) -> list[Assessed]:
        async with room:
            found = await assessor.assess_all(requests)
        return [_better(before, now) for before, now in zip(old, found, strict=True)]

    read = await asyncio.gather(*(again(*each) for each in _answers(script, events, calculators)))
    readings = tuple(each for group in read for each in group)
    reasons = [each.assessment.ungraded for each in readings if each.assessment.ungraded]
    graded = any(each.assessment.judged for each in readings)
    if reasons and not graded:
        raise InputError(
            f"No answer could be graded: {reasons[0]}", "The verdicts stay as they were."
        )
    return readings


def _better(before: Assessed, now: Assessment) -> Assessed:
    if now.ungraded is not None and before.assessment.judged is not None:
        return before
    return Assessed(turn=before.turn, assessment=now)


def _answers(
    script: Script, events: Sequence[Event], calculators: Calculators
) -> Iterator[tuple[list[Assessed], list[AssessmentRequest]]]:
    """Yield each answer's readings with the requests that they came of."""
    state = SessionState(script)
    for turn, group in groupby(events, key=_read_turn):
        batch = list(group)
        if turn is not None:
            old = [each.payload for each in batch if isinstance(each.payload, Assessed)]
            keys = [scope_key(o.assessment.question, o.assessment.followup) for o in old]
            yield old, [request_for(state, state.scopes[key], calculators) for key in keys]
        for event in batch:
            state = fold(state, event)


def _read_turn(event: Event) -> int | None:
    return event.payload.turn if isinstance(event.payload, Assessed) else None
