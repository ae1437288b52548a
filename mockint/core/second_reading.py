"""A debrief where a model judged: the offline levels beside its own, and where the two differ."""

from collections.abc import Iterator

from mockint.core.disputes import disagreements, is_disputed, level_band, offline_of
from mockint.core.scorecard import DisputeLine, Scorecard
from mockint.core.state import SessionState


def was_judged(state: SessionState) -> bool:
    """Tell whether a model judged an answer, or was to."""
    read = [turn.assessment for turn in state.turns if turn.assessment]
    scopes = [scope.assessment for scope in state.scopes.values() if scope.assessment]
    return any(each.judged or each.ungraded for each in (*read, *scopes))


def beside_offline(card: Scorecard, offline: Scorecard, state: SessionState) -> Scorecard:
    """Return a scorecard with what the offline verdicts alone would have made of it."""
    dimensions = tuple(
        mine.model_copy(update={"offline_level": other.level})
        for mine, other in zip(card.dimensions, offline.dimensions, strict=True)
    )
    return card.model_copy(
        update={
            "dimensions": dimensions,
            "offline_level": offline.level,
            "disputes": tuple(_disputes(state)),
            "ungraded": tuple(
                turn.number for turn in state.turns if turn.assessment and turn.assessment.ungraded
            ),
        }
    )


def _disputes(state: SessionState) -> Iterator[DisputeLine]:
    """Yield a line for each answer that is read differently, as it stood when it was given."""
    for turn in state.turns:
        read = turn.assessment
        if read is None or read.judged is None:
            continue
        points = tuple(disagreements(read))
        disputed, band = is_disputed(read), level_band(read)
        if points or disputed or (band and band.low < band.high):
            yield DisputeLine(
                turn=turn.number,
                question=read.question,
                followup=read.followup,
                level=read.level,
                offline_level=offline_of(read).level,
                disputed=disputed,
                band=band,
                points=points,
            )
