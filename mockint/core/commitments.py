"""The numbers that a candidate commits to, and whether the calculators may compute by now.

In a round with a closed board nothing is computed before the candidate has said what they think:
neither the number that is asked for, nor those that a part of a design round must leave behind.
"""

from collections.abc import Iterator
from typing import NamedTuple

from mockint.core.content import FollowUp
from mockint.core.state import SessionState, scope_key


class NumberWanted(NamedTuple):
    """A number that a part must leave behind, and that nobody has given or asked for yet."""

    name: str
    """Short, to be written before the number: `passages`."""
    says: str
    scope: str
    followup: FollowUp
    """What would ask for it."""


def board_is_open(state: SessionState) -> bool:
    """Tell whether calculators may compute: always in open rounds, else once numbers are given."""
    if state.script.round.board == "open" or state.closed is not None:
        return True
    return not _is_asked_for(state) and not any(_wanted(state, ahead=True))


def numbers_wanted(state: SessionState) -> tuple[NumberWanted, ...]:
    """Return the numbers that the part that is on wants, in the order in which it requires them."""
    return tuple(_wanted(state, ahead=False))


def committed_to(state: SessionState, text: str) -> tuple[str, ...]:
    """Return the follow-ups whose number a committed text may give.

    One that begins with a number's name (`passages: 20M because ...`) gives that one.
    """
    wanted = {number.name: number.followup.id for number in numbers_wanted(state)}
    name = text.partition(":")[0].strip().casefold()
    return (wanted[name],) if name in wanted else tuple(wanted.values())


def is_to_commit(state: SessionState) -> bool:
    """Tell whether the candidate is expected to commit to a number at this moment."""
    return not board_is_open(state) and (_is_asked_for(state) or bool(numbers_wanted(state)))


def how_to_commit(state: SessionState) -> str:
    """Return what opens the calculators, where they are closed."""
    if _is_asked_for(state):
        return (
            "A number is asked for. /estimate 33GB because ... commits you to yours, and opens the "
            "calculators."
        )
    if not (wanted := [number.name for number in numbers_wanted(state)]):
        return "The calculators open once you have given your numbers, in a part that comes."
    first, *others = wanted
    also = f" Likewise {', '.join(others)}." if others else ""
    return (
        f"The calculators open once this part has your numbers: /estimate {first}: 33 because "
        f"...{also}"
    )


def _is_asked_for(state: SessionState) -> bool:
    scope = state.current
    if scope is None or scope.first_number is not None:
        return False
    followup = state.followup(scope.question, scope.followup)
    return followup is not None and followup.estimate is not None


def _wanted(state: SessionState, *, ahead: bool) -> Iterator[NumberWanted]:
    """Yield the numbers of the part that is on; `ahead`: of all parts that are not over."""
    here = state.phases[-1].id if state.phases else None
    over = {use.id for use in state.phases} - {here}
    for phase in (planned.id for planned in state.plan):
        if phase in over or (phase != here and not ahead):
            continue
        question = state.script.talk_of(phase)
        for output in state.script.outputs(phase):
            followup = state.followup(question, output.estimate)
            key = scope_key(question, output.estimate)
            if followup is not None and key not in state.scopes:
                yield NumberWanted(output.id, output.says, key, followup)
