"""A whole round, sat offline by a candidate whose answers are there at once."""

from mockint.desk import Desk, Opened, RoundOptions
from mockint.player import Player, ScriptedCandidate


async def sit_through(
    desk: Desk, round_id: str, candidate: ScriptedCandidate, *, seed: int | None
) -> Opened:
    """Play a round to its end on a clock of its own; without a seed one is drawn."""
    opened = await desk.open(round_id, RoundOptions(seed=seed, pace="virtual"))
    async for _ in opened.runner.start(opened.started):
        pass
    async for _ in Player(opened.runner, opened.clock, candidate).play():
        pass
    return opened
