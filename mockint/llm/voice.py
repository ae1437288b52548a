"""A model as interviewer: it words the move it is given, and the script stands under every word.

Whatever goes wrong, the turn is said: what the model has said so far, as far as the guard let it
through, is finished by the script at once. The model is asked again at the next turn.
"""

from mockint.core.lines import OfflineVoice, word
from mockint.core.model_events import HeldBack
from mockint.core.moves import Move
from mockint.core.ports import Hear, Spoken
from mockint.core.state import SessionState
from mockint.llm.client import ModelClient
from mockint.llm.errors import ModelError
from mockint.llm.grounds import ground_of
from mockint.llm.guard import Guard
from mockint.llm.prompts import BY_SCRIPT, voice_messages
from mockint.llm.requests import VOICE_TIMEOUTS, ModelRequest

MOST_TOKENS = 600
"""Thoughts of a model that thinks aloud count too; what is spoken of it is three sentences."""
TEMPERATURE = 0.6


class ModelVoice:
    """The `Voice` of a model."""

    def __init__(self, client: ModelClient, model: str) -> None:
        """Let a model speak, over a client."""
        self._client, self._model = client, model

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model

    async def say(self, state: SessionState, move: Move, hear: Hear) -> Spoken:
        """Return the interviewer's words for a move; never raises for a fault of the model."""
        floor = word(state, move)
        if move.kind in BY_SCRIPT or not floor:
            return Spoken(floor, OfflineVoice.name)
        guard = Guard(ground_of(state, move))
        if not await self._speak(state, move, guard, hear):
            return self._finished(state, guard)
        return Spoken(guard.released.strip(), self._model)

    async def _speak(self, state: SessionState, move: Move, guard: Guard, hear: Hear) -> bool:
        """Let the model speak through the guard; False where the script has to finish."""
        request = ModelRequest(
            model=self._model,
            messages=voice_messages(state, move),
            purpose="voice",
            max_tokens=MOST_TOKENS,
            temperature=TEMPERATURE,
            timeouts=VOICE_TIMEOUTS,
        )
        try:
            async with self._client.open(request) as reply:
                async for delta in reply:
                    if words := guard.feed(delta):
                        hear(words)
                    if guard.violation is not None:
                        return False  # leaving the block closes the connection
        except ModelError:
            return False  # the ledger has its cause, and the log will
        if words := guard.end():
            hear(words)
        return guard.violation is None

    def _finished(self, state: SessionState, guard: Guard) -> Spoken:
        """Return the turn as the script finishes it."""
        rest = guard.finish()
        held = None
        if guard.violation is not None:
            turn, (rule, about) = len(state.turns) + 1, guard.violation
            held = HeldBack(turn=turn, rule=rule, about=about, model=self._model)
        by_model = bool(guard.released)
        return Spoken(
            text=(guard.released + rest).strip(),
            voice=OfflineVoice.name if rest or not by_model else self._model,
            begun_by=self._model if by_model and rest else None,
            held_back=held,
        )
