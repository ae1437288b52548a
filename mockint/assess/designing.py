"""A turn of a design round: what it asks for, assumes and works out besides what it answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from mockint.assess.asking import chosen_of
from mockint.assess.glossary import Glossary
from mockint.assess.hearing import FactsHeard, Hearing
from mockint.assess.parting import is_about_to_ask, is_done
from mockint.assess.volunteered import volunteered
from mockint.core.assessment import (
    ANSWER_INTENTS,
    AssessmentRequest,
    AssumptionHeard,
    Intent,
)
from mockint.core.content import Fact

PARTING: tuple[Intent, ...] = ("answer", "small-talk", "dont-know")
"""What a turn may look like that says no more than that one is done with a part."""


class Designer:
    """Reads the newest turn of somebody who designs."""

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self._heard_last: tuple[tuple[str, ...], Hearing] | None = None

    def intent(self, request: AssessmentRequest, intent: Intent) -> Intent:
        """Return the intent: a part may be done, or questions may be coming."""
        said = request.turns[-1].text
        if intent in PARTING and is_done(said):
            return "ask-move-on"
        if intent in (*PARTING, "clarify") and is_about_to_ask(said):
            return "thinking"
        return intent

    def besides(self, request: AssessmentRequest, intent: Intent) -> Mapping[str, Any]:
        """Return what the newest turn asks for, assumes and works out unasked."""
        turn = request.turns[-1]
        hearing = self._hearing(request.facts)
        answers = intent in ANSWER_INTENTS
        heard = FactsHeard()
        assumed: tuple[AssumptionHeard, ...] = ()
        if intent != "echo":  # who gives back what was said wants nothing and assumes nothing
            heard = hearing.facts_asked(turn.text, answers, request.finding_out, turn.asked)
            if taken := chosen_of(turn.text, len(request.offered)):
                heard = FactsHeard(tuple(request.offered[index] for index in taken))
            assumed = hearing.assumptions(turn.text, turn.turn, turn.asked)
        return {
            "facts": heard.asked,
            "offered": heard.doubted,
            "unheard": heard.unheard or bool(heard.asked and heard.doubted),
            "assumptions": assumed,
            "volunteered": volunteered(turn, request.unasked, request.committed),
        }

    def _hearing(self, facts: Sequence[Fact]) -> Hearing:
        """Return who hears questions for these facts; kept, since every turn asks for the same."""
        key = tuple(fact.id for fact in facts)
        if self._heard_last is None or self._heard_last[0] != key:
            self._heard_last = (key, Hearing(facts, self._glossary))
        return self._heard_last[1]
